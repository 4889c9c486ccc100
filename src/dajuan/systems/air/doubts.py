"""What is asked about before a file is taken: values that look frozen, a station that looks moved, codes nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.standards.air.index import pollutants
from dajuan.systems.air.exports import Export, Note, Value
from dajuan.systems.air.settings import Settings
from dajuan.systems.air.stations import Station, metres


class Frozen(NamedTuple):
    """A run of hours with one value."""

    station: str
    pollutant: str
    first: int
    last: int
    row: int

    @property
    def hours(self) -> int:
        return self.last - self.first + 1

    def note(self) -> Note:
        name, day = pollutants()[self.pollutant].name, date.fromordinal(self.first // 24)
        where = f"{self.station} {name.en}"
        return Note(self.row, where, f"第 {self.row} 行起 {where}：从 {day} 起连着 {self.hours} 个小时是同一个数，像仪器卡住", f"from row {self.row}, {where}: one and the same value for {self.hours} hours from {day} on; it looks frozen")  # fmt: skip


def unknown(export: Export, stations: Mapping[str, Station]) -> list[Note]:
    """Stations that the register does not have."""
    codes = dict.fromkeys(station for station, _ in export.hours)
    return [
        Note(0, "station", f"台账里没有点位 {code}：先登记，或从文件里去掉这一列", f"no station {code} on the register: open it first, or take it out of the file")
        for code in codes
        if code not in stations
    ]  # fmt: skip


def frozen(export: Export, settings: Settings) -> list[Frozen]:
    return [
        one
        for (station, key), hours in export.hours.items()
        for one in _runs(station, key, hours, settings.frozen.get(key, settings.frozen[""]))
    ]


def _runs(station: str, key: str, hours: Mapping[int, Value], least: int) -> Iterator[Frozen]:
    ordered = sorted(hours)
    start = 0
    for place in range(1, len(ordered) + 1):
        here, before = ordered[place] if place < len(ordered) else None, ordered[place - 1]
        if here == before + 1 and hours[here].nanograms == hours[before].nanograms:
            continue
        if place - start >= least:
            yield Frozen(station, key, ordered[start], before, hours[ordered[start]].row)
        start = place


def without(export: Export, runs: list[Frozen]) -> None:
    """Take frozen hours out; what stays is noted."""
    for one in runs:
        hours = export.hours[one.station, one.pollutant]
        for hour in range(one.first, one.last + 1):
            del hours[hour]
        note = one.note()
        export.notes.append(note._replace(zh=f"{note.zh}，没有收", en=f"{note.en}; left out"))


def leave_out_future(export: Export, today: date) -> None:
    """Hours of days that have not come: a year was mistyped."""
    for (station, _), hours in export.hours.items():
        late = [hour for hour in hours if hour // 24 > today.toordinal()]
        if late:
            day, row = date.fromordinal(late[0] // 24), hours[late[0]].row
            export.notes.append(Note(row, f"{station} time", f"第 {row} 行 {station}：{day} 还没有到，这样的 {len(late)} 个数没有收", f"row {row}, {station}: {day} has not come; {len(late)} such values are left out"))  # fmt: skip
        for hour in late:
            del hours[hour]


def moved(export: Export, stations: Mapping[str, Station], settings: Settings) -> list[Note]:
    """Stations that the file has elsewhere than the register."""
    notes = []
    for code, (east, north, row) in export.sites.items():
        site = stations[code].site if code in stations else None
        if site is None:
            continue
        away = metres(site, (east, north))
        if away > settings.moved_metres:
            notes.append(Note(row, f"{code} site", f"第 {row} 行 {code}：经纬度离台账里的位置 {away:,.0f} 米；点位搬了就先在台账里从搬的那天起重填位置", f"row {row}, {code}: {away:,.0f} m from its site on the register; if it moved, restate its site from that day on first"))  # fmt: skip
    return notes
