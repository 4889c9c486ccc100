"""日值 daily values of hourly ones: means, the highest 8-hour mean of ozone, and whether there are hours enough (GB 3095, table 4)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

from dajuan.standards.air.dated import file

Hours: TypeAlias = Sequence[Fraction | None]
"""24 of a day, the first the one that ends at 1 o'clock, the last the one that ends at midnight."""
WINDOW = 8


@cache
def validity() -> Any:
    return file("evaluation.yaml")["validity"]


@cache
def ozone_rule() -> Any:
    return file("evaluation.yaml")["ozone"]


def mean_of_day(hours: Hours) -> Fraction | None:
    """日平均; None with fewer than 20 hours."""
    known = [one for one in hours if one is not None]
    return sum(known, Fraction(0)) / len(known) if len(known) >= validity()["hours_of_day"] else None


def windows(hours: Hours) -> list[Fraction | None]:
    """8-hour means that end at 8, 9, … 24 o'clock; None with fewer than 6 hours."""
    ends = range(ozone_rule()["first_end"], 25)
    parts = [[one for one in hours[end - WINDOW : end] if one is not None] for end in ends]
    least = validity()["hours_of_window"]
    return [sum(some, Fraction(0)) / len(some) if len(some) >= least else None for some in parts]


def highest_8h(hours: Hours) -> Fraction | None:
    """臭氧日最大 8 小时平均; None with fewer than 14 windows."""
    known = [one for one in windows(hours) if one is not None]
    return max(known) if len(known) >= ozone_rule()["windows"] else None


def highest_1h(hours: Hours) -> Fraction | None:
    """臭氧日最大 1 小时平均; None with fewer than 20 hours, which is our own line."""
    known = [one for one in hours if one is not None]
    return max(known) if len(known) >= ozone_rule()["hours"] else None


def daily(of_pollutant: dict[str, Hours]) -> dict[str, Fraction]:
    """The items of a day's report that are valid, each exact: nothing is rounded here."""
    found = {f"{key}-24h": mean_of_day(hours) for key, hours in of_pollutant.items() if key != "o3"}
    if "o3" in of_pollutant:
        found |= {"o3-8h": highest_8h(of_pollutant["o3"]), "o3-1h": highest_1h(of_pollutant["o3"])}
    return {item: value for item, value in found.items() if value is not None}
