"""Scores: lines add up exactly, more done never scores less, and the order of rows changes nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.answers.scores import Scored, scores
from dajuan.standards.supervision.scores import EventRule, score_rules
from dajuan.standards.words import Words

GOAL, RACE = score_rules("goal"), score_rules("race")
CAPPED = score_rules("completion", cap=Fraction("1.1"))
EVENTS = {
    "late_report": EventRule(Words("逾期报送", "reported late"), Fraction(-2), Fraction(-5)),
    "praised": EventRule(Words("通报表扬", "commended"), Fraction(3), None),
}


def item(code, owner, done, weight=1, **more):
    share = None if done is None else Fraction(str(done))
    return Scored(code, owner, Fraction(weight), share, met=share is not None and share >= 1, **more)


def points(told):
    return {one.owner: one.points for one in told}


def test_completion_times_weight_up_to_its_cap():
    told = scores([item("T-1", "经发局", "0.95", 30), item("T-2", "经发局", "1.3", 10)], CAPPED)
    [one] = told
    assert one.points == 100 * (Fraction(30, 40) * Fraction("0.95") + Fraction(10, 40) * Fraction("1.1"))
    assert [line.zh for line in one.lines] == [
        "T-1 完成率 95%；权重 30，占 75%，得 71.2 分",
        "T-2 完成率 130%，按封顶 110% 计；权重 10，占 25%，得 27.5 分",
    ]
    assert one.lines[0].en == "T-1 95% done; weight 30, 75% of all, 71.2 points"


def test_goal_method_is_all_or_nothing():
    told = scores([item("T-1", "科技局", "0.99"), item("T-2", "科技局", "1.2")], GOAL)
    assert points(told) == {"科技局": 50}
    assert "未完成（99%），不得分" in told[0].lines[0].zh


def test_race_method_takes_five_points_a_rank_and_equals_share_one():
    done = {"甲镇": "1.2", "乙镇": "1.1", "丙镇": "1.1", "丁镇": "0.4"}
    told = scores([item(f"T-{owner}", owner, share, contest="招商") for owner, share in done.items()], RACE)
    assert points(told) == {"甲镇": 100, "乙镇": 95, "丙镇": 95, "丁镇": 85}
    assert [one.rank for one in told] == [1, 2, 2, 4]
    assert "并列第 2" in told[1].zh
    assert "4 家中第 2 名，得 95%" in told[1].lines[0].zh


def test_with_nobody_to_race_against_a_target_is_met_or_not():
    alone = scores([item("T-1", "甲镇", "1", contest="招商"), item("T-2", "乙镇", "0.9")], RACE)
    assert points(alone) == {"甲镇": 100, "乙镇": 0}


def test_what_cannot_be_measured_is_left_out_and_listed_or_counts_as_nought():
    rows = [item("T-1", "城管局", None), item("T-2", "城管局", "1")]
    [left_out] = scores(rows, GOAL)
    assert left_out.points == 100
    assert left_out.counted == 1
    assert left_out.lines[0].zh == "T-1 无法衡量，不计入"
    [nought] = scores(rows, replace(GOAL, grey="zero"))
    assert nought.points == 50
    assert nought.counted == 2


def test_an_owner_of_nothing_measured_has_no_score():
    [one] = scores([item("T-1", "城管局", None)], GOAL)
    assert (one.points, one.rank, one.zh) == (None, None, "没有可计分的目标")


def test_who_has_few_targets_is_averaged_and_may_be_left_unranked():
    rows = [item("T-1", "甲", "1"), item("T-2", "乙", "1"), item("T-3", "乙", "0.5"), item("T-4", "乙", "1")]
    told = scores(rows, replace(GOAL, fewest=2))
    assert [(one.owner, one.rank) for one in told] == [("乙", 1), ("甲", None)]
    assert told[1].zh == "1 项目标，按权重平均；少于 2 项，不排名"


def test_events_count_what_the_rules_say_and_no_more_than_their_most():
    late = item("T-1", "甲", "1", events=("late_report",) * 4 + ("praised",))
    [one] = scores([late], replace(GOAL, events=EVENTS))
    assert [line.points for line in one.lines] == [100, -2, -2, -1, 0, 3]
    assert one.points == 98
    assert one.lines[3].zh == "T-1 逾期报送，减 1 分（已到最多）"


def test_events_without_points_are_listed_and_change_nothing():
    [one] = scores([item("T-1", "甲", "1", events=("extension",))], GOAL)
    assert one.points == 100
    assert one.lines[1].zh == "T-1 申请延期，分值未定，不加不减"


def test_an_event_nobody_knows_and_a_negative_weight_are_refused():
    with pytest.raises(ValueError, match="没有 applause 这种事项"):
        scores([item("T-1", "甲", "1", events=("applause",))], GOAL)
    with pytest.raises(ValueError, match="权重是负数"):
        scores([item("T-1", "甲", "1", -1)], GOAL)


def test_a_score_below_nought_is_nought_by_a_line():
    [one] = scores([item("T-1", "甲", "0.2", events=("late_report",))], replace(GOAL, events=EVENTS))
    assert one.points == 0
    assert one.lines[-1].zh == "低于 0 分，按 0 分"


def test_half_the_time_half_the_task():
    rules = replace(GOAL, half_points=Fraction(1))
    [kept] = scores([item("T-1", "甲", "0.6", half=Fraction("0.545"))], rules)
    assert kept.lines[1].zh == "T-1 时间过半、任务过半：54.5% ≥ 50%，达到，加 1 分"
    [missed] = scores([item("T-1", "甲", "0.6", half=Fraction("0.499"))], GOAL)
    assert missed.lines[1].zh == "T-1 时间过半、任务过半：49.9% < 50%，未达到，分值未定，不加不减"


def test_co_owners_count_only_where_the_rules_give_them_a_part():
    row = item("T-1", "甲", "1", 10, co_owners=("乙",))
    assert points(scores([row], GOAL)) == {"甲": 100}
    told = scores([row, item("T-2", "乙", "0", 5)], replace(GOAL, co_owner=Fraction(1, 2)))
    assert points(told) == {"甲": 100, "乙": 50}
    assert told[1].lines[0].zh.startswith("T-1 配合：已完成")


shares = st.none() | st.fractions(-1, 2, max_denominator=20)
items = st.builds(
    item,
    st.integers(0, 10**6).map(lambda n: f"T-{n}"),
    st.sampled_from("甲乙丙丁"),
    shares,
    st.integers(0, 30),
    contest=st.sampled_from(["", "招商"]),
    co_owners=st.lists(st.sampled_from("甲乙丙丁"), max_size=2).map(tuple),
    half=st.none() | st.fractions(0, 1, max_denominator=10),
    events=st.lists(st.sampled_from(list(EVENTS)), max_size=3).map(tuple),
)
rows = st.lists(items, max_size=12, unique_by=lambda one: one.code)
rule_sets = st.builds(
    lambda rules, grey, half, part, fewest: replace(
        rules, events=EVENTS, grey=grey, half_points=half, co_owner=part, fewest=fewest
    ),
    st.sampled_from([GOAL, RACE, CAPPED]),
    st.sampled_from(["omit", "zero"]),
    st.none() | st.integers(0, 3).map(Fraction),
    st.none() | st.just(Fraction(1, 3)),
    st.integers(1, 3),
)


@given(rows, rule_sets)
def test_lines_add_up_to_the_score(some, rules):
    for one in scores(some, rules):
        assert one.points is None or sum(line.points for line in one.lines) == one.points
        assert all(line.zh and line.en for line in one.lines)


@given(rows, rule_sets, st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(some, rules, seed):
    assert scores(Random(seed).sample(some, len(some)), rules) == scores(some, rules)


@given(rows.filter(bool), rule_sets, st.data())
def test_more_done_never_scores_less(some, rules, data):
    """But where there was no number before: what is left out drags nobody down, what is measured may."""
    place = data.draw(st.integers(0, len(some) - 1))
    old = some[place]
    if old.completion is None:
        return
    more = old.completion + data.draw(st.fractions(0, 2, max_denominator=20))
    better = [*some[:place], replace(old, completion=more, met=more >= 1), *some[place + 1 :]]
    before, after = points(scores(some, rules))[old.owner], points(scores(better, rules))[old.owner]
    if before is None:
        assert after is None
    elif rules.method == "race" and sum(one.owner == old.owner and one.contest == old.contest for one in some) > 1:
        pass  # Who overtakes another target of his own loses there what he wins here.
    else:
        assert after >= before


@given(rows, rule_sets)
def test_equal_points_share_a_rank_and_ranks_follow_points(some, rules):
    ranked = [one for one in scores(some, rules) if one.rank is not None]
    for one in ranked:
        assert one.rank == 1 + sum((other.points or 0) > (one.points or 0) for other in ranked)
