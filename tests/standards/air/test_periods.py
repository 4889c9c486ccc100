"""Months and years: limits by the day, percentiles, the composite index by the edition of its time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dajuan.standards.air.limits import standard_on
from dajuan.standards.air.periods import composite, is_whole, percentile, statistic, unconfirmed

YEAR = {"so2": Fraction(8), "no2": Fraction(27), "pm10": Fraction(72), "pm25": Fraction(44), "co": Fraction(1), "o3": Fraction(175)}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "pollutant", "time", "limit"),
    [
        (date(2026, 2, 28), "pm25", "year", 35),
        (date(2026, 3, 1), "pm25", "year", 30),
        (date(2030, 12, 31), "pm10", "day", 120),
        (date(2031, 1, 1), "pm10", "day", 100),
        (date(2031, 1, 1), "so2", "year", 20),
        (date(2031, 1, 1), "no2", "day", 50),
        (date(2026, 3, 1), "co", "year", None),
    ],
)
def test_limits_are_those_of_the_day(day, pollutant, time, limit):
    assert standard_on(day).limit(pollutant, time) == limit


def test_of_co_and_ozone_the_percentile_counts_and_of_the_others_the_mean():
    days = [Fraction(one) for one in range(1, 102)]
    assert percentile(days, 90) == 91
    assert percentile([Fraction(10), Fraction(20)], 95) == Fraction("19.5")
    assert (statistic("o3", days), statistic("pm25", days), statistic("co", days)) == (91, 51, 96)


def test_the_composite_index_adds_six_shares_of_their_limits():
    told = composite(YEAR, date(2025, 12, 31))
    assert (told.edition, told.value) == ("HJ 663-2013", Fraction("4.44"))
    later = composite(YEAR, date(2026, 12, 31))
    assert (later.edition, later.mark, later.value) == ("HJ 663-2026", "copy", Fraction("4.82"))
    assert composite({key: one for key, one in YEAR.items() if key != "o3"}, date(2025, 12, 31)) is None


def test_the_weights_that_nobody_could_confirm_decide_nothing():
    assert any("权重" in one.zh for one in unconfirmed())


@pytest.mark.parametrize(
    ("first", "last", "days", "whole"),
    [(date(2026, 4, 1), date(2026, 4, 30), 27, True), (date(2026, 4, 1), date(2026, 4, 30), 26, False),
     (date(2026, 2, 1), date(2026, 2, 28), 25, True), (date(2025, 1, 1), date(2025, 12, 31), 323, False)],
)  # fmt: skip
def test_how_many_days_a_period_wants(first, last, days, whole):
    assert is_whole(first, last, days) is whole
