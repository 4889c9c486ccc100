"""用时统计 hours of many cases: median and nine of ten by month of the last certificate, and what each link took on average.

Means add up link by link, medians do not: so the whole is told by its median, and the links, which are to show where the day
is lost, by their means. Cases that are not done are in none of these numbers and are counted beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from dajuan.figures.series import quantile
from dajuan.standards.permits.certificates import Certificate
from dajuan.systems.permits.case import Case
from dajuan.systems.permits.hours import HOUR, Link, Span


class Timed(NamedTuple):
    case: Case
    span: Span


class Middle(NamedTuple):
    """Hours: the median and what nine of ten do not exceed, as figures interpolate them."""

    median: Fraction
    p90: Fraction


class LinkMean(NamedTuple):
    """Mean office hours of a link over all cases of a month."""

    certificate: Certificate
    waiting: Fraction
    handling: Fraction

    @property
    def took(self) -> Fraction:
        return self.waiting + self.handling


class Month(NamedTuple):
    label: str
    """``2026-03``; "" of all months."""
    some: tuple[Timed, ...]
    worked: Middle
    passed: Middle
    links: tuple[LinkMean, ...]

    @property
    def in_a_day(self) -> int:
        return sum(one.span.in_a_day for one in self.some)

    def within(self, days: int) -> int:
        """Cases that had their last certificate no more than so many working days after the deal."""
        return sum(one.span.days <= days for one in self.some)

    @property
    def longest(self) -> LinkMean:
        """Where the day is lost."""
        return max(self.links, key=lambda one: one.took)


def by_month(some: Iterable[Timed], certificates: Sequence[Certificate]) -> list[Month]:
    """Of those that are done, by the month of their last certificate."""
    found: dict[str, list[Timed]] = {}
    for one in some:
        if one.span.done:
            found.setdefault(f"{one.span.until:%Y-%m}", []).append(one)
    return [month_of(label, found[label], certificates) for label in sorted(found)]


def month_of(label: str, some: Sequence[Timed], certificates: Sequence[Certificate]) -> Month:
    """Of one month, or of all (""). ``some``: one at least."""
    return Month(
        label,
        tuple(some),
        _middle([one.span.took.worked for one in some]),
        _middle([one.span.took.passed for one in some]),
        tuple(_mean(certificate, some) for certificate in certificates),
    )


def _middle(minutes: Sequence[int]) -> Middle:
    counted: dict[int, int] = {}
    for one in minutes:
        counted[one] = counted.get(one, 0) + 1
    return Middle(quantile(counted, Fraction(1, 2)) / HOUR, quantile(counted, Fraction(9, 10)) / HOUR)


def _mean(certificate: Certificate, some: Sequence[Timed]) -> LinkMean:
    links: list[Link] = [link for one in some for link in one.span.links if link.certificate == certificate]
    many = len(some) * HOUR
    return LinkMean(
        certificate,
        Fraction(sum(link.waiting.worked for link in links), many),
        Fraction(sum(link.handling.worked for link in links), many),
    )
