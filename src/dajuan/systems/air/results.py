"""Days out of the lake: of each station, and of an area as the mean of its stations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.air import many
from dajuan.standards.air.index import Edition, Index, day_index, pollutant_of
from dajuan.standards.air.many import MISSING, Days
from dajuan.systems.air.lake import Lake


class Day(NamedTuple):
    """``values``: item → concentration in the pollutant's unit, as it is reported."""

    day: date
    values: Mapping[str, Fraction]

    def told(self, edition: Edition | None = None) -> Index:
        """By the edition in force on the day, or another."""
        return day_index(self.day, self.values, edition=edition)

    @property
    def is_empty(self) -> bool:
        return not self.values


def area_days(lake: Lake, stations: Sequence[str], first: date, last: date) -> list[Day]:
    """Every day from the first to the last, those without a value too."""
    if not stations:
        return []
    return _days(many.area_of(many.days_of(lake.hours(stations, first, last))), first)


def station_days(lake: Lake, station: str, first: date, last: date) -> list[Day]:
    found = many.days_of(lake.hours([station], first, last))
    return _days({item: many.Exact(one.over[0], one.under[0]) for item, one in found.items()}, first)


def _days(found: Days, first: date) -> list[Day]:
    steps = {item: many.reported(item, one) for item, one in found.items()}
    length = len(next(iter(steps.values())))
    return [
        Day(first + timedelta(days=at), {item: _value(item, int(one[at])) for item, one in steps.items() if one[at] != MISSING})
        for at in range(length)
    ]  # fmt: skip


def _value(item: str, steps: int) -> Fraction:
    return Fraction(steps, 10 ** pollutant_of(item).places)
