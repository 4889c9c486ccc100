"""把握 outlook: will the target be reached? The rest of the year as it was in years gone by, judged by the edition in force now.

*Replayed*: each year that has the season (enough of its days valid) tells how many good days its rest would add. *Drawn*: a year
is picked, then its rest week by week, each from up to some weeks earlier or later in that year; the share of draws that reach the
target is the chance. Weeks keep together because bad air comes in spells; years keep together because some are worse than others.
With fewer years than the zone's settings ask for there is no percentage, only what each year tells. How many draws, weeks, years and
valid days: :class:`dajuan.systems.air.settings.Manner`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import NamedTuple

from dajuan.standards.air.index import Edition
from dajuan.systems.air.results import Day
from dajuan.systems.air.settings import Manner

_WEEK = 7
_SEED = 20260301
"""The same days give the same chance."""


class Replay(NamedTuple):
    """What a year gone by tells: the year's end, had its rest come again."""

    year: int
    good: int
    """Days its rest would add."""
    valid: int
    total: int


class Outlook(NamedTuple):
    replays: list[Replay]
    left_out: list[int]
    """Years with too few valid days."""
    low: int | None
    """The year's end that nine of ten draws are above; None with no years."""
    middle: int | None
    high: int | None
    chance: Fraction | None
    """None: no target, or too few years."""


class Cut(NamedTuple):
    """What if: of each pollutant so much less, as a share."""

    shares: Mapping[str, Fraction] = {}

    def of(self, day: Day) -> Day:
        if not self.shares:
            return day
        values = {
            item: value * (1 - self.shares.get(item.partition("-")[0], Fraction(0)))
            for item, value in day.values.items()
        }
        return Day(day.day, values)


def outlook(
    so_far: int, until: date, history: Sequence[Day], edition: Edition, *, target: int | None, manner: Manner, cut: Cut
) -> Outlook:
    """``so_far``: good days up to ``until``. ``history``: days of years gone by."""
    good = {one.day: told.is_good for one in history if (told := cut.of(one).told(edition)).aqi is not None}
    left = (date(until.year, 12, 31) - until).days
    replays, left_out = [], []
    for year in sorted({day.year for day in good if day.year < until.year}):
        rest = [good[day] for day in _rest(year, until) if day in good]
        if 100 * len(rest) < manner.enough_percent * left:
            left_out.append(year)
        else:
            replays.append(Replay(year, sum(rest), len(rest), so_far + sum(rest)))
    if not replays:
        return Outlook([], left_out, None, None, None, None)
    ends = sorted(_draws(so_far, until, good, [one.year for one in replays], manner))
    chance = (
        Fraction(sum(one >= target for one in ends), len(ends)) if target and len(replays) >= manner.years else None
    )
    low, middle, high = (ends[len(ends) * tenth // 10] for tenth in (1, 5, 9))
    return Outlook(replays, left_out, low, middle, high, chance)


def _rest(year: int, until: date) -> list[date]:
    """The days of that year that come after this day of its year. 29 February counts as 28."""
    day = until.day if (until.month, until.day) != (2, 29) else 28
    first = date(year, until.month, day) + timedelta(days=1)
    return [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]


def _draws(so_far: int, until: date, good: Mapping[date, bool], years: Sequence[int], manner: Manner) -> list[int]:
    random = Random(_SEED)
    weeks = {year: _weeks(_rest(year, until), good, manner.weeks * _WEEK) for year in years}
    return [so_far + sum(map(random.choice, weeks[random.choice(years)])) for _ in range(manner.draws)]


def _weeks(rest: Sequence[date], good: Mapping[date, bool], most: int) -> list[list[int]]:
    """Of each week its good days, shifted every way that it may be, by so many days at most."""
    shifts = [timedelta(days=n) for n in range(-most, most + 1)]
    return [
        [sum(_was_good(good, day, shift) for day in rest[start : start + _WEEK]) for shift in shifts]
        for start in range(0, len(rest), _WEEK)
    ]


def _was_good(good: Mapping[date, bool], day: date, shift: timedelta) -> bool:
    """A day of the draw; where the shifted one is not known, or lies in another year, the day itself."""
    shifted = day + shift
    if shifted.year == day.year and shifted in good:
        return good[shifted]
    return good.get(day, False)
