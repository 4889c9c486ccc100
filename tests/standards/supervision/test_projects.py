"""项目: lights of start and entry to the day, what the three batches take in; a rule of another kind is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dajuan.standards.supervision.projects import batch_rule, entry_rule, start_rule
from dajuan.standards.trouble import RuleError

YI = 10**8


@pytest.mark.parametrize(
    ("on", "colour"),
    [
        ("2025-02-28", None),  # Due next month.
        ("2025-03-01", "yellow"),  # Due this month.
        ("2025-04-30", "yellow"),
        ("2025-05-01", "red"),  # The third month running.
    ],
)
def test_a_start_is_yellow_in_the_month_it_is_due_and_red_in_the_third(on, colour):
    assert start_rule("yinchuan-start").colour(date(2025, 3, 20), date.fromisoformat(on)) == colour


@pytest.mark.parametrize(
    ("on", "colour"), [("2025-02-27", None), ("2025-02-28", "yellow"), ("2025-03-31", "yellow"), ("2025-04-01", "red")]
)
def test_an_entry_is_yellow_a_month_after_the_start_and_red_over_two(on, colour):
    assert entry_rule("yinchuan-entry").colour(date(2025, 1, 31), date.fromisoformat(on)) == colour


def test_a_batch_takes_in_by_category_the_threshold_included():
    henan, xinyang = batch_rule("henan-batches"), batch_rule("xinyang-batches")
    assert henan.takes("manufacturing", Fraction(3 * YI))
    assert not henan.takes("manufacturing", Fraction(3 * YI) - 1)
    assert not henan.takes("infrastructure", Fraction(9 * YI))
    assert xinyang.takes("livelihood", Fraction(YI, 2))
    assert henan.takes("mining", Fraction(100 * YI)) is None


def test_a_rule_of_another_kind_is_refused():
    with pytest.raises(RuleError, match="是 entry，不是 batch"):
        batch_rule("yinchuan-entry")
    with pytest.raises(RuleError, match="没有名为 nobody 的规则"):
        start_rule("nobody")
