"""The catalogue as it stands at a moment. Of what there is everybody of the zone may know; single rows are for who may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial

from django.http import Http404

from dajuan.programmes.pack import Programme
from dajuan.standards.words import Words as StandardWords
from dajuan.subjects.asked import Filter
from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER, every
from dajuan.systems.governance.completeness import asked_fields, lacking
from dajuan.systems.governance.datasets import (
    DATA_SETS,
    WITHDRAWN,
    Content,
    DataSet,
    content,
    data_set,
    elsewhere,
    is_open,
    listed,
)
from dajuan.systems.governance.scenes import SCENES, Scene, scenes
from dajuan.systems.governance.services import Served as About
from dajuan.systems.governance.services import Service, services
from dajuan.systems.governance.settings import settings_of
from dajuan.systems.governance.validity import Fault, IsThere, faults
from dajuan.web.access.rights import Viewer
from dajuan.web.access.seen import sees
from dajuan.web.figures.models import Steward
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of
from dajuan.web.systems.register import systems


def data_sets(moment: Moment) -> list[DataSet]:
    """All that are there, the stale first."""
    here, on = served(), day_of(moment)
    settings, stewards, declared = settings_of(here.zone), _stewards(), _declared(moment)
    of = {str(row.fields["programme"]): row for row in declared if "programme" in row.fields}
    found = [
        data_set(
            pack, _content(pack, moment), of.get(code), stewards.get(code, ()), here.zone.title("zh"), on, settings
        )
        for code, pack in here.programmes.items()
    ]
    pack = here.programmes.get(DATA_SETS)
    others = [row for row in declared if row.fields.get("programme") not in here.programmes]
    return listed([*found, *(elsewhere(pack, row, here.programmes, on, settings) for row in others if pack)])


def data_set_called(code: str, moment: Moment) -> DataSet:
    """By its own code, or that of the row that declares it."""
    for one in data_sets(moment):
        if one.code == code or (one.row is not None and one.row.code == code):
            return one
    raise Http404


def open_rows(moment: Moment) -> list[Row]:
    """Those that the zone has published for everybody."""
    return [row for row in _declared(moment) if is_open(row)]


def _declared(moment: Moment) -> list[Row]:
    rows = every(served().subjects(), DATA_SETS, as_of=moment.as_of, size=moment.size)
    return [row for row in rows if row.stage != WITHDRAWN]


def _stewards() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for programme, name in Steward.objects.values_list("programme", "organisation__name").distinct():
        found[programme].append(name)
    return found


# What rows say ------------------------------------------------------------------------------------------------------


def _content(pack: Programme, moment: Moment) -> Content:
    """Kept until the programme, or one that it leads to, has a new entry."""
    around = dict.fromkeys([pack.code, *(link.to for link in pack.links.values()), *_referred(pack)])
    return _kept(pack.code, tuple(around)).at(moment)


def _referred(pack: Programme) -> Iterator[str]:
    return (one.to for one in pack.fields.values() if one.type == "reference" and one.to)


@cache
def _kept(programme: str, around: tuple[str, ...]) -> Kept[Content]:
    return Kept(around, partial(_made, programme), most=2)


def _made(programme: str, moment: Moment) -> Content:
    here = served()
    pack, rows = here.programmes[programme], _rows(programme, moment)
    days = here.subjects().days_recorded(programme, here.zone.timezone, size=moment.size)
    return content(pack, rows, days, _is_there(pack, rows))


def _rows(programme: str, moment: Moment) -> list[Row]:
    return list(every(served().subjects(), programme, as_of=moment.as_of, size=moment.size))


def _is_there(pack: Programme, rows: Sequence[Row]) -> IsThere:
    """Of those that these rows lead to."""
    wanted: dict[str, set[str]] = defaultdict(set)
    references = [key for key, one in pack.fields.items() if one.type == "reference"]
    for row in rows:
        named = [*(other for others in row.links.values() for other in others)]
        named += [str(row.fields[key]) for key in references if key in row.fields]
        for one in named:
            programme, _, code = one.partition("/")
            wanted[programme].add(code)
    known = served().subjects()
    there = {
        programme: set(known.some(programme, codes))
        for programme, codes in wanted.items()
        if programme in served().programmes
    }
    return lambda programme, code: code in there[programme] if programme in there else None


# The rows behind a score ----------------------------------------------------------------------------------------------


def rows_lacking(viewer: Viewer, one: DataSet, field: str, moment: Moment) -> list[Row]:
    """Those that the viewer may see. Raises ``Http404`` where the field is asked of nobody."""
    if one.pack is None or field not in asked_fields(one.pack):
        raise Http404
    return [row for row in lacking(one.pack, _rows(one.code, moment), field) if sees(viewer, row)]


def rows_wrong(viewer: Viewer, one: DataSet, moment: Moment) -> list[Fault]:
    if one.pack is None:
        return list(one.doubts)
    found = _rows(one.code, moment)
    return [fault for fault in faults(one.pack, found, _is_there(one.pack, found)) if sees(viewer, fault.row)]


# Services and scenes --------------------------------------------------------------------------------------------------


def all_services() -> list[Service]:
    on = tuple(served().programmes)
    about = {
        one.key: About(StandardWords(*one.name), tuple(code for code in one.subjects if code in on))
        for one in systems()
    }
    return services(_document(), about, on)


@lru_cache(1)
def _document() -> dict[str, object]:
    """The API's own, which is the same while the process lives."""
    from dajuan.web.api.api import api  # The API is made of this folder's operations too.

    return dict(api.get_openapi_schema())


def seen_scenes(viewer: Viewer, moment: Moment) -> list[Scene]:
    """Raises ``Http404`` where the zone keeps none."""
    programme_called(SCENES)
    rows = [row for row in _rows(SCENES, moment) if sees(viewer, row)]
    return scenes(rows, _codes_of({str(row.fields.get("applicant", "")) for row in rows}, moment), day_of(moment))


def _codes_of(names: set[str], moment: Moment) -> dict[str, str]:
    """Credit codes of those firms of the register that have one of these names."""
    where = Filter(fields={"name": tuple(sorted(names))})
    return {
        row.name: row.code
        for row in every(served().subjects(), REGISTER, where=where, as_of=moment.as_of, size=moment.size)
    }


def scene_called(viewer: Viewer, code: str, moment: Moment) -> Scene:
    for one in seen_scenes(viewer, moment):
        if one.row.code == code:
            return one
    raise Http404
