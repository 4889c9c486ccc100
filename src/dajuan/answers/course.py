"""走势: a target's course through its year, month by month, as lines to be drawn and rows to be read.

What it came to by each month's end (of the month under way: by the day asked about), what was due by then, and, of a
target whose end can be foreseen, where it is likely to end. Base units; of a task, shares.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.answers.board import Standing
from dajuan.answers.forecast import Forecast
from dajuan.answers.outlook import outlook
from dajuan.answers.schedule import CurveError, due


class Point(NamedTuple):
    on: date
    actual: Fraction | None
    due: Fraction | None


class Course(NamedTuple):
    points: tuple[Point, ...]
    """January to December."""
    goal: Fraction | None
    ahead: Forecast | None
    """Where the year is likely to end."""

    @property
    def last(self) -> int:
        """The place of the last month with a value; -1: none."""
        return max((place for place, one in enumerate(self.points) if one.actual is not None), default=-1)


def course_of(one: Standing, as_of: date) -> Course:
    year = one.target.year
    by_month = {on.month: value for on, value in one.measured.months if on.year == year}
    points = []
    for month in range(1, 13):
        end = date(year, month, monthrange(year, month)[1])
        running = (as_of.year, as_of.month) == (year, month)
        on = as_of if running else end
        points.append(Point(on, _actual(one, by_month, month) if on <= as_of else None, _due(one, on)))
    seen = outlook(one)
    return Course(tuple(points), _goal(one), seen if seen is not None and seen.value is not None else None)


def _actual(one: Standing, by_month: dict[int, Fraction], month: int) -> Fraction | None:
    """Of what was reported by hand a month may have nothing; what adds up by steps stands until the next."""
    if month in by_month:
        return by_month[month]
    if one.measured.origin != "steps":
        return None
    return max(((m, value) for m, value in by_month.items() if m < month), default=(0, Fraction(0)))[1]


def _goal(one: Standing) -> Fraction | None:
    return one.progress.low if one.progress.low is not None else one.progress.high


def _due(one: Standing, on: date) -> Fraction | None:
    """What is due by a day; None of a level that starts from nowhere known."""
    progress, goal = one.progress, _goal(one)
    if goal is None or not (progress.accrues or progress.baseline is not None):
        return None
    try:
        share = due(progress.curve, on, start=progress.start, deadline=progress.deadline)
    except CurveError:
        return None
    start = Fraction(0) if progress.accrues or progress.baseline is None else progress.baseline
    return start + share * (goal - start)
