"""A month as calendars show it: which one an address asks for, its weeks from Monday on."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from dajuan.figures.period import Period, PeriodError, period_of, period_with

T = TypeVar("T")
WEEKDAYS = (("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"), ("日", "Sun"))


class Cell(NamedTuple):
    """A day of a calendar. ``inside``: it is of the month, not of those beside it."""

    day: date
    there: list[Any]
    inside: bool


def month_of(said: str, day: date) -> Period:
    """What cannot be read is the month of the day."""
    this = period_with("month", day)
    try:
        found = period_of(said)
    except PeriodError:
        return this
    return found if found.grain == "month" and 1900 < found.start.year < 9990 else this


def month_page(month: Period, some: list[T], is_on: Callable[[T, date], bool]) -> dict[str, Any]:
    """What a page needs to draw it with what is on each of its days."""
    return {
        "month": str(month),
        "before": str(month.before()),
        "after": str(period_with("month", month.end + timedelta(days=1))),
        "weeks": [
            [Cell(day, [one for one in some if is_on(one, day)], month.start <= day <= month.end) for day in week]
            for week in Calendar().monthdatescalendar(month.start.year, month.start.month)
        ],
        "weekdays": WEEKDAYS,
    }
