"""月数: the same day of a later month, or its last."""

from __future__ import annotations

from datetime import date

from dajuan.standards.months import months_after


def test_months_after_is_the_same_day_or_the_last_of_a_shorter_month():
    assert months_after(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert months_after(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert months_after(date(2025, 11, 15), 14) == date(2027, 1, 15)
