"""The curve that a target names, out of what the year before was like."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from dajuan.answers.curves import curve_for
from dajuan.answers.measure import Measured
from dajuan.answers.schedule import CurveError, Straight, due
from dajuan.answers.target import Target

SET = date(2025, 1, 20)
SEASONAL = Target("2025-032", "年度计划投资", 2025, "number", "accepted", SET, since=SET, curve="seasonal")


def told_in(months):
    """Ten in each month that was told, as running totals of 2024."""
    days = [date(2024 + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in months]
    return Measured("figures", earlier=tuple((day, Fraction(10 * nth)) for nth, day in enumerate(days, 1)))


def share(months, day):
    return due(
        curve_for(SEASONAL, told_in(months), (), Straight()), day, start=date(2025, 1, 1), deadline=date(2025, 12, 31)
    )


def test_last_years_shape_is_followed():
    assert share(range(1, 13), date(2025, 6, 30)) == Fraction(1, 2)


def test_january_that_was_reported_with_february_is_not_asked_for():
    """1 至 2 月合并报: nothing is due in January, both by the end of February."""
    assert share(range(2, 13), date(2025, 1, 31)) == 0
    assert share(range(2, 13), date(2025, 2, 28)) == Fraction(1, 11)


def test_any_other_month_that_is_missing_is_told():
    with pytest.raises(CurveError):
        share([1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12], date(2025, 6, 30))
