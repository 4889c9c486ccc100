"""What is different between two boards, and why."""

from __future__ import annotations

from datetime import date

import pytest
from tests.answers.life import board_on, close, code_of, set_all, state

from dajuan.answers.changes import changes
from dajuan.answers.outlook import prospect
from dajuan.answers.plan import settle


@pytest.fixture
def under_way(planned):
    set_all(planned)
    return planned


def changed(zone, ledger, before, now):
    return changes(board_on(zone, ledger, before), board_on(zone, ledger, now))


def test_nothing_changes_within_a_day(zone, under_way):
    state(under_way, "T-55", "2025-06-30", reported="6个")
    assert changed(zone, under_way, "2025-07-10", "2025-07-10") == []


def test_a_new_number_is_the_reason(zone, under_way):
    state(under_way, "T-55", "2025-05-31", reported="2个")
    state(under_way, "T-55", "2025-06-30", reported="19个")
    [one] = changed(zone, under_way, "2025-06-28", "2025-06-30")
    assert (one.way, one.why.zh) == ("better", "完成数由 2个 到 19个")
    assert one.now.target.code == code_of(under_way, "T-55")


def test_time_alone_makes_it_worse(zone, under_way):
    state(under_way, "T-55", "2025-05-31", reported="7个")
    [one] = changed(zone, under_way, "2025-06-03", "2025-08-31")
    assert one.way == "worse"
    assert one.why.zh == "序时由 42.5% 到 66.7%，完成数没有变"
    assert one.why.en == "66.7% is due now, 42.5% before; no new number"


def test_a_deadline_that_goes_by_is_told_though_red_stays_red(zone, under_way):
    state(under_way, "T-55", "2025-05-31", reported="1个")
    [one] = changed(zone, under_way, "2025-12-31", "2026-01-01")
    assert (one.before.light.colour, one.now.light.colour) == ("red", "red")
    assert one.why.zh == "期限 2025-12-31 已过，完成数没有变"


def test_what_is_newly_set_and_what_is_asked_otherwise(zone, under_way):
    assert {
        one.why.zh for one in changes(board_on(zone, under_way, "2025-01-19"), board_on(zone, under_way, "2025-01-20"))
    } == {"新立项"}
    state(under_way, "T-55", "2025-05-31", reported="7个")
    settle(under_way, ["T-55"], actor="督查室甲", on=date(2025, 6, 5), changes={"value": "40个"})
    [one] = changed(zone, under_way, "2025-06-03", "2025-06-06")
    assert "改为 ≥40个" in one.why.zh


def test_closing_comes_before_all_else(zone, under_way):
    state(under_way, "T-76", "2025-05-31", progress=400_000)
    close(under_way, "T-76", "2025-06-30")
    [one] = changed(zone, under_way, "2025-06-28", "2025-06-30")
    assert one.why.zh == "办结"


def test_prospects(zone, under_way):
    for on in ("2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30"):
        state(under_way, "T-55", on, reported=f"{3 * int(on[5:7])}个")
    board = board_on(zone, under_way, "2025-06-30")
    assert prospect(board.of(code_of(under_way, "T-55"))) == "likely"
    assert prospect(board.of(code_of(under_way, "T-01"))) == "unknown"
    late = board_on(zone, under_way, "2026-01-31")
    assert prospect(late.of(code_of(under_way, "T-55"))) == "missed"
