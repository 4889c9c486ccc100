"""A file of hours brought in, by page or by programme: looked at, kept, taken, its days appended."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import PermissionDenied

from dajuan.ledger.append import append
from dajuan.systems.air.exports import Choices, Export
from dajuan.systems.air.rolling import KIND
from dajuan.systems.air.stations import AREAS, STATIONS, Station, site_of
from dajuan.systems.air.taking import Taken, looked_at, take
from dajuan.web.access.deeds import whose_row
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.air.found import every_station, lake, rows_seen, settings, stations_at

NOW = Moment()


def read(viewer: Viewer, data: bytes, name: str, choices: Choices) -> Export:
    """Raises :class:`ExportError`, :class:`LedgerError`; ``PermissionDenied`` where a station or its area is another's."""
    stations = stations_at(viewer, NOW)
    sited = {code: one._replace(site=_site(code)) for code, one in stations.items()}
    export = looked_at(data, name, choices, sited, settings(), served().today())
    _check(viewer, {code for code, _ in export.hours}, stations)
    return export


def _site(code: str) -> tuple[float, float] | None:
    return site_of(served().subjects().shapes(STATIONS, code).get("site", ""))


def _check(viewer: Viewer, codes: set[str], stations: dict[str, Station]) -> None:
    areas = {stations[code].area for code in codes}
    for programme, some in ((STATIONS, codes), (AREAS, areas)):
        for row in rows_seen(viewer, programme, NOW):
            if row.code in some and not viewer.may(
                Action.RECORD, whose_row(served().programmes[programme], row).reports
            ):
                raise PermissionDenied(Action.RECORD)


def record(viewer: Viewer, data: bytes, name: str, choices: Choices) -> Taken:
    """As :func:`read`, and then done."""
    export = read(viewer, data, name, choices)
    here = served()
    file = here.zone.evidence().keep_stream(BytesIO(data), name=name, kind=KIND)
    done = take(export, file, lake(), here.ledger, every_station(NOW), settings(), here.today())
    if done.drafts:
        append(here.ledger, done.drafts, actor=viewer.actor)
    return done
