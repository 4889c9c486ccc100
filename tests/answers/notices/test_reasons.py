"""Who is told what on which day, in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answers.notices.conftest import target

from dajuan.answers.notices.reasons import Stage, Watched, plan_notices
from dajuan.answers.notices.timing import default_timing
from dajuan.standards.working_days import UnknownYearError, china

DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 1))
STAGES = get_args(Stage)
TARGETS = st.builds(
    Watched,
    code=st.sampled_from(["T-01", "T-02"]),
    name=st.just("云岭一期交付"),
    owner=st.sampled_from(["科技局", ""]),
    reviewer=st.sampled_from(["统计局", ""]),
    supervisor=st.just("督查室"),
    stage=st.sampled_from(STAGES),
    stage_since=DAYS,
    deadline=st.none() | DAYS,
    state=st.sampled_from(["done", "on_schedule", "behind", "far_behind", "overdue", "not_due", "unmeasured"]),
    progress=st.none() | st.fractions(0, 2),
    reported_until=st.none() | DAYS,
    asked_until=st.none() | DAYS,
    said=st.sampled_from(["", "佐证不清"]),
)


def planned(one: Watched, day: date, **timing):
    return plan_notices([one], day, replace(default_timing(), **timing), china()).notices


def told(one: Watched, day: date, **timing):
    """Reason, to whom, and the words."""
    return [(notice.reason, notice.to, notice.text.zh) for notice in planned(one, day, **timing)]


def test_due_soon_says_how_soon_and_how_far():
    assert told(target(), date(2024, 12, 24)) == [
        ("due-soon", "科技局", "云岭一期交付（T-07）：还有 7 天到期（2024-12-31），已完成 54 %。（截至 2024-12-24）")
    ]
    assert "due in 7 days (2024-12-31), 54 % done" in planned(target(), date(2024, 12, 24))[0].text.en
    assert "今天到期" in told(target(), date(2024, 12, 31))[0][2]
    assert "填报到 2024-11-30" in told(target(reported_until=date(2024, 11, 30)), date(2024, 12, 24))[0][2]
    assert "无数可查" in told(target(progress=None), date(2024, 12, 24))[0][2]


@pytest.mark.parametrize(
    ("day", "step"),
    [("2024-12-01", "30"), ("2024-12-23", "30"), ("2024-12-24", "7"), ("2024-12-29", "7"), ("2024-12-30", "1")],
)
def test_a_step_missed_is_made_up_for_and_is_one_notice(day, step):
    (notice,) = planned(target(), date.fromisoformat(day))
    assert notice.key == f"T-07/due-soon/2024-12-31/{step}/科技局"


def test_nothing_to_tell():
    assert not told(target(), date(2024, 11, 30))
    assert not told(target(state="done"), date(2024, 12, 30)), "it is done"
    assert not told(target(stage="closed"), date(2025, 3, 1))
    assert not told(target(deadline=None), date(2025, 3, 1))


def test_overdue_is_told_on_working_days_again_and_again_and_at_last_higher_up():
    one = target(deadline=date(2024, 12, 31))
    assert not told(one, date(2025, 1, 1)), "New Year's Day is no working day"
    ((reason, to, words),) = told(one, date(2025, 1, 2))
    assert (reason, to) == ("overdue", "科技局")
    assert "已逾期 2 天（应于 2024-12-31 完成），已完成 54 %" in words
    assert planned(one, date(2025, 1, 8)) != planned(one, date(2025, 1, 2))
    assert planned(one, date(2025, 1, 8))[0].key == planned(one, date(2025, 1, 2))[0].key
    assert planned(one, date(2025, 1, 9))[0].key != planned(one, date(2025, 1, 8))[0].key
    assert "已逾期 9 天" in told(one, date(2025, 1, 9))[0][2]
    assert [to for _, to, _ in told(one, date(2025, 1, 16))] == ["科技局", "督查室"], "the third time"


def test_not_accepted_after_the_limit():
    one = target(stage="assigned", stage_since=date(2024, 2, 8), deadline=None)
    assert not told(one, date(2024, 2, 19)), "9 February and 18 and 19 February were worked: three days"
    ((reason, to, words),) = told(one, date(2024, 2, 20))
    assert (reason, to) == ("not-accepted", "科技局")
    assert "2024-02-08 分派，4 个工作日未签收（限 3 个工作日）" in words
    assert not told(one, date(2024, 2, 20), accept_within=4)


@pytest.mark.parametrize(
    ("stage", "reason", "to"),
    [
        ("sent-back", "sent-back", "科技局"),
        ("reported", "asked-to-review", "统计局"),
        ("disputed", "disputed", "督查室"),
    ],
)
def test_whoever_is_to_act_is_told_at_once_with_the_reason(stage, reason, to):
    one = target(stage=stage, stage_since=date(2024, 6, 3), deadline=None, said="佐证不清")
    assert not told(one, date(2024, 6, 2))
    ((found, whom, words),) = told(one, date(2024, 6, 3))
    assert (found, whom) == (reason, to)
    assert "理由：佐证不清" in words
    ((_, _, again),) = told(one, date(2024, 6, 11))
    assert "（已过 5 个工作日）" in again
    assert "已过" not in words


def test_an_extension_is_asked_of_the_supervision_office():
    one = target(stage="extension-asked", stage_since=date(2024, 11, 4), asked_until=date(2025, 3, 31), said="雨季停工")
    ((reason, to, words),) = told(one, date(2024, 11, 4))
    assert (reason, to) == ("extension-asked", "督查室")
    assert "科技局 于 2024-11-04 申请延期至 2025-03-31（原定 2024-12-31），请批复。理由：雨季停工" in words


def test_red_is_told_once_a_month_to_the_owner_and_the_office():
    one = target(state="far_behind", progress=Fraction(1, 3))
    found = planned(one, date(2024, 6, 3))
    assert [(n.reason, n.to) for n in found] == [("red", "科技局"), ("red", "督查室")]
    assert "已完成 33.3 %" in found[0].text.zh
    assert "牵头" not in found[0].text.zh
    assert "牵头：科技局" in found[1].text.zh
    assert {n.key for n in planned(one, date(2024, 6, 28))} == {n.key for n in found}
    assert not {n.key for n in planned(one, date(2024, 7, 1))} & {n.key for n in found}
    assert {n.reason for n in planned(one, date(2025, 1, 6))} == {"overdue"}


def test_nearly_done_is_not_shown_as_done():
    assert "已完成 99.9 %" in told(target(progress=Fraction(9999, 10000)), date(2024, 12, 24))[0][2]
    assert "已完成 100 %" in told(target(progress=Fraction(1)), date(2024, 12, 24))[0][2]


def test_no_owner_is_told_to_the_office():
    assert [to for _, to, _ in told(target(owner=""), date(2024, 12, 24))] == ["督查室"]
    assert "牵头：未定" in told(target(owner=""), date(2024, 12, 24))[0][2]


def test_a_year_without_holidays_is_refused_or_told():
    late = date(china().last.year + 1, 3, 1)
    with pytest.raises(UnknownYearError):
        plan_notices([target(deadline=china().last)], late, default_timing(), china())
    plan = plan_notices([target(deadline=china().last)], late, default_timing(), china().or_weekends())
    assert plan.notices
    assert late.year in plan.guessed


@given(st.lists(TARGETS, max_size=4), DAYS)
def test_each_notice_once_a_day(some, day):
    plan = plan_notices(some, day, default_timing(), china())
    keys = [notice.key for notice in plan.notices]
    assert len(keys) == len(set(keys))
    assert all(notice.made_on == day and notice.to for notice in plan.notices)
    assert plan == plan_notices(some, day, default_timing(), china())
    for one in some:
        codes = {notice.target for notice in plan_notices([one], day, default_timing(), china()).notices}
        assert codes <= {one.code}


@given(TARGETS, DAYS)
def test_none_before_it_is_due(one, day):
    for notice in planned(one, day):
        match notice.reason:
            case "due-soon":
                assert timedelta(0) <= one.deadline - day <= timedelta(days=30)
            case "overdue":
                assert one.deadline < day
            case "red":
                assert one.state == "far_behind"
            case _:
                assert day >= one.stage_since


@given(TARGETS, DAYS, st.integers(1, 40))
def test_reminders_only_count_up_and_the_same_key_never_comes_back(one, start, length):
    """Walking day by day, a key that has given way to the next one of its thread is never planned again."""
    seen: dict[str, list[str]] = {}
    for ahead in range(length):
        for notice in planned(one, start + timedelta(days=ahead)):
            keys = seen.setdefault(notice.thread, [])
            if not keys or keys[-1] != notice.key:
                assert notice.key not in keys
                keys.append(notice.key)
