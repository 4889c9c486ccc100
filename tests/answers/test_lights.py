"""Lights: thresholds where the published rules put them, every state reached, every reason with its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.answers.lights import Progress, light
from dajuan.answers.schedule import curve_of, milestones
from dajuan.standards.supervision.lights import STATES, light_rules
from dajuan.standards.supervision.schedules import published_schedule

POINTS, RATIO = light_rules("points"), light_rules("ratio")
MARCH, JUNE, YEAR_END = date(2024, 3, 31), date(2024, 6, 30), date(2024, 12, 31)


def target(value, goal=100, bound="at_least", **more):
    low, high = (None, Fraction(goal)) if bound == "at_most" else (Fraction(goal), None)
    number = None if value is None else Fraction(str(value))
    return Progress(number, low, high, bound, date(2024, 1, 1), YEAR_END, **more)


def state(progress, on=JUNE, rules=POINTS):
    return light(progress, on, rules).state


@pytest.mark.parametrize(
    ("value", "rules", "told"),
    [
        ("50", POINTS, "on_schedule"),
        ("49.9", POINTS, "slightly_behind"),
        ("40.1", POINTS, "slightly_behind"),
        ("40", POINTS, "behind"),  # 10 points below: included
        ("20", POINTS, "behind"),  # 30 points below: included
        ("19.9", POINTS, "far_behind"),
        ("40", RATIO, "slightly_behind"),  # 80 % of what is due
        ("39.9", RATIO, "behind"),
        ("30", RATIO, "behind"),  # 60 % of what is due
        ("29.9", RATIO, "far_behind"),
    ],
)
def test_thresholds(value, rules, told):
    assert state(target(value), rules=rules) == told


def test_early_in_the_year_the_two_forms_differ_most():
    """14 % by the end of March: 11 points behind, and 56 % of what is due."""
    assert light(target(14), MARCH, POINTS).colour == "yellow"
    assert light(target(14), MARCH, RATIO).colour == "red"


def test_a_light_gives_its_reason_in_numbers():
    told = light(target(109, 200), JUNE, POINTS)
    assert told.zh == "达到序时：完成率 54.5%，序时 50%，快 4.5 个百分点"
    assert told.en == "on schedule: 54.5% done, 50% due, 4.5 points ahead"
    assert told.gap == Fraction(45, 1000)
    slow = light(target(90, 200), JUNE, POINTS)
    assert slow.zh == "略慢于序时：完成率 45%，序时 50%，慢 5 个百分点（比序时慢不足 10 个百分点，规则未定，按绿灯）"
    assert slow.colour == "green"


def test_done_early_overdue_and_the_last_day():
    assert state(target(100)) == "done"
    assert state(target(90), YEAR_END) == "behind"
    assert state(target(90), YEAR_END + timedelta(1)) == "overdue"
    assert state(target(100), YEAR_END + timedelta(1)) == "done"
    assert light(target(90), YEAR_END + timedelta(1), POINTS).zh == "逾期未完成：期限 2024-12-31 已过，完成率 90%"


def test_nothing_is_due_before_the_start_or_the_first_milestone():
    assert state(replace(target(0), start=date(2024, 7, 1))) == "not_due"
    steps = milestones([(date(2024, 9, 30), Fraction(1))])
    assert state(target(0, curve=steps)) == "on_schedule"
    assert state(target(0, curve=steps), date(2024, 9, 30)) == "far_behind"


@pytest.mark.parametrize(
    ("missing", "zh"), [("no_number", "目标没有数字"), ("no_indicator", "没有对应的指标"), ("no_entries", "没有记录")]
)
def test_grey_says_why_and_is_never_hidden_by_the_date(missing, zh):
    told = light(target(None, missing=missing), JUNE, POINTS)
    assert (told.colour, told.zh) == ("grey", f"无法衡量：{zh}")
    late = light(target(None, missing=missing), YEAR_END + timedelta(1), POINTS)
    assert (late.colour, late.zh) == ("grey", f"无法衡量：{zh}，已过期限")


def test_a_number_with_no_target_is_grey_and_a_closed_one_is_done():
    without = Progress(Fraction(3), None, None, "at_least", date(2024, 1, 1), YEAR_END)
    assert light(without, JUNE, POINTS).zh == "无法衡量：目标没有数字"
    assert state(replace(without, closed=True)) == "done"


def test_a_level_on_its_way_from_last_year():
    """Clean-air days from 300 to 320: by June half the way."""
    level = target(310, 320, accrues=False, baseline=Fraction(300))
    assert state(level) == "on_schedule"
    assert state(replace(level, value=Fraction(309))) == "slightly_behind"
    assert state(replace(level, value=Fraction(306))) == "behind"
    assert state(replace(level, value=Fraction(299))) == "far_behind"
    assert state(replace(level, value=Fraction(325))) == "on_schedule", "it may be lost again"
    assert state(replace(level, value=Fraction(325)), YEAR_END) == "done"
    assert "从上年到目标，完成率 50%，序时 50%，持平" in light(level, JUNE, POINTS).zh


def test_a_level_without_a_baseline_is_not_due_and_a_ceiling_counts_at_once():
    growth = target("0.055", "0.06", accrues=False, rate=True)
    assert state(growth) == "not_due"
    assert state(replace(growth, value=Fraction("0.061"))) == "on_schedule"
    assert state(growth, YEAR_END) == "slightly_behind"
    assert state(growth, YEAR_END + timedelta(1)) == "overdue"
    days = target(6, 5, "at_most", accrues=False)
    assert state(days) == "behind"
    assert state(replace(days, value=Fraction(5))) == "on_schedule"
    assert state(replace(days, value=Fraction(5)), YEAR_END) == "done"
    kept = target(300, 320, accrues=False, baseline=Fraction(330))
    assert state(kept) == "not_due", "last year already met it: there is no way to go"


def test_energy_an_output_unit_on_its_way_down():
    energy = target("0.475", "0.45", "at_most", accrues=False, baseline=Fraction("0.5"))
    assert state(energy) == "on_schedule"
    assert state(replace(energy, value=Fraction("0.49"))) == "behind"


def test_a_ceiling_on_what_adds_up():
    spent = target(50, 100, "at_most")
    assert state(spent) == "on_schedule"
    assert light(spent, JUNE, POINTS).zh == "达到序时：已用上限的 50%，序时 50%"
    assert state(replace(spent, value=Fraction(55))) == "slightly_behind"
    assert state(replace(spent, value=Fraction(60))) == "behind"
    assert state(replace(spent, value=Fraction(101))) == "far_behind", "it cannot be unspent"
    assert state(replace(spent, value=Fraction(101)), YEAR_END) == "far_behind"
    assert state(replace(spent, value=Fraction(100)), YEAR_END) == "done"
    assert state(target(0, 0, "at_most")) == "on_schedule"
    assert state(target(1, 0, "at_most")) == "far_behind"


def test_exactly_so_many_is_missed_once_it_is_passed():
    assert state(target(50, 100, "exactly")) == "on_schedule"
    assert state(target(110, 100, "exactly")) == "far_behind"


def test_more_than_the_goal_may_be_due():
    """60 % at half-year, 120 % at year end: all of the goal is done, whatever the curve asks."""
    curve = curve_of(published_schedule("guangdong-2022"))
    assert light(target(55, curve=curve), JUNE, POINTS).due == Fraction(60, 100)
    assert state(target(55, curve=curve)) == "slightly_behind"
    assert state(target(100, curve=curve), YEAR_END) == "done"


amounts = st.fractions(0, 200, max_denominator=20)
BETTER = ["overdue", "far_behind", "behind", "slightly_behind", "on_schedule", "done"]


@given(amounts, amounts, st.sampled_from([POINTS, RATIO]), st.dates(date(2024, 1, 1), date(2025, 3, 1)))
def test_who_has_done_more_never_has_a_worse_light(value, more, rules, on):
    before, after = (state(target(one), on, rules) for one in (value, value + more))
    assert BETTER.index(after) >= BETTER.index(before)


@given(
    st.none() | amounts,
    amounts,
    st.sampled_from(["at_least", "at_most", "about", "exactly"]),
    st.booleans(),
    st.none() | amounts,
    st.dates(date(2023, 12, 1), date(2025, 3, 1)),
    st.sampled_from([POINTS, RATIO]),
)
def test_every_target_has_a_light_with_a_reason(value, goal, bound, accrues, baseline, on, rules):
    told = light(target(value, goal, bound, accrues=accrues, baseline=baseline), on, rules)
    assert told.state in STATES
    assert told.colour == rules.colours[told.state]
    assert "：" in told.zh
    assert ": " in told.en
    assert (told.state == "unmeasured") == (value is None and on >= date(2024, 1, 1))
