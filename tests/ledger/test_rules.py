"""What may not be appended, rule by rule: each line is one draft after one estate's life up to its delivery."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.ledger.life import HOUSING, draft, lived, moved, opened, proof, stage

from dajuan.ledger.entry import Entry
from dajuan.ledger.rules import Case, judge, may_follow
from dajuan.ledger.state import State
from dajuan.programmes.pack import Condition, Needs

TODAY = date(2024, 12, 31)


def entry(draft, actor="甲"):
    values = {name: getattr(draft, name) for name in draft.__struct_fields__}
    return Entry(**values, version=1, actor=actor, recorded_at="2024-12-31T00:00:00.000000Z")


def state_after(drafts, subject="E-001"):
    state = State("housing", subject)
    for seq, one in enumerate(drafts, 1):
        if one.subject == subject:
            state.take(seq, entry(one))
    return state


def codes(draft, before=None, actor="乙"):
    state = state_after(lived() if before is None else before, draft.subject)
    return [one.code for one in judge(Case(HOUSING, state, draft, actor, TODAY))]


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (opened("E-001"), "subject-exists"),
        (opened("E-1"), "code"),
        (opened("E-001 "), "code"),
        (draft("E-002", "opened", fields={}), "required"),
        (draft("E-002", "stated", fields={"homes": 1}), "unknown-subject"),
        (draft("E-001", "stated", "2025-01-01", fields={"homes": 1}), "future"),
        (draft("E-001", "stated", fields={"rooms": 1}), "field"),
        (draft("E-001", "stated", fields={"homes": "216"}), "value"),
        (draft("E-001", "stated", fields={"homes": True}), "value"),
        (draft("E-001", "stated", fields={"homes": 2**60}), "value"),
        (draft("E-001", "stated", fields={"paid": 1}), "flow"),
        (draft("E-001", "measured", "2024-03-31", fields={"homes": 1}), "flow"),
        (draft("E-001", "measured", "2024-02-29", fields={"paid": 1}), "repeated"),
        (draft("E-001", "stated"), "empty"),
        (draft("E-001", "linked"), "empty"),
        (draft("E-001", "linked", links={"owner": "enterprise/1"}), "link"),
        (draft("E-001", "linked", links={"builder": "parcel/1"}), "link"),
        (moved("E-001", "sold"), "stage"),
        (moved("E-001", "listed", "2024-07-01"), "stage-order"),
        (moved("E-001", "closed", "2024-01-15", evidence=proof("销号审批单")), "stage-order"),
        (moved("E-001", "closed", "2024-07-01"), "evidence"),
        (draft("E-001", "stated", fields={"homes": 3}, replaces=77), "replaces"),
        (draft("E-001", "stated", fields={"homes": 3}, replaces=4), "replaces"),
        (draft("E-001", "verified"), "about"),
        (draft("E-001", "verified", about=(40, 50)), "about"),
        (draft("E-001", "withdrawn", about=(3, 3)), "stage-order"),
        (draft("E-001", "declared"), "kind"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused(one, code):
    assert code in codes(one)


@pytest.mark.parametrize(
    "one",
    [
        opened("E-002"),
        draft("E-001", "stated", fields={"homes": 217}),
        draft("E-001", "measured", "2024-03-31", fields={"paid": 1}),
        draft("E-001", "measured", "2024-02-29", fields={"paid": 9}, replaces=4),
        draft("E-001", "linked", links={"builder": "enterprise/914403001922038216"}),
        moved("E-001", "closed", "2024-07-01", evidence=proof("销号审批单")),
        moved("E-001", "halted", "2024-05-01"),
        draft("E-001", "withdrawn", about=(6, 6)),
        draft("E-001", "verified", about=(1, 6)),
        moved("E-001", "delivered", "2024-06-19", evidence=proof("竣工验收备案表"), replaces=6),
    ],
    ids=lambda one: f"{one.kind} {one.stage}",
)
def test_let_in(one):
    assert codes(one) == []


def test_after_a_halt_it_goes_on_where_it_was():
    halted = [*lived()[:3], moved("E-001", "halted", "2024-02-10")]
    assert codes(moved("E-001", "building", "2024-02-20"), halted) == []
    assert (
        codes(moved("E-001", "delivered", "2024-06-18", fields={"homes": 2}, evidence=proof("竣工验收备案表")), halted)
        == []
    )
    assert "stage-order" in codes(moved("E-001", "listed", "2024-02-20"), halted)


def test_a_final_stage_is_not_left():
    closed = [*lived(), moved("E-001", "closed", "2024-07-01", evidence=proof("销号审批单"))]
    assert codes(moved("E-001", "halted", "2024-08-01"), closed) == ["stage-order"]


def test_a_needed_field_may_come_with_the_move():
    before = lived()[:3]
    ready = {"evidence": proof("竣工验收备案表")}
    assert codes(moved("E-001", "delivered", "2024-06-18", **ready), before) == ["needs"]
    assert codes(moved("E-001", "delivered", "2024-06-18", fields={"homes": 9}, **ready), before) == []


def test_every_trouble_speaks_two_languages():
    for trouble in judge(Case(HOUSING, state_after(lived()), moved("E-001", "sold", "2030-01-01"), "乙", TODAY)):
        assert trouble.zh.startswith("E-001：")
        assert trouble.en.startswith("E-001: ")


def test_a_withdrawn_entry_is_not_corrected():
    gone = [*lived(), draft("E-001", "withdrawn", about=(5, 5))]
    assert codes(draft("E-001", "stated", fields={"homes": 3}, replaces=5), gone) == ["replaces"]


def test_a_stage_may_want_a_field_to_be_one_of_these():
    wanting = replace(
        HOUSING,
        stages={
            **HOUSING.stages,
            "praised": stage(
                "praised", "表扬", "listed", needs=Needs(where=(Condition("developer", ("甲公司", "乙公司")),))
            ),
        },
    )

    def judged_with(**fields):
        state = state_after(lived()[:2])
        return judge(Case(wanting, state, moved("E-001", "praised", "2024-06-18", fields=fields), "乙", TODAY))

    (trouble,) = judged_with(developer="丙公司")
    assert (trouble.code, trouble.field) == ("needs", "developer")
    assert "甲公司或乙公司" in trouble.zh
    assert "现为丙公司" in trouble.zh
    assert judged_with(developer="乙公司") == []


TWO_PEOPLE = replace(
    HOUSING,
    stages={
        **HOUSING.stages,
        "reported": stage("reported", "已报送", "building"),
        "reviewed": stage("reviewed", "审核通过", "reported", needs=Needs(other_than=("reported",))),
        "sent-back": stage(
            "sent-back", "退回", "reported", side=True, needs=Needs(other_than=("reported",), note=True)
        ),
    },
)


def judged(draft, actor):
    before = [opened("E-001"), moved("E-001", "listed"), moved("E-001", "building"), moved("E-001", "reported")]
    return [one.code for one in judge(Case(TWO_PEOPLE, state_after(before), draft, actor, TODAY))]


def test_who_reports_does_not_review():
    assert judged(moved("E-001", "reviewed"), "甲") == ["own-work"]
    assert judged(moved("E-001", "reviewed"), "乙") == []


def test_what_is_sent_back_says_why():
    assert judged(moved("E-001", "sent-back"), "乙") == ["note"]
    assert judged(moved("E-001", "sent-back", note="佐证不全"), "乙") == []
    assert judged(moved("E-001", "sent-back", note="佐证不全"), "甲") == ["own-work"]


def test_the_last_who_reported_counts_not_the_first():
    before = [opened("E-001"), moved("E-001", "listed"), moved("E-001", "building")]
    state = state_after(before)
    for seq, (to, actor) in enumerate([("reported", "甲"), ("sent-back", "乙"), ("reported", "丙")], 10):
        state.take(seq, entry(moved("E-001", to, f"2024-04-{seq}"), actor))
    reviewed = moved("E-001", "reviewed", "2024-05-01")
    assert judge(Case(TWO_PEOPLE, state, reviewed, "甲", TODAY)) == []
    assert [one.code for one in judge(Case(TWO_PEOPLE, state, reviewed, "丙", TODAY))] == ["own-work"]


def test_the_stages_that_may_follow_are_those_that_the_judge_lets_follow():
    ways = [(), ("listed",), ("listed", "building"), ("listed", "halted"), ("listed", "building", "halted"), ("listed", "building", "delivered", "closed")]  # fmt: skip
    for way in ways:
        before = [opened("E-001"), *(moved("E-001", to, f"2024-0{at}-01") for at, to in enumerate(way, 2))]
        allowed = {
            key
            for key in HOUSING.stages
            if "stage-order" not in codes(moved("E-001", key, "2024-12-01"), before) and key != (way or ("",))[-1]
        }
        assert set(may_follow(HOUSING, way)) == allowed, way


def test_a_side_stage_is_left_for_where_it_was_or_what_may_follow():
    assert may_follow(HOUSING, ["listed", "building", "halted"]) == ("building", "delivered")
    assert may_follow(HOUSING, ["listed", "building", "delivered", "closed"]) == ()


def test_a_state_seen_on_a_day_leaves_out_what_came_later():
    state = state_after([opened("E-001", "2024-01-02"), moved("E-001", "listed", "2024-02-01")])
    assert state.seen(as_of=date(2024, 1, 31)).stage is None
    assert state.seen(as_of=date(2024, 1, 31)).opened == 1
    assert state.seen(verified=True).opened is None
    assert state.way == ["listed"]
