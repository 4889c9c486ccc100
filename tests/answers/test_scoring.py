"""Scores of a board: by the targets an owner leads, what happened on the way, and nothing he does not lead."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.answers.life import board_on, close, code_of, move, set_all, state

from dajuan.answers.plan import Part, settle, split
from dajuan.answers.scoring import score_board, unled

DAY = date(2025, 1, 20)


@pytest.fixture
def under_way(planned):
    set_all(planned)
    return planned


def scored(zone, ledger, day="2026-01-02"):
    return {one.owner: one for one in score_board(board_on(zone, ledger, day))}


def test_met_or_not_by_the_goal_method(zone, under_way):
    state(under_way, "T-54", "2025-12-20", reported="5条")
    state(under_way, "T-55", "2025-12-20", reported="19个")
    one = scored(zone, under_way)["规划建设局"]
    assert (one.points, one.counted) == (50, 2)
    assert [line.points for line in one.lines if line.points] == [50]


def test_weights_decide_what_a_target_is_worth(zone, under_way):
    settle(under_way, ["T-54"], actor="督查室甲", on=DAY, changes={"weight": "9"})
    settle(under_way, ["T-55"], actor="督查室甲", on=DAY, changes={"weight": "3"})
    state(under_way, "T-54", "2025-12-20", reported="5条")
    state(under_way, "T-55", "2025-12-20", reported="19个")
    assert scored(zone, under_way)["规划建设局"].points == 75


def test_a_task_that_was_closed_counts_as_met(zone, under_way):
    close(under_way, "T-47", "2025-06-25")
    assert scored(zone, under_way)["数字经济局"].points == 100


def test_parts_count_for_those_they_were_handed_to(zone, under_way):
    code = code_of(under_way, "T-55")
    split(under_way, code, [Part("东区办", "12个"), Part("西区办", "8个")], actor="督查室甲", on=DAY)
    state(under_way, f"{code}.1", "2025-12-20", reported="12个")
    state(under_way, f"{code}.2", "2025-12-20", reported="7个")
    found = scored(zone, under_way)
    assert (found["东区办"].points, found["西区办"].points, found["规划建设局"].points) == (100, 0, 0)


def test_what_was_sent_back_or_put_off_is_told_though_nobody_said_what_it_is_worth(zone, under_way):
    move(under_way, "T-55", "accepted", "2025-01-25")
    state(under_way, "T-55", "2025-12-20", reported="20个")
    move(under_way, "T-55", "reported", "2025-06-30")
    move(under_way, "T-55", "sent-back", "2025-07-01", "督查室丙", note="佐证不全")
    move(under_way, "T-55", "reported", "2025-07-05")
    lines = [line for line in scored(zone, under_way)["规划建设局"].lines if line.kind == "event"]
    assert [(line.points, line.target) for line in lines] == [(0, code_of(under_way, "T-55"))]
    assert "退回重报" in lines[0].zh
    assert "分值未定" in lines[0].zh


def test_the_lines_add_up_to_the_score(zone, under_way):
    for said, value in (("T-54", "5条"), ("T-55", "19个"), ("T-56", "2600个"), ("T-58", "30公里")):
        state(under_way, said, "2025-12-20", reported=value)
    for one in score_board(board_on(zone, under_way, "2026-01-02")):
        assert (one.points or Fraction(0)) == sum(line.points for line in one.lines)


def test_what_nobody_leads_is_listed(zone, under_way):
    assert "2025-001" in [one.target.code for one in unled(board_on(zone, under_way, "2025-06-30"))]
