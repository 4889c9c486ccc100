"""What the pages say of days, months and chances: words, plain decimals, charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Any, NamedTuple

from dajuan.standards.air.index import Edition, Index, grade_of, grades, pollutant_of, pollutants
from dajuan.standards.air.periods import OF_DAY
from dajuan.systems.air.outlook import Outlook
from dajuan.systems.air.results import Day
from dajuan.systems.air.year import Year
from dajuan.web.words import Words


def grade_said(told: Index) -> Words:
    return Words(*grade_of(told.aqi).name) if told.aqi is not None else Words("不发布", "Not published")


def grade_names() -> list[tuple[str, Words]]:
    return [(one.key, Words(*one.name)) for one in grades()]


def pollutant_names(keys: Sequence[str]) -> list[Words]:
    return [Words(*pollutants()[key].name) for key in keys]


def decimal(value: Fraction | None, places: int) -> str:
    """``37``, ``0.6``; "" of None."""
    return "" if value is None else f"{float(value):.{places}f}"


class Told(NamedTuple):
    """A day in a table."""

    day: date
    result: Index
    grade: Words
    primary: list[Words]
    missing: list[Words]
    values: list[str]
    """In the order of pollutants; of ozone the 8 hours."""
    seq: int | None


def told(day: Day, seqs: Mapping[date, int], edition: Edition | None = None) -> Told:
    one = day.told(edition)
    return Told(
        day.day, one, grade_said(one), pollutant_names(one.primary), pollutant_names(one.missing),
        [decimal(day.values.get(item), pollutant_of(item).places) for item in OF_DAY.values()], seqs.get(day.day),
    )  # fmt: skip


def heads() -> list[tuple[Words, str]]:
    """Of the six columns: the pollutant and its unit."""
    return [(Words(*pollutants()[key].name), pollutants()[key].unit) for key in OF_DAY]


def running(days: Sequence[Day], year: int, edition: Edition | None) -> list[int]:
    """Good days up to the end of each month."""
    good = [0] * 12
    for one in days:
        if one.day.year == year:
            good[one.day.month - 1] += one.told(edition).is_good
    return list(accumulate(good))


def chart_of(year: Year, days: Sequence[Day], past: Sequence[Day], looked: Outlook, edition: Edition, target: int | None) -> dict[str, Any]:  # fmt: skip
    """Good days month by month: this year's, years gone by as the edition in force now would have them, what may come."""
    month = year.until.month
    so_far: list[int | None] = [*running(days, year.year, None)[:month], *([None] * (12 - month))]
    lines = [{"name": str(year.year), "role": "actual", "values": so_far}]
    lines += [
        {"name": str(one.year), "role": "other", "values": running(past, one.year, edition)} for one in looked.replays
    ]
    if target is not None:
        lines.append({"name": str(Words("目标", "Target")), "role": "target", "values": [target] * 12})
    chart: dict[str, Any] = {
        "kind": "line",
        "unit": "天 days",
        "about": str(Words(f"{year.year} 年各月末累计优良天数", f"Good days to the end of each month of {year.year}")),
        "at": [f"{year.year}-{number:02}" for number in range(1, 13)],
        "lines": lines,
    }
    if looked.low is not None and looked.middle is not None and looked.high is not None and month < 12:
        ends = {"values": looked.middle, "low80": looked.low, "high80": looked.high}
        chart["forecast"] = {"name": str(Words("往年推算", "From past years"))} | {
            key: [*([None] * (month - 1)), *_straight(year.tally.good, end, 12 - month)] for key, end in ends.items()
        }
    return chart


def _straight(start: int, end: int, steps: int) -> list[int]:
    """From one to the other, both included."""
    return [start + (end - start) * step // steps for step in range(steps + 1)]
