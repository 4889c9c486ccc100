"""A plan into the ledger, and what an office settles of it; the life of a target by the rules of its programme."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.answers.conftest import PLAN

from dajuan.answers.plan import Milestone, Part, add_milestones, drop, import_plan, merge, settle, split
from dajuan.answers.read import target_called, targets
from dajuan.claims.read import read
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import size_of
from dajuan.ledger.trouble import LedgerError, RefusedError

DAY = date(2025, 1, 20)
OFFICE, OWNER, REVIEWER = "督查室甲", "规划建设局乙", "督查室丙"


def called(ledger, said, **more):
    return target_called(targets(ledger, **more), said)


def step(ledger, code, stage, actor, on=DAY, **more):
    append(ledger, [Draft(programme="targets", subject=code, kind="moved", stage=stage, effective_on=on, **more)], actor=actor)  # fmt: skip


def accepted(ledger, said="T-55", actor=OWNER):
    code = called(ledger, said).code
    settle(ledger, [code], actor=OFFICE, on=DAY)
    step(ledger, code, "accepted", actor)
    return code


def test_a_target_knows_its_words_its_value_and_its_owner(planned):
    one = called(planned, "改造老旧小区")
    assert (one.value.text, one.low, one.bound, one.owner) == ("20个", 20, "at-least", "规划建设局")
    assert (one.words, one.due, one.stage) == ("改造老旧小区20个", date(2025, 12, 31), "proposed")
    assert one.source is not None
    assert one.evidence[0][1].sha256 == one.source.sha256


def test_the_same_plan_again_adds_nothing(planned, zone, plan):
    before = size_of(planned)
    done = import_plan(planned, plan, PLAN, evidence=zone.evidence(), actor=OFFICE, on=DAY)
    assert (done.added, len(done.proposed), size_of(planned)) == (0, 84, before)


def test_a_second_plan_for_a_year_is_refused_and_with_more_is_added(planned, zone, tmp_path):
    path = tmp_path / "补充.txt"
    path.write_text("云岭高新区2025年补充工作安排\n\n2025年，我们将新建口袋公园3个。\n", encoding="utf-8")
    reading = read(path)
    with pytest.raises(LedgerError, match="已有计划"):
        import_plan(planned, reading, path, evidence=zone.evidence(), actor=OFFICE, on=DAY)
    done = import_plan(planned, reading, path, evidence=zone.evidence(), actor=OFFICE, on=DAY, more=True)
    assert [code for code, _ in done.proposed] == ["2025-085"]


def test_a_plan_with_no_year_and_one_of_another_year_are_refused(ledger, zone, plan, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("新建口袋公园3个。", encoding="utf-8")
    with pytest.raises(LedgerError, match="看不出是哪一年"):
        import_plan(ledger, read("新建口袋公园3个。\n"), path, evidence=zone.evidence(), actor=OFFICE, on=DAY)
    with pytest.raises(LedgerError, match="2025 年的计划，不是 2024"):
        import_plan(ledger, plan, PLAN, evidence=zone.evidence(), actor=OFFICE, on=DAY, year=2024)
    assert size_of(ledger) == 0


def test_setting_assigns_those_that_have_an_owner(planned):
    settle(planned, ["T-55", "T-01"], actor=OFFICE, on=DAY)
    assert (called(planned, "T-55").stage, called(planned, "T-01").stage) == ("assigned", "set")


def test_a_value_changed_after_acceptance_is_kept_and_told(planned):
    code = accepted(planned)
    settle(planned, [code], actor=OFFICE, on=date(2025, 6, 1), changes={"value": "16个", "deadline": "2025-11-30"})
    one = called(planned, code)
    assert (one.value.text, one.accepted_value.text, one.changed) == ("16个", "20个", True)
    assert (one.due, one.accepted_deadline) == (date(2025, 11, 30), date(2025, 12, 31))
    assert not called(planned, code, as_of=date(2025, 5, 31)).changed


def test_a_value_lowered_after_a_dispute_is_shown_beside_the_one_set(planned):
    code = called(planned, "T-55").code
    settle(planned, [code], actor=OFFICE, on=DAY)
    step(planned, code, "disputed", OWNER, note="列入年度计划的只有16个")
    settle(planned, [code], actor=OFFICE, on=DAY, changes={"value": "16个"})
    step(planned, code, "accepted", OWNER)
    one = called(planned, code)
    assert (one.value.text, one.set_value.text, one.accepted_value, one.changed) == ("16个", "20个", None, True)


def test_a_reading_mended_before_it_is_set_is_no_change(planned):
    settle(planned, ["T-55"], actor=OFFICE, on=DAY, changes={"value": "16个"})
    assert not called(planned, "T-55").changed


def test_who_reports_does_not_review_and_what_is_sent_back_says_why(planned):
    code = accepted(planned)
    step(planned, code, "reported", OWNER)
    with pytest.raises(RefusedError, match="要另一个人来"):
        step(planned, code, "reviewed", OWNER)
    with pytest.raises(RefusedError, match="理由"):
        step(planned, code, "sent-back", REVIEWER)
    step(planned, code, "sent-back", REVIEWER, note="佐证不全")
    assert called(planned, code).note == "佐证不全"
    step(planned, code, "reported", OWNER)
    for stage in ("reviewed", "done", "closed"):
        step(planned, code, stage, REVIEWER)
    assert called(planned, code).over


def test_a_target_cannot_be_reviewed_before_it_is_reported(planned):
    code = accepted(planned)
    with pytest.raises(RefusedError, match="阶段次序不对"):
        step(planned, code, "done", REVIEWER)


def test_parts_add_up_or_it_says_by_how_much_they_do_not(planned):
    code = accepted(planned)
    with pytest.raises(LedgerError, match="少了 5个"):
        split(planned, code, [Part("东区办", "8个"), Part("西区办", "7个")], actor=OFFICE, on=DAY)
    split(planned, code, [Part("东区办", "3"), Part("西区办", "2")], actor=OFFICE, on=DAY)
    parts = [one for one in targets(planned) if one.part_of == code]
    assert [(one.code, one.value.text, one.owner, one.stage) for one in parts] == [
        (f"{code}.1", "12个", "东区办", "assigned"),
        (f"{code}.2", "8个", "西区办", "assigned"),
    ]


def test_parts_over_the_whole_are_taken_when_it_is_said_so(planned):
    code = accepted(planned)
    _, short = split(planned, code, [Part("东区办", "15个"), Part("西区办", "8个")], actor=OFFICE, on=DAY, uneven=True)
    assert short == -3


def test_milestones_carry_dates_and_weights(planned):
    steps = [Milestone("主线贯通", date(2025, 6, 30), Fraction(60)), Milestone("通车", date(2025, 9, 30), Fraction(40))]
    code = called(planned, "T-57").code
    add_milestones(planned, code, steps, actor=OFFICE, on=DAY)
    parts = [one for one in targets(planned) if one.part_of == code]
    assert [(one.name, one.due, one.weight) for one in parts] == [
        ("主线贯通", date(2025, 6, 30), Fraction(3, 5)),
        ("通车", date(2025, 9, 30), Fraction(2, 5)),
    ]


def test_what_is_merged_or_dropped_stays_with_its_reason(planned):
    merge(planned, "T-11", ["T-12"], actor=OFFICE, on=DAY)
    drop(planned, ["T-79"], why="不是任务", actor=OFFICE, on=DAY)
    assert [(called(planned, said).stage, called(planned, said).note) for said in ("T-12", "T-79")] == [
        ("dropped", "并入 2025-011"),
        ("dropped", "不是任务"),
    ]


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"value": "二十来个"}, "目标值"),
        ({"deadline": "明年"}, "完成时限"),
        ({"indicator": "housing/homes"}, "没有启用事项"),
        ({"indicator": "housing-delivery/flats"}, "没有指标 flats"),
        ({"indicator": "housing-delivery/homes-delivered"}, "不能换算"),
        ({"indicator": "housing-delivery/estates-delivered?street=东"}, "没有字段 street"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(planned, changes, match):
    before = size_of(planned)
    with pytest.raises(LedgerError, match=match):
        settle(planned, ["T-55"], actor=OFFICE, on=DAY, changes=changes)
    assert size_of(planned) == before


def test_an_unknown_target_is_told_with_those_there_are(planned):
    with pytest.raises(LedgerError, match="有 2025-001 至 2025-084"):
        called(planned, "T-99")
