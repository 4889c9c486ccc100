"""The steps of owners and reviewers as services: what a report becomes, what it is refused for, one request once."""

from __future__ import annotations

from datetime import date

import pytest
from tests.answers import life

from dajuan.answers.plan import Part, add_milestones, bind, drop, settle, split
from dajuan.answers.read import target_called, targets
from dajuan.answers.steps import Report, answer_dispute, correct, move, report, withdraw
from dajuan.ledger.read import is_recorded, size_of, state_of_subject
from dajuan.ledger.trouble import ConflictError, LedgerError, RefusedError

TODAY = date(2025, 10, 15)
CODE, OTHER = "2025-054", "2025-055"
OWNER = life.OWNER


@pytest.fixture
def accepted(planned):
    for code in (CODE, OTHER):
        settle(planned, [code], actor=life.OFFICE, on=life.SET_ON)
        move(planned, code, "accepted", actor=OWNER, on=date(2025, 2, 1))
    return planned


def one(ledger, code=CODE):
    return target_called(targets(ledger), code)


def sent(ledger, *reports, **more):
    return report(ledger, reports, actor=OWNER, today=TODAY, **more)


def test_a_report_of_today_is_one_entry(accepted):
    assert sent(accepted, Report(CODE, TODAY, "3")).added == 1
    assert (one(accepted).stage, one(accepted).reported[-1].text) == ("reported", "3条")


def test_a_report_of_another_day_is_two(accepted):
    assert sent(accepted, Report(CODE, date(2025, 9, 30), "3")).added == 2
    assert (one(accepted).reported[-1].on, one(accepted).stage_on) == (date(2025, 9, 30), TODAY)


def test_evidence_alone_is_attached(accepted):
    told = Report(CODE, date(2025, 9, 30), evidence=(life.PROOF,), hand_in=False)
    sent(accepted, told)
    state = state_of_subject(accepted, programme="targets", subject=CODE)
    assert state.entries[state.last].kind == "attached"


def test_many_are_reported_all_or_none_and_each_trouble_names_its_report(accepted):
    before = size_of(accepted)
    with pytest.raises(RefusedError) as refused:
        sent(accepted, Report(CODE, TODAY, "3"), Report(OTHER, TODAY, "3亿元"), Report(CODE, TODAY, hand_in=False))
    assert [(trouble.row, trouble.field) for trouble in refused.value.troubles] == [(1, "reported"), (2, "reported")]
    assert size_of(accepted) == before


def test_what_the_ledger_refuses_names_the_report_too(accepted):
    """The second report's entries come after the two of the first."""
    early = Report(CODE, date(2025, 9, 30), "3")
    with pytest.raises(RefusedError) as refused:
        sent(accepted, early, Report(OTHER, date(2027, 1, 1), "3", hand_in=False))
    assert {trouble.row for trouble in refused.value.troubles} == {1}


@pytest.mark.parametrize("stage", ["assigned", "done"])
def test_nothing_is_reported_before_acceptance_or_after_the_end(planned, stage):
    settle(planned, [CODE], actor=life.OFFICE, on=life.SET_ON)
    if stage == "done":
        life.close(planned, CODE, "2025-03-01")
    with pytest.raises(RefusedError, match="不能填报"):
        sent(planned, Report(CODE, TODAY, "3", hand_in=False))


def test_the_same_request_twice_is_recorded_once(accepted):
    for _ in range(2):
        sent(accepted, Report(CODE, date(2025, 9, 30), "3"), key="k")
    assert is_recorded(accepted, key="k")
    assert len(one(accepted).reported) == 1
    assert not is_recorded(accepted, key="other")


def test_whoever_looked_before_another_wrote_is_told(accepted):
    seen = size_of(accepted)
    life.state(accepted, CODE, "2025-10-01", leader="周")
    with pytest.raises(ConflictError):
        sent(accepted, Report(CODE, TODAY, "3"), seen=seen)


def test_parts_and_milestones_are_not_added_to_what_has_moved(accepted):
    """They are subjects of their own: that the whole is split already is not for the ledger to see."""
    seen = size_of(accepted)
    split(accepted, CODE, [Part("甲", "3条"), Part("乙", "2条")], actor=life.OFFICE, on=TODAY, seen=seen)
    with pytest.raises(ConflictError):
        split(accepted, CODE, [Part("甲", "3条"), Part("乙", "2条")], actor=life.OFFICE, on=TODAY, seen=seen)
    with pytest.raises(ConflictError):
        add_milestones(accepted, CODE, [], actor=life.OFFICE, on=TODAY, seen=seen)


def test_the_offices_services_take_a_key_each(accepted):
    before = size_of(accepted)
    done = [
        settle(accepted, [CODE], changes={"value": "4条"}, actor=life.OFFICE, on=TODAY, key="set"),
        bind(accepted, {}, why={}, actor=life.OFFICE, on=TODAY, key="bind"),
        drop(accepted, [OTHER], why="合并", actor=life.OFFICE, on=TODAY, key="drop"),
    ]
    assert sum(each.added for each in done) == size_of(accepted) - before == 2
    assert drop(accepted, [OTHER], why="合并", actor=life.OFFICE, on=TODAY, key="drop").added == 0


def test_a_dispute_goes_back_changed_or_as_it_was(accepted):
    settle(accepted, ["2025-056"], actor=life.OFFICE, on=life.SET_ON)
    with pytest.raises(LedgerError, match="没有异议"):
        answer_dispute(accepted, "2025-056", why="核过", actor=life.OFFICE, on=TODAY)
    move(accepted, "2025-056", "disputed", note="基数不对", actor=OWNER, on=TODAY)
    answer_dispute(accepted, "2025-056", why="核过", changes={"value": "2000个"}, actor=life.OFFICE, on=TODAY)
    assert (one(accepted, "2025-056").stage, one(accepted, "2025-056").value.text) == ("assigned", "2000个")


def test_a_correction_keeps_what_is_not_changed(accepted):
    sent(accepted, Report(CODE, date(2025, 9, 30), "30", doing="正在办", evidence=(life.PROOF,), hand_in=False))
    seq = one(accepted).reported[-1].seq
    correct(accepted, CODE, seq, changes={"reported": "3条"}, why="多写", actor=OWNER, on=date(2025, 9, 30))
    state = state_of_subject(accepted, programme="targets", subject=CODE)
    entry = state.entries[state.last]
    assert (entry.fields["reported"], entry.fields["doing"], entry.evidence) == ("3条", "正在办", (life.PROOF,))
    assert seq in state.dead
    withdraw(accepted, CODE, state.last, why="不报了", actor=OWNER, on=TODAY)
    assert one(accepted).reported == ()


def test_an_entry_of_another_target_is_not_corrected_here(accepted):
    seq = one(accepted, OTHER).last
    with pytest.raises(LedgerError, match="不是"):
        correct(accepted, CODE, seq, changes={}, why="错", actor=OWNER, on=TODAY)
