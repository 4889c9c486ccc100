"""Areas, stations and days as a page's moment has them and its viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.http import Http404

from dajuan.answers.board import Standing
from dajuan.ledger.read import states_of_programme
from dajuan.ledger.state import State
from dajuan.ledger.trouble import LedgerError
from dajuan.standards.air.index import first_day
from dajuan.subjects.row import Row
from dajuan.systems.air.lake import Lake
from dajuan.systems.air.results import Day, area_days
from dajuan.systems.air.rolling import days_held
from dajuan.systems.air.settings import Settings, settings_of
from dajuan.systems.air.stations import AREAS, STATIONS, WATER, Station, assessed, of_area, station_of
from dajuan.systems.air.water import Section, sections
from dajuan.systems.firms import every
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.access.things import thing_of_target
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called, subject_called
from dajuan.web.programmes.views.subject import at_moment
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of

GOOD_DAYS = "good-days"
_HISTORY = timedelta(days=366 * 10)


class Area(NamedTuple):
    """``days``: those that the ledger holds, as the moment has them."""

    row: Row
    state: State
    days: list[Day]
    stations: list[Station]
    """All that make its value, whoever looks."""
    seen: list[Station]
    """Those of them that the viewer may see."""

    @property
    def is_assessed(self) -> bool:
        return self.row.fields.get("assessed") is True


def settings() -> Settings:
    return settings_of(served().zone)


def lake() -> Lake:
    return Lake(settings().folder)


def rows_seen(viewer: Viewer, programme: str, moment: Moment) -> list[Row]:
    """Raises ``Http404`` where the zone keeps no such programme."""
    return _seen(viewer, _rows(programme, moment))


def _rows(programme: str, moment: Moment) -> list[Row]:
    programme_called(programme)
    return list(every(served().subjects(), programme, as_of=moment.as_of, size=moment.size))


def _seen(viewer: Viewer, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if sees(viewer, row)]


def stations_at(viewer: Viewer, moment: Moment) -> dict[str, Station]:
    return _stations(rows_seen(viewer, STATIONS, moment))


def every_station(moment: Moment) -> dict[str, Station]:
    """Whoever looks: an area's value is the mean of all of its own."""
    return _stations(_rows(STATIONS, moment))


def _stations(rows: Iterable[Row]) -> dict[str, Station]:
    return {row.code: station_of(row) for row in rows}


def area_asked(viewer: Viewer, code: str, moment: Moment) -> Area | None:
    """The area that the address names; with none, the assessed one, else the first. None where there is none yet."""
    rows = rows_seen(viewer, AREAS, moment)
    row = next((one for one in rows if one.code == code), None) if code else assessed(rows) or next(iter(rows), None)
    if row is None:
        if code:
            raise Http404
        return None
    state = at_moment(subject_called(viewer, AREAS, row.code), moment)
    stations = _rows(STATIONS, moment)
    own, seen = (of_area(_stations(some), row.code) for some in (stations, _seen(viewer, stations)))
    return Area(row, state, days_held(state.entries), own, seen)


def sections_seen(viewer: Viewer, moment: Moment, year: int) -> list[Section]:
    """Raises ``Http404`` where the zone keeps none."""
    rows = rows_seen(viewer, WATER, moment)
    states = states_of_programme(served().ledger, programme=WATER, size=moment.size)
    return sections(rows, states, year, day_of(moment))


def until_of(moment: Moment) -> date:
    """The last day that is over at a moment: its own where it lies in the past, else yesterday. Raises ``Http404`` before the
    first day that can be judged."""
    until = min(day_of(moment), served().today() - timedelta(days=1))
    if until < first_day():
        raise Http404
    return until


def history_of(area: Area, year: int) -> list[Day]:
    """The area's days before a year: of its hours, where the lake has them, else as the ledger holds them."""
    kept = lake()
    raw = _raw(
        kept.folder, kept.stamp(), tuple(one.code for one in area.stations), date(year, 1, 1) - timedelta(days=1)
    )
    known = {one.day for one in raw}
    return sorted(
        [*raw, *(one for one in area.days if one.day.year < year and one.day not in known)], key=lambda one: one.day
    )


@lru_cache(8)
def _raw(folder: Path, _stamp: object, codes: Sequence[str], last: date) -> list[Day]:
    kept = Lake(folder.parent)
    extent = kept.first_and_last()
    if extent is None or extent[0] > last:
        return []
    found = area_days(kept, codes, max(extent[0], last - _HISTORY), min(extent[1], last))
    return [one for one in found if not one.is_empty]


def target_of(viewer: Viewer, year: int, moment: Moment) -> Standing | None:
    """The year's promise of good days, of the whole zone, where its plan has one."""
    try:
        standings = served().board(year, moment).standings
    except LedgerError:  # The year has no plan.
        return None
    found = (
        one
        for one in standings
        if one.target.binding and (one.target.binding.programme, one.target.binding.indicator) == (AREAS, GOOD_DAYS)
    )
    return next((one for one in found if viewer.may(Action.SEE, thing_of_target(one.target))), None)


def days_promised(standing: Standing | None) -> int | None:
    low = standing.target.low if standing else None
    return None if low is None else round(low)
