"""Periods: days, months, quarters, halves, years, and any span of days, both ends included."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

Grain = Literal["day", "month", "quarter", "half", "year", "span"]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_FORMS = (
    ("year", re.compile(r"(\d{4})年?\Z")),
    ("half", re.compile(r"(\d{4})-?[Hh]([12])\Z")),
    ("quarter", re.compile(r"(\d{4})-?[Qq]([1-4])\Z")),
    ("month", re.compile(r"(\d{4})[-/年](\d{1,2})月?\Z")),
    ("day", re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?\Z")),
)


class PeriodError(ValueError):
    """A text that names no period."""

    def __init__(self, text: str) -> None:
        self.zh = f"“{text}”不是期间：可写 2024、2024H1、2024Q2、2024-06、2024-06-18 或 2024-01-01/2024-06-30"
        self.en = f"'{text}' is no period: 2024, 2024H1, 2024Q2, 2024-06, 2024-06-18 or 2024-01-01/2024-06-30"
        super().__init__(f"{self.zh} / {self.en}")


class Period(NamedTuple):
    """``start`` and ``end`` are both within it."""

    grain: Grain
    start: date
    end: date

    def __str__(self) -> str:
        year, month = self.start.year, self.start.month
        match self.grain:
            case "year":
                return f"{year}"
            case "half":
                return f"{year}H{(month + 5) // 6}"
            case "quarter":
                return f"{year}Q{(month + 2) // 3}"
            case "month":
                return f"{year}-{month:02}"
            case "day":
                return self.start.isoformat()
        return f"{self.start}/{self.end}"

    @property
    def ends_a_month(self) -> bool:
        return self.end.day == monthrange(self.end.year, self.end.month)[1]

    def before(self) -> Period:
        """The period of the same kind just before; of a span, as many days."""
        if self.grain in _MONTHS:
            return period_with(self.grain, self.start - timedelta(days=1))
        days = self.end - self.start
        end = self.start - timedelta(days=1)
        return Period(self.grain, end - days, end)

    def year_before(self) -> Period:
        """The same period a year earlier; 29 February becomes the 28th."""
        if self.grain in _MONTHS:
            return period_with(self.grain, self.start.replace(year=self.start.year - 1))
        return Period(self.grain, _year_earlier(self.start), _year_earlier(self.end))

    def from_january(self) -> Period:
        """From the first of January of the year it ends in, to its end (本年累计)."""
        return Period("span", date(self.end.year, 1, 1), self.end)


def _year_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def period_with(grain: Grain, day: date) -> Period:
    """The period of this kind that a day lies in."""
    if grain in {"day", "span"}:
        return Period("day", day, day)
    months = _MONTHS[grain]
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    return Period(grain, date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1]))


def period_of(text: str) -> Period:
    """The period that a text names; :class:`PeriodError` when it names none."""
    start, slash, end = text.strip().partition("/")
    if slash and not re.match(r"\d{1,2}(/|\Z)", end):
        first, last = period_of(start), period_of(end)
        if first.start > last.end:
            raise PeriodError(text)
        return Period("span", first.start, last.end)
    for grain, form in _FORMS:
        if found := form.match(text.strip()):
            return _named(grain, [int(part) for part in found.groups()], text)
    raise PeriodError(text)


def _named(grain: str, parts: list[int], text: str) -> Period:
    year, *rest = parts
    try:
        match grain:
            case "year":
                return period_with("year", date(year, 1, 1))
            case "half":
                return period_with("half", date(year, rest[0] * 6, 1))
            case "quarter":
                return period_with("quarter", date(year, rest[0] * 3, 1))
            case "month":
                return period_with("month", date(year, rest[0], 1))
        return period_with("day", date(year, *rest))
    except ValueError as error:
        raise PeriodError(text) from error


def split_into(period: Period, grain: Grain) -> list[Period]:
    """The periods of a kind that a period is made of; at its ends they may reach beyond it."""
    return list(_following(period_with(grain, period.start), period.end))


def _following(period: Period, end: date) -> Iterator[Period]:
    while period.start <= end:
        yield period
        period = period_with(period.grain, period.end + timedelta(days=1))
