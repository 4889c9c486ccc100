"""The board: every target with its value, what is due, its light, and why; the same whenever it is asked."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.answers.life import NOW, board_on, close, code_of, estates, move, set_all, share, state

from dajuan.answers.outlook import outlook
from dajuan.answers.plan import Milestone, Part, add_milestones, settle, split
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import size_of
from dajuan.ledger.trouble import LedgerError

DAY = date(2025, 1, 20)
HOUSING = "housing-delivery/estates-delivered"


@pytest.fixture
def under_way(planned):
    set_all(planned)
    return planned


def standing(zone, ledger, said, day, **more):
    return board_on(zone, ledger, day, **more).of(code_of(ledger, said))


def test_a_reported_figure_is_held_against_the_elapsed_schedule(zone, under_way):
    state(under_way, "T-55", "2025-06-30", reported="6个")
    one = standing(zone, under_way, "T-55", "2025-06-30")
    assert (one.measured.origin, one.measured.value, one.measured.evidence) == ("reported", 6, 1)
    assert (one.light.done, one.light.due, one.light.state) == (share("30%"), share("50%"), "behind")
    assert "完成率 30%，序时 50%，慢 20 个百分点" in one.light.zh


def test_a_bound_target_is_what_the_ledger_says(zone, under_way):
    estates(under_way, {"2025-03-15": 100, "2025-06-18": 216, "2024-12-30": 50})
    settle(under_way, ["T-53"], actor="督查室甲", on=DAY, changes={"indicator": HOUSING})
    one = standing(zone, under_way, "T-53", "2025-06-30")
    assert (one.measured.origin, one.measured.value, one.light.state) == ("figures", 2, "on_schedule")
    assert [value for _, value in one.measured.months] == [0, 0, 1, 1, 1, 2]
    assert one.measured.last_year == 0
    assert standing(zone, under_way, "T-53", "2025-03-31").measured.value == 1


def test_a_part_of_an_indicator_measures_a_part_of_a_target(zone, under_way):
    estates(under_way, {"2025-03-15": 100})
    state(under_way, "T-54", "2025-01-21", reported="1条")
    for developer, value in (("云岭置业", 1), ("松溪地产", None)):
        changes = {"indicator": f"{HOUSING}?developer={developer}"}
        settle(under_way, ["T-53"], actor="督查室甲", on=DAY, changes=changes)
        assert standing(zone, under_way, "T-53", "2025-06-30").measured.value == value
    append(under_way, [Draft(programme="housing-delivery", subject="E-009", kind="opened", effective_on=DAY,
                             fields={"name": "松溪里", "developer": "松溪地产", "homes": 9})], actor="住建局", now=NOW)  # fmt: skip
    assert standing(zone, under_way, "T-53", "2025-06-30").measured.value == 0


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("T-54", "没有绑定指标，也没有填报"),
        ("T-06", "没有数字，也没有填报进度"),
    ],
)
def test_what_cannot_be_measured_is_grey_and_says_why(zone, under_way, said, why):
    one = standing(zone, under_way, said, "2025-06-30")
    assert (one.light.state, one.light.colour) == ("unmeasured", "grey")
    assert why in one.light.zh


def test_an_indicator_that_left_the_pack_is_told_and_nothing_is_lost(zone, under_way):
    state(under_way, "T-53", "2025-01-21", indicator="housing-delivery/homes-handed-over")
    one = standing(zone, under_way, "T-53", "2025-06-30")
    assert one.light.state == "unmeasured"
    assert "没有指标 homes-handed-over" in one.light.zh


def test_a_whole_is_the_sum_of_its_parts(zone, under_way):
    code = code_of(under_way, "T-55")
    split(under_way, code, [Part("东区办", "12个"), Part("西区办", "8个")], actor="督查室甲", on=DAY)
    state(under_way, f"{code}.1", "2025-06-30", reported="7个")
    state(under_way, f"{code}.2", "2025-06-30", reported="4个")
    found = board_on(zone, under_way, "2025-06-30")
    assert (found.of(code).measured.origin, found.of(code).measured.value) == ("parts", 11)
    assert [one.light.state for one in found.parts(code)] == ["on_schedule", "on_schedule"]
    assert sum(found.counts().values()) == 84


def test_milestones_say_how_far_a_task_is(zone, under_way):
    code = code_of(under_way, "T-57")
    steps = [Milestone("主线贯通", date(2025, 6, 30), Fraction(60)), Milestone("通车", date(2025, 9, 30), Fraction(40))]
    add_milestones(under_way, code, steps, actor="督查室甲", on=DAY)
    assert standing(zone, under_way, code, "2025-05-31").light.state == "on_schedule"
    assert standing(zone, under_way, f"{code}.1", "2025-05-31").light.state == "not_due"
    assert standing(zone, under_way, code, "2025-07-01").light.state == "far_behind"
    assert standing(zone, under_way, f"{code}.1", "2025-07-01").light.state == "overdue"
    close(under_way, f"{code}.1", "2025-06-20")
    assert standing(zone, under_way, code, "2025-07-01").measured.value == share("60%")


def test_a_task_that_was_closed_is_done_and_a_number_that_was_not_reached_is_not(zone, under_way):
    close(under_way, "T-47", "2025-06-25")
    state(under_way, "T-55", "2025-12-31", reported="17个")
    close(under_way, "T-55", "2025-12-31")
    found = board_on(zone, under_way, "2026-01-02")
    assert found.of(code_of(under_way, "T-47")).light.state == "done"
    assert found.of(code_of(under_way, "T-55")).light.state == "overdue"


def test_a_ceiling_is_kept_or_broken(zone, under_way):
    state(under_way, "T-39", "2025-06-30", reported="128天")
    assert standing(zone, under_way, "T-39", "2025-06-30").light.state == "behind"
    state(under_way, "T-39", "2025-12-31", reported="108天")
    assert standing(zone, under_way, "T-39", "2025-12-31").light.state == "done"


def test_a_growth_is_held_against_its_rate(zone, under_way):
    state(under_way, "T-03", "2025-12-31", reported="7.2%")
    assert standing(zone, under_way, "T-03", "2026-01-02").light.state == "overdue"
    state(under_way, "T-03", "2025-12-31", reported="8.1%")
    assert standing(zone, under_way, "T-03", "2026-01-02").light.state == "done"


def test_a_curve_that_cannot_be_drawn_is_told_and_the_default_is_used(zone, under_way):
    state(under_way, "T-55", "2025-06-30", reported="12个", curve="六月底一半")
    one = standing(zone, under_way, "T-55", "2025-06-30")
    assert one.light.due == share("50%")
    assert "不是 日期=百分比" in one.notes[0][0]


def test_a_curve_of_ones_own(zone, under_way):
    state(under_way, "T-55", "2025-06-30", reported="8个", curve="2025-06-30=40% 2025-12-31=100%")
    assert standing(zone, under_way, "T-55", "2025-06-30").light.due == share("40%")


def test_as_known_then_it_is_what_was_said_then(zone, under_way):
    state(under_way, "T-55", "2025-06-30", reported="6个")
    then = size_of(under_way)
    before = board_on(zone, under_way, "2025-06-30")
    state(under_way, "T-55", "2025-06-30", reported="9个")
    assert board_on(zone, under_way, "2025-06-30").of(code_of(under_way, "T-55")).measured.value == 9
    again = board_on(zone, under_way, "2025-06-30", size=then)
    assert again.standings == before.standings
    assert again.root == before.root


def test_proposed_and_dropped_targets_are_counted_and_not_judged(zone, planned):
    settle(planned, ["T-01"], actor="督查室甲", on=DAY)
    move(planned, "T-02", "dropped", "2025-01-21", "督查室甲", note="上级另行考核")
    found = board_on(zone, planned, "2025-06-30")
    assert [one.target.code for one in found.standings] == ["2025-001"]
    assert (found.proposed, [one.note for one in found.dropped]) == (82, ["上级另行考核"])


def test_a_year_without_a_plan_is_told(zone, planned):
    with pytest.raises(LedgerError, match="从 2025-01-17 起才有"):
        board_on(zone, planned, "2025-01-01")


def test_the_years_end_is_foreseen_from_four_months_on(zone, under_way):
    for month, value in enumerate(("1个", "3个", "4个", "6个", "7个"), 1):
        day = f"2025-{month:02}-{28 if month == 2 else 30 if month == 4 else 31}"
        state(under_way, "T-55", day, reported=value)
    early = outlook(standing(zone, under_way, "T-55", "2025-03-31"))
    assert (early.value, early.zh[:4]) == (None, "为时尚早")
    seen = outlook(standing(zone, under_way, "T-55", "2025-05-31"))
    assert 7 <= seen.likely.low <= seen.value <= seen.likely.high
    assert 0 < seen.chance < 1
    assert outlook(standing(zone, under_way, "T-55", "2025-06-15")) == seen


def test_what_is_done_or_has_no_number_has_no_outlook(zone, under_way):
    state(under_way, "T-55", "2025-05-31", reported="20个")
    assert outlook(standing(zone, under_way, "T-55", "2025-05-31")) is None
    assert outlook(standing(zone, under_way, "T-57", "2025-05-31")) is None
