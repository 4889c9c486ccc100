"""A station's export → hours: wide (a column a station) or long (a row an hour and station), csv or xlsx.

What cannot be is set aside and named by row and field: no number, below nought, more than any hour has, one hour twice with
different values. What makes the whole file doubtful (no known columns, a station that is not on the register, a unit that looks
wrong) raises :class:`ExportError` and nothing is taken.
"""

from __future__ import annotations

import re
import tomllib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from math import isfinite
from pathlib import Path
from statistics import median
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dajuan.ledger.sheets.book import Cell, Sheet, read_book
from dajuan.standards.air.index import pollutants
from dajuan.standards.air.many import nanograms
from dajuan.systems.air.settings import Settings

_UNIT = re.compile(r"[（(\[].*?[)）\]]|[\s　]")
_DIGITS = re.compile(r"\d+")


class Choices(NamedTuple):
    """What the file does not say and its reader has to."""

    hours: Literal["end", "start"] = "end"
    """Whether an hour is called by its end, as the national network does (16 时: 15:00—16:00), or by its beginning."""
    co: Literal["mg", "ug"] = "mg"
    station: str = ""
    """Of a long file that has no column of stations."""
    frozen: Literal["ask", "keep", "drop"] = "ask"


class Note(NamedTuple):
    """Something about one row, or about several that begin with it."""

    row: int
    field: str
    zh: str
    en: str


class ExportError(ValueError):
    """``notes``: everything that keeps the file from being taken."""

    def __init__(self, notes: Sequence[Note]) -> None:
        super().__init__(f"{notes[0].zh} / {notes[0].en}")
        self.notes = tuple(notes)


class Value(NamedTuple):
    nanograms: int
    row: int


