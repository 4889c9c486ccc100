"""The quick way past the judge says yes where the judge would, and never where he would not."""

from __future__ import annotations

import dataclasses
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.life import HOUSING, draft, opened, proof

from dajuan.ledger.entry import KINDS
from dajuan.ledger.openings import are_right, is_opening
from dajuan.ledger.rules import Case, judge
from dajuan.ledger.state import State
from dajuan.programmes.pack import Choice, Field, Name

TODAY = date(2024, 12, 31)
MORE = (
    Field("name", "text", Name("名称")),
    Field("cause", "choice", Name("原因"), choices=(Choice("funds", Name("资金")), Choice("资金", Name("funds")))),
    Field("listed", "flag", Name("白名单")),
    Field("due-on", "date", Name("期限")),
    Field("sold", "count", Name("已售"), unit="套", at_most="homes"),
)
ESTATES = dataclasses.replace(HOUSING, fields={**HOUSING.fields, **{one.key: one for one in MORE}})
VALUES = {
    "developer": ["云岭置业", "云岭置业（集团）有限公司", "云岭置业(集团)", "云 岭", " 云岭", "12", "", "甲" * 201, 7],
    "homes": [0, 216, -3, 2**53 - 1, 2**53, True, "216"],
    "area": [1, False],
    "paid": [1],
    "name": ["苑", "苑 ", "两\n行", "e\u0301", "\u00e9", "a\u200bb", "\x07", "", 1],
    "cause": ["funds", "资金", "cash", True],
    "listed": [True, False, 1, "是"],
    "due-on": ["2024-06-18", "2024-6-18", "2024-02-30", "1066-01-01", 20240618],
    "rooms": [1],
    "sold": [0, 216, 217, True, "1"],
}
FIELDS = st.fixed_dictionaries({}, optional={key: st.sampled_from(some) for key, some in VALUES.items()})
SOUND = st.fixed_dictionaries(
    {"developer": st.sampled_from(VALUES["developer"][:2])},
    optional={
        "homes": st.integers(0, 2**53 - 1), "name": st.sampled_from(["苑", "两\n行", "\u00e9"]), "cause": st.just("资金"),
        "listed": st.booleans(), "due-on": st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str), "sold": st.integers(0, 3),
    },
)  # fmt: skip
DRAFTS = st.builds(
    draft,
    st.sampled_from(["E-001", "E-002", "E-2", "E-001 ", "", "E/001", "Ｅ-001"]),
    st.sampled_from(["opened", *KINDS]),
    st.sampled_from(["2024-12-31", "2024-01-02", "2025-01-01"]),
    fields=FIELDS | SOUND,
    links=st.sampled_from([{}, {}, {"builder": "enterprise/1"}, {"builder": "parcel/1"}, {"owner": "enterprise/1"}]),
    evidence=st.sampled_from([(), proof("销号审批单")]),
    replaces=st.sampled_from([None, None, None, 3]),
    stage=st.sampled_from(["", "listed"]),
)


OPENINGS = DRAFTS.filter(is_opening)


def is_let_in(one):
    return judge(Case(ESTATES, State("housing", one.subject), one, "甲", TODAY)) == []


@given(OPENINGS)
def test_of_one_it_says_what_the_judge_says(one):
    assert are_right(ESTATES, [one], TODAY) == is_let_in(one)


@given(st.lists(OPENINGS, max_size=6))
def test_of_many_it_says_whether_the_judge_would_let_in_all(some):
    assert are_right(ESTATES, some, TODAY) == all(map(is_let_in, some))


@given(DRAFTS)
def test_the_judge_is_passed_by_for_nothing_but_openings(one):
    assert is_opening(one) == (one.kind == "opened" and one.replaces is None)


def test_the_ordinary_case_is_let_in():
    some = [opened("E-001"), draft("E-002", "opened", fields={"developer": "云岭置业", "listed": True, "homes": 3})]
    assert are_right(ESTATES, some, TODAY)
    assert not are_right(ESTATES, [*some, opened("E-003", "2025-01-01")], TODAY)
    assert not are_right(ESTATES, [*some, draft("E-003", "opened", fields={"listed": True})], TODAY)
