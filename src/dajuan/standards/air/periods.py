"""评价时段 periods: what a month's or a year's daily values come to — means, percentiles, the composite index (HJ 663)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from dajuan.standards.air.dated import Span, file, in_force, span_of
from dajuan.standards.air.days import validity
from dajuan.standards.air.rounding import rounded
from dajuan.standards.words import Words

_FILE = "evaluation.yaml"
OF_DAY = {"pm25": "pm25-24h", "pm10": "pm10-24h", "so2": "so2-24h", "no2": "no2-24h", "co": "co-24h", "o3": "o3-8h"}
"""Pollutant → the item of a day that a period is made of."""
_BY_PERCENTILE = ("co", "o3")


class Composite(NamedTuple):
    """环境空气质量综合指数: lower is better. ``parts``: of each pollutant what it is over its limit."""

    edition: str
    mark: str
    parts: Mapping[str, Fraction]
    value: Fraction


class Rule(NamedTuple):
    """An edition of the composite index."""

    code: str
    span: Span
    mark: str
    limits: Mapping[str, int]


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(one["code"], span_of(one), one["mark"], one["limits"]) for one in _told()["composite"]["editions"]
    )


def unconfirmed() -> list[Words]:
    """What nobody could confirm, and nothing is decided by."""
    return [Words(**one) for one in _told()["unconfirmed"]]


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def percentile(values: Sequence[Fraction], share: int) -> Fraction:
    """The ``share``-th percentile: the value at place 1 + (n − 1)·p in ascending order, in proportion between two."""
    ordered = sorted(values)
    at = Fraction(share, 100) * (len(ordered) - 1)
    low = at.numerator // at.denominator
    if low + 1 >= len(ordered):
        return ordered[-1]
    return ordered[low] + (at - low) * (ordered[low + 1] - ordered[low])


def statistic(pollutant: str, values: Sequence[Fraction]) -> Fraction:
    """What a period is judged by: the mean, of CO and ozone the percentile; rounded as it is reported."""
    share = _told()["periods"]["percentiles"][pollutant]
    exact = percentile(values, share) if pollutant in _BY_PERCENTILE else mean(values)
    return rounded(exact, _told()["periods"]["places"][pollutant])


def is_whole(first: date, last: date, days: int) -> bool:
    """Whether so many daily values make a month's or a year's (GB 3095, table 4). ``first`` and ``last`` bound it."""
    if (last - first).days > 31:
        return days >= int(validity()["days_of_year"])
    return days >= int(validity()["days_of_february" if first.month == 2 else "days_of_month"])


def composite(statistics: Mapping[str, Fraction], on: date) -> Composite | None:
    """By the edition in force on a day, which is the period's last; None where a pollutant is missing."""
    rule = in_force(rules(), on, "HJ 663")
    if set(statistics) != set(rule.limits):
        return None
    parts = {key: statistics[key] / limit for key, limit in rule.limits.items()}
    return Composite(
        rule.code, rule.mark, parts, rounded(sum(parts.values(), Fraction(0)), _told()["composite"]["places"])
    )


def _told() -> Mapping[str, Any]:
    return file(_FILE)
