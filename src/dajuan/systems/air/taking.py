"""One file, all the way: read, asked about, into the lake, its days into drafts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import state_of_subject
from dajuan.systems.air.doubts import frozen, leave_out_future, moved, unknown, without
from dajuan.systems.air.exports import Choices, Export, ExportError, Note, read_export
from dajuan.systems.air.lake import Lake
from dajuan.systems.air.results import area_days
from dajuan.systems.air.rolling import rolled
from dajuan.systems.air.settings import Settings
from dajuan.systems.air.stations import AREAS, Station, of_area


class Taken(NamedTuple):
    hours: int
    days: list[date]
    """Those on which an hour is new or another."""
    notes: list[Note]
    """What was set aside, by row and field."""
    drafts: list[Draft]
    by_hand: list[date]


def looked_at(
    data: bytes, source: str, choices: Choices, stations: Mapping[str, Station], settings: Settings, today: date
) -> Export:
    """A file as it would be taken. Raises :class:`ExportError` with whatever has to be answered first."""
    export = read_export(data, source, choices, settings)
    leave_out_future(export, today)
    asked = [*unknown(export, stations), *moved(export, stations, settings)]
    runs = frozen(export, settings)
    if runs and choices.frozen == "ask":
        asked += [one.note() for one in runs]
    if asked:
        raise ExportError(asked)
    if choices.frozen == "drop":
        without(export, runs)
    return export


def take(
    export: Export,
    file: Evidence,
    lake: Lake,
    ledger: Ledger,
    stations: Mapping[str, Station],
    settings: Settings,
    today: date,
) -> Taken:
    """Into the lake, and what the ledger is to hold of whole days from ``since`` on, of areas that the file is of. ``stations``:
    all there are, since an area is the mean of all of its own. The caller appends the drafts."""
    changed = lake.take(export.columns())
    drafts: list[Draft] = []
    by_hand: list[date] = []
    wanted = {day for day in export.days if settings.since <= day < today}
    areas = dict.fromkeys(stations[code].area for code, _ in export.hours) if wanted else {}
    for area in filter(None, areas):
        codes = [one.code for one in of_area(stations, area)]
        state = state_of_subject(ledger, programme=AREAS, subject=area)
        days = [one for one in area_days(lake, codes, min(wanted), max(wanted)) if one.day in wanted]
        found = rolled(area, days, state, file)
        drafts += found.drafts
        by_hand += found.by_hand
    return Taken(export.many, changed, export.notes, drafts, sorted(by_hand))
