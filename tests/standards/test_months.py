"""月数: the same day of a later month, or its last."""

from __future__ import annotations

from datetime import date

import pytest

from dajuan.standards.months import months_after


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-29", 6, "2028-02-29"),
        ("2026-01-15", 12, "2027-01-15"),
        ("2026-12-31", 0, "2026-12-31"),
    ],
)
def test_the_same_day_or_that_months_last(day, months, after):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(after)
