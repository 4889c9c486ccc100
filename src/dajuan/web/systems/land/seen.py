"""Parcels as a viewer may see them, at the moment that a page shows; whoever records does so through :func:`desk_of`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.http import Http404

from dajuan.programmes.pack import Programme
from dajuan.standards.land.custom_land import CustomRule, custom_rule
from dajuan.standards.land.grades import GradeRule, ScoreRule, grade_rule, score_rule
from dajuan.subjects.row import Row
from dajuan.systems.firms import every
from dajuan.systems.land.codes import Desk
from dajuan.systems.land.family import Relative, family
from dajuan.systems.land.parcels import CODES, PARCELS, Waiting, is_gone, waiting
from dajuan.systems.land.promises import YEARLY, Custom, custom_land
from dajuan.systems.land.settings import Settings, settings_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of


class _Seen(NamedTuple):
    rows: list[Row]
    held: Mapping[str, date]


def _made(moment: Moment) -> _Seen:
    subjects = served().subjects()
    rows = list(every(subjects, PARCELS, as_of=moment.as_of, size=moment.size))
    return _Seen(rows, subjects.since(PARCELS, "holder", as_of=moment.as_of, size=moment.size))


def _sites(moment: Moment) -> list[tuple[str, str]]:
    found = served().subjects().sites(PARCELS, limit=MANY, as_of=moment.as_of, size=moment.size)
    return [(site.code, site.geometry) for site in found]


MANY = 200_000
"""Shapes that are looked at, at most."""
_PARCELS, _SITES = Kept((PARCELS,), _made), Kept((PARCELS,), _sites, most=3)


def pack() -> Programme:
    """Raises ``Http404`` where the zone keeps no parcels."""
    programme_called(CODES)
    return programme_called(PARCELS)


def settings() -> Settings:
    return settings_of(served().zone, served().today())


def parcels_seen(viewer: Viewer, moment: Moment) -> list[Row]:
    """Those that are, and those that ended."""
    pack()
    rows = _PARCELS.at(moment).rows
    return rows if viewer.owners() is None else [row for row in rows if sees(viewer, row)]


def waiting_seen(viewer: Viewer, moment: Moment) -> list[Waiting]:
    """Those that have not ended, with what they wait for."""
    on, lines, held = day_of(moment), settings(), _PARCELS.at(moment).held
    return [waiting(row, held, on, lines) for row in parcels_seen(viewer, moment) if not is_gone(row)]


def waiting_at(row: Row, moment: Moment) -> Waiting:
    return waiting(row, _PARCELS.at(moment).held, day_of(moment), settings())


def sites_at(moment: Moment) -> list[tuple[str, str]]:
    """Parcel number and GeoJSON of every shape, whoever looks."""
    return _SITES.at(moment)


def ground_at(moment: Moment, outline: Any = None) -> Any:
    """What shapes are held against; wants the extra ``geo``."""
    from dajuan.systems.land.shapes.ground import ground_of

    return ground_of(_PARCELS.at(moment).rows, sites_at(moment), settings(), outline)


def parcel_called(viewer: Viewer, code: str, moment: Moment) -> Row:
    """Raises ``Http404`` where there is none, none yet at that moment, or none that this viewer may see."""
    pack()
    row = served().subjects().one(PARCELS, code, as_of=moment.as_of, size=moment.size)
    if row is None or not sees(viewer, row):
        raise Http404
    return row


def family_seen(viewer: Viewer, row: Row, moment: Moment) -> list[Relative]:
    """The family of a parcel's code; of parcels that the viewer may not see the codes alone."""
    code = str(row.fields.get("unit-code", ""))
    if not code:
        return []
    some = family(served().subjects(), code, as_of=moment.as_of, size=moment.size)
    if viewer.owners() is None:
        return some
    own = {one.code for one in parcels_seen(viewer, moment)}
    return [one if one.parcel in own or not one.parcel else one._replace(name="", parcel="") for one in some]


def may_change(viewer: Viewer, row: Row, moment: Moment) -> bool:
    return not moment.is_past and viewer.may(Action.RECORD, thing_of_row(pack(), row))


class Weighed(NamedTuple):
    """Custom land, and the rules by which it was weighed."""

    parcels: list[Custom]
    rule: CustomRule
    score: ScoreRule
    grade: GradeRule

    def of(self, row: Row) -> Custom | None:
        return next((one for one in self.parcels if one.row.code == row.code), None)


def custom_seen(viewer: Viewer, moment: Moment) -> Weighed:
    """Grades are among all custom land, whoever looks. Raises ``RuleError`` where a rule is not in force on the day."""
    on, lines, subjects = day_of(moment), settings(), served().subjects()
    rules = custom_rule(lines.custom_rule, on), score_rule(lines.score_rule, on), grade_rule(lines.grade_rule, on)
    pack()
    rows = [row for row in _PARCELS.at(moment).rows if not is_gone(row)]
    years = subjects.by_year(PARCELS, YEARLY, as_of=moment.as_of, size=moment.size)
    found = custom_land(rows, years, pack(), on, *rules)
    return Weighed([one for one in found if sees(viewer, one.row)], *rules)


def desk_of(viewer: Viewer, on: date, key: str) -> Desk:
    here = served()
    return Desk(here.ledger, here.subjects(), settings(), viewer.actor, on, key)
