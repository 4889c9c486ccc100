"""Numbers that are known only to lie between two others; exact fractions."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from itertools import product
from typing import NamedTuple


class Truth(Enum):
    """Kleene's three values."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def every(some: Iterable[Truth]) -> Truth:
    """Yes if all are; no if one is not; else unknown."""
    values = set(some)
    return Truth.NO if Truth.NO in values else Truth.UNKNOWN if Truth.UNKNOWN in values else Truth.YES


def either(some: Iterable[Truth]) -> Truth:
    values = set(some)
    return Truth.YES if Truth.YES in values else Truth.UNKNOWN if Truth.UNKNOWN in values else Truth.NO


class Interval(NamedTuple):
    """Both ends included."""

    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        return self.low is self.high or self.low == self.high


def exactly(number: int | Fraction) -> Interval:
    known = number if isinstance(number, Fraction) else Fraction(number)
    return Interval(known, known)


# Nearly every number is exact: it is reckoned once, and is its own other end.


def plus(some: Iterable[Interval]) -> Interval:
    values = list(some)
    low = sum((one.low for one in values), _NOUGHT)
    if all(one.low is one.high for one in values):
        return Interval(low, low)
    return Interval(low, sum((one.high for one in values), _NOUGHT))


def minus(one: Interval, other: Interval) -> Interval:
    if one.low is one.high and other.low is other.high:
        return exactly(one.low - other.low)
    return Interval(one.low - other.high, one.high - other.low)


def over(one: Interval, other: Interval) -> Interval | None:
    """None where the divisor may be nought or less: a share of nothing is not known, and not endless."""
    if other.low <= 0:
        return None
    if one.low is one.high and other.low is other.high:
        return exactly(one.low / other.low)
    ends = [a / b for a, b in product(one, other)]
    return Interval(min(ends), max(ends))


def capped(one: Interval, most: Fraction) -> Interval:
    if one.high <= most:
        return one
    return Interval(min(one.low, most), most)


def highest(some: Iterable[Interval]) -> Interval:
    """The larger of several, whichever that is."""
    values = list(some)
    low = max(one.low for one in values)
    if all(one.low is one.high for one in values):
        return Interval(low, low)
    return Interval(low, max(one.high for one in values))


def around(some: Iterable[Interval]) -> Interval:
    """From the lowest of several to the highest."""
    values = list(some)
    if len(values) == 1:
        return values[0]
    return Interval(min(one.low for one in values), max(one.high for one in values))


_NOUGHT = Fraction()
