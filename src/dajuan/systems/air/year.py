"""A year so far: valid and good days by the edition of each day, what is still possible, and the break of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.air.index import Edition, Index, editions, grade_of
from dajuan.standards.air.periods import OF_DAY, Composite, composite, is_whole, statistic
from dajuan.systems.air.results import Day


class Tally(NamedTuple):
    """Days of some stretch."""

    days: int
    valid: int
    good: int
    grades: Mapping[str, int]

    @property
    def rate(self) -> Fraction | None:
        """优良天数比率, of valid days."""
        return Fraction(self.good, self.valid) if self.valid else None


class Year(NamedTuple):
    """``until`` is the last day that could be over."""

    year: int
    until: date
    tally: Tally
    left: int
    """Days of the year after ``until``."""
    without: int
    """Days up to ``until`` that are not valid, or of which there is nothing."""
    breaks: list[Stretch]
    """One an edition that was in force in it; more than one: the year is no one series."""
    anew: dict[str, Tally]
    """All of its days by each of these editions, as if it had been in force throughout."""

    @property
    def possible(self) -> int:
        """Good days at most: those so far and all that is left."""
        return self.tally.good + self.left


class Stretch(NamedTuple):
    edition: Edition
    first: date
    last: date
    tally: Tally


class Period(NamedTuple):
    """A month, or a year so far."""

    first: date
    tally: Tally
    statistics: Mapping[str, Fraction]
    """By pollutant: the mean, of CO and ozone the percentile."""
    is_whole: bool
    composite: Composite | None


def tally_of(told: Iterable[Index]) -> Tally:
    days = valid = good = 0
    grades: dict[str, int] = {}
    for one in told:
        days += 1
        if one.aqi is None:
            continue
        valid += 1
        good += one.is_good
        key = grade_of(one.aqi).key
        grades[key] = grades.get(key, 0) + 1
    return Tally(days, valid, good, grades)


def year_of(days: Sequence[Day], year: int, until: date) -> Year:
    """``until``: the day before today, or the last of a year that is over."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    end = min(until, last)
    some = [one for one in days if first <= one.day <= end]
    tally = tally_of(one.told() for one in some)
    passed = max(0, (end - first).days + 1)
    breaks = [
        Stretch(edition, start, stop, tally_of(one.told() for one in some if start <= one.day <= stop))
        for edition in editions()
        if (start := max(first, edition.span.first)) <= (stop := min(end, edition.span.last or end))
    ]
    anew = (
        {one.edition.code: tally_of(day.told(one.edition) for day in some) for one in breaks} if len(breaks) > 1 else {}
    )
    return Year(year, end, tally, (last - end).days, passed - tally.valid, breaks, anew)


def so_far(days: Sequence[Day], year: int, until: date) -> Period:
    """The year up to a day: what its pollutants come to by then."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    some = [one for one in days if first <= one.day <= min(until, last)]
    return _period(first, last, some, on=min(until, last))


def months_of(days: Sequence[Day], year: int, until: date) -> list[Period]:
    """Those that have begun."""
    found = []
    for number in range(1, 13):
        first = date(year, number, 1)
        last = date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
        if first > until:
            break
        some = [one for one in days if first <= one.day <= min(last, until)]
        found.append(_period(first, last, some, on=last))
    return found


def _period(first: date, last: date, some: Sequence[Day], *, on: date) -> Period:
    statistics = statistics_of(some)
    least = min((sum(item in one.values for one in some) for item in OF_DAY.values()), default=0)
    return Period(
        first, tally_of(one.told() for one in some), statistics, is_whole(first, last, least), composite(statistics, on)
    )  # fmt: skip


def statistics_of(some: Sequence[Day]) -> dict[str, Fraction]:
    """What pollutants come to, of those days that have them."""
    by_pollutant = {key: [one.values[item] for one in some if item in one.values] for key, item in OF_DAY.items()}
    return {key: statistic(key, values) for key, values in by_pollutant.items() if values}