@dataclass
class Export:
    """``hours``: (station, pollutant) → hour → value. Hours are numbered from the first day of the calendar, 24 a day."""

    hours: dict[tuple[str, str], dict[int, Value]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    sites: dict[str, tuple[float, float, int]] = field(default_factory=dict)
    """Longitude, latitude and row, where the file has them."""
    said: dict[str, array[float]] = field(default_factory=dict)
    """By pollutant all values as written, those too that cannot be: the unit is judged by them."""

    @property
    def days(self) -> list[date]:
        """Those of which there is an hour."""
        return [date.fromordinal(one) for one in sorted({hour // 24 for some in self.hours.values() for hour in some})]

    def columns(self) -> dict[tuple[str, str], tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """As the lake takes them."""
        return {
            at: (
                np.fromiter(some, np.int64, len(some)),
                np.fromiter((one.nanograms for one in some.values()), np.int64, len(some)),
            )
            for at, some in self.hours.items()
        }

    @property
    def many(self) -> int:
        return sum(map(len, self.hours.values()))


def hour_number(day: date, hour: int, named_by: str) -> int:
    """0 o'clock by the end is the last hour of the day before."""
    return day.toordinal() * 24 + hour - (1 if named_by == "end" else 0)


def read_export(data: bytes, source: str, choices: Choices, settings: Settings) -> Export:
    """Raises :class:`LedgerError` where the file is no table, :class:`ExportError` where it is none of stations' hours."""
    sheet = max(read_book(data, source).sheets, key=lambda one: len(one.rows))
    at, columns = _heads(sheet, source)
    export = Export()
    reader = _wide if "type" in columns else _long
    scales = {key: _scale(key, sheet.rows[at], columns, choices) for key in pollutants()}
    for row, station, key, cell in reader(sheet.rows, at, columns, choices, export):
        _take(export, row, station, key, cell, scales[key], settings)
    _refuse_wrong_units(export, settings)
    if not export.hours:
        raise ExportError([Note(at + 2, "", f"{source}：没有一个能用的小时值", f"{source}: not one hour can be used"), *export.notes[:20]])  # fmt: skip
    return export


class _Hour(NamedTuple):
    number: int
    station: str


def _heads(sheet: Sheet, source: str) -> tuple[int, Mapping[str, int]]:
    """Where the row of names is, and of each meaning its column."""
    for at, row in enumerate(sheet.rows[:20]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(row):
            meaning = _meanings().get(_plain(cell))
            if meaning:
                columns.setdefault(meaning, place)
        has_time = (
            "moment" in columns
            or {"date", "hour"} <= columns.keys()
            or {"year", "month", "day", "hour"} <= columns.keys()
        )
        if has_time and ("type" in columns or columns.keys() & pollutants().keys()):
            return at, columns
    zh = "前 20 行里没有表头：要有时间（日期和小时，或一列时间），和项目（type 列，或 PM2.5、PM10、SO2、NO2、CO、O3 各一列）"
    en = "no heads in the first 20 rows: a time (date and hour, or one column) and items (a type column, or one each for PM2.5 …)"
    raise ExportError([Note(1, "", f"{source}：{zh}", f"{source}: {en}")])


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "exports.toml").read_text(encoding="utf-8"))


@cache
def _meanings() -> Mapping[str, str]:
    return {
        name: meaning
        for part in ("time", "row", "pollutants")
        for meaning, names in _words()[part].items()
        for name in names
    }


@cache
def _missing() -> frozenset[str]:
    return frozenset(_words()["missing"]["words"])


def _plain(cell: Cell) -> str:
    return _UNIT.sub("", str(cell)).lower()


def _scale(key: str, heads: Sequence[Cell], columns: Mapping[str, int], choices: Choices) -> int:
    """Nanograms in one of the file's units. A unit in the column's name goes before what the reader was told."""
    if key != "co":
        return nanograms(key)
    head = str(heads[columns["co"]]).lower() if "co" in columns else ""
    told = "ug" if re.search("[uμµ微]g|微克", head) else "mg" if re.search("mg|毫克", head) else choices.co
    return 1000 if told == "ug" else 1_000_000


_Told = tuple[int, _Hour, str, Cell]


def _wide(
    rows: Sequence[Sequence[Cell]], at: int, columns: Mapping[str, int], choices: Choices, export: Export
) -> Iterator[_Told]:
    named = set(columns.values())
    stations = [
        (place, str(cell).strip()) for place, cell in enumerate(rows[at]) if place not in named and str(cell).strip()
    ]
    for number, row in enumerate(rows[at + 1 :], at + 2):
        key = _meanings().get(_plain(row[columns["type"]]), "")
        if key not in pollutants():
            continue  # AQI, 24-hour and 8-hour means: they are reckoned here.
        hour = _hour(row, columns, choices, number, export)
        if hour is not None:
            for place, station in stations:
                yield number, _Hour(hour, station), key, row[place]


def _long(
    rows: Sequence[Sequence[Cell]], at: int, columns: Mapping[str, int], choices: Choices, export: Export
) -> Iterator[_Told]:
    keys = [key for key in pollutants() if key in columns]
    for number, row in enumerate(rows[at + 1 :], at + 2):
        if not any(str(cell).strip() for cell in row):
            continue
        hour = _hour(row, columns, choices, number, export)
        station = str(row[columns["station"]]).strip() if "station" in columns else choices.station
        if not station:
            raise ExportError([Note(number, "station", f"第 {number} 行没有点位：选一个点位，或加一列点位编号", f"row {number} names no station: choose one, or add a column of their codes")])  # fmt: skip
        if hour is None:
            continue
        _site(row, columns, station, number, export)
        for key in keys:
            yield number, _Hour(hour, station), key, row[columns[key]]


def _site(row: Sequence[Cell], columns: Mapping[str, int], station: str, number: int, export: Export) -> None:
    if "longitude" in columns and "latitude" in columns and station not in export.sites:
        east, north = (_number(row[columns[key]]) for key in ("longitude", "latitude"))
        if east is not None and north is not None:
            export.sites[station] = (east, north, number)


def _hour(row: Sequence[Cell], columns: Mapping[str, int], choices: Choices, number: int, export: Export) -> int | None:
    try:
        day, hour = _moment(row, columns)
        if not 0 <= hour <= 24:
            raise ValueError(hour)
        return hour_number(day, hour, choices.hours)
    except (ValueError, OverflowError):
        export.notes.append(Note(number, "time", f"第 {number} 行的时间读不懂，这一行没有收", f"row {number}: its time cannot be read; the row is left out"))  # fmt: skip
        return None


def _moment(row: Sequence[Cell], columns: Mapping[str, int]) -> tuple[date, int]:
    """The day and the hour as written."""
    if "year" in columns and "date" not in columns and "moment" not in columns:
        parts = [_whole(row[columns[key]]) for key in ("year", "month", "day", "hour")]
        return date(*parts[:3]), parts[3]
    if "moment" in columns:
        return _written(row[columns["moment"]])
    day, _ = _written(row[columns["date"]])
    return day, _whole(row[columns["hour"]])


def _written(cell: Cell) -> tuple[date, int]:
    if isinstance(cell, datetime):
        # 24:00 comes out of Excel as the next midnight; the half minute takes up what its floating days lose.
        cell += timedelta(seconds=30)
        return cell.date(), cell.hour
    if isinstance(cell, date):
        return cell, 0
    digits = _DIGITS.findall(str(int(cell) if isinstance(cell, float) else cell))
    if len(digits) == 1 and len(digits[0]) in (8, 10):
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:8], digits[0][8:] or "0"]
    year, month, day = map(int, digits[:3])
    return date(year, month, day), int(digits[3]) if len(digits) > 3 else 0


def _whole(cell: Cell) -> int:
    """Raises ``ValueError`` of a cell without digits."""
    found = _DIGITS.search(str(int(cell) if isinstance(cell, float) else cell))
    if found is None:
        raise ValueError(cell)
    return int(found[0])


def _number(cell: Cell) -> float | None:
    try:
        value = float(str(cell).replace(",", ""))
    except ValueError:
        return None
    return value if isfinite(value) else None


def _take(export: Export, row: int, hour: _Hour, key: str, cell: Cell, scale: int, settings: Settings) -> None:
    text = str(cell).strip()
    if text.lower() in _missing():
        return
    value, where = _number(cell), f"{hour.station} {pollutants()[key].name.en}"
    if value is None:
        export.notes.append(Note(row, where, f"第 {row} 行 {where}：{text} 不是数，没有收", f"row {row}, {where}: {text} is no number; left out"))  # fmt: skip
        return
    held = round(value * scale)
    export.said.setdefault(key, array("d")).append(held)
    if held < 0 or held > settings.most[key] * nanograms(key):
        export.notes.append(Note(row, where, f"第 {row} 行 {where}：{text} 不可能，没有收", f"row {row}, {where}: {text} cannot be; left out"))  # fmt: skip
        return
    hours = export.hours.setdefault((hour.station, key), {})
    before = hours.get(hour.number)
    if before is None:
        hours[hour.number] = Value(held, row)
    elif before.nanograms != held:
        export.notes.append(Note(row, where, f"第 {row} 行 {where}：同一小时第 {before.row} 行已有一个不同的数，以先到的为准", f"row {row}, {where}: row {before.row} has another value for the same hour; the first one is taken"))  # fmt: skip


def _refuse_wrong_units(export: Export, settings: Settings) -> None:
    notes = []
    for key, values in export.said.items():
        low, high = settings.usual[key]
        middle = median(values) / nanograms(key)
        if not low <= middle <= high:
            unit, name = pollutants()[key].unit, pollutants()[key].name
            notes.append(Note(0, name.en, f"{name.zh}的中位数是 {middle:g} {unit}，像是单位错了：毫克和微克差一千倍", f"the median of {name.en} is {middle:g} {unit}: the unit looks wrong, mg for µg is a thousand"))  # fmt: skip
    if notes:
        raise ExportError(notes)
