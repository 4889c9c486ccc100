"""A level that another bounds: on no day above it, whatever is stated, corrected or withdrawn, and of whatever day."""

from __future__ import annotations

import dataclasses
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.life import HOUSING, NOW, draft, opened
from tests.ledger.test_rules import entry

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.rules import Case, judge
from dajuan.ledger.state import State
from dajuan.ledger.store import store_at
from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.pack import Field, Name

TODAY = date(2024, 12, 31)
SOLD = Field("sold", "count", Name("已售"), unit="套", at_most="homes")
ESTATES = dataclasses.replace(HOUSING, fields={**HOUSING.fields, "sold": SOLD})


def stated(on: str, *, replaces: int | None = None, **fields: int):
    return draft("E-001", "stated", on, fields=fields, replaces=replaces)


def state_after(*drafts) -> State:
    state = State("housing", "E-001")
    for seq, one in enumerate([opened("E-001", "2024-01-01"), *drafts], 1):
        state.take(seq, entry(one))
    return state


def troubles(one, *before) -> list[str]:
    found = judge(Case(ESTATES, state_after(*before), one, "乙", TODAY))
    assert {it.code for it in found} <= {"at-most"}
    return [it.zh for it in found]


APPROVED, SOLD_OUT = stated("2024-03-01", homes=216), stated("2024-05-01", sold=200)


@pytest.mark.parametrize(
    ("one", "before", "said"),
    [
        (stated("2024-04-01", sold=216), [APPROVED], []),
        (stated("2024-04-01", sold=217), [APPROVED], ["E-001：已售 217套，超过套数 216套"]),
        (stated("2024-04-01", sold=1), [], ["E-001：已售 1套，超过套数 —"]),
        (stated("2024-06-01", homes=199), [APPROVED, SOLD_OUT], ["E-001：已售 200套，超过套数 199套"]),
        # Of a day before the bound was stated.
        (stated("2024-02-01", sold=1), [APPROVED], ["E-001：已售 1套，超过套数 —"]),
        # Of a past in which less was bounded: what is so by now is untouched.
        (stated("2024-02-01", homes=10), [APPROVED, SOLD_OUT], []),
        (stated("2024-04-01", homes=10), [APPROVED, SOLD_OUT], ["E-001：已售 200套，超过套数 10套"]),
        # A correction is held to what it leaves standing, not to what it takes away.
        (stated("2024-03-01", homes=100, replaces=2), [stated("2024-03-01", homes=216, sold=200)], []),
        (stated("2024-03-01", homes=100, replaces=2), [APPROVED, SOLD_OUT], ["E-001：已售 200套，超过套数 100套"]),
        (draft("E-001", "withdrawn", "2024-06-01", about=(2, 2)), [APPROVED, SOLD_OUT], ["E-001：已售 200套，超过套数 —"]),
        (draft("E-001", "withdrawn", "2024-06-01", about=(3, 3)), [APPROVED, SOLD_OUT], []),
        # What was above it before is not the draft's fault.
        (stated("2024-07-01", area=1), [stated("2024-05-01", sold=7)], []),
    ],
)  # fmt: skip
def test_whatever_is_done_the_bound_holds(one, before, said):
    assert troubles(one, *before) == said


@given(st.lists(st.tuples(st.integers(1, 28), st.sampled_from(["sold", "homes"]), st.integers(0, 3)), max_size=12))
def test_what_is_let_in_never_breaks_it_on_any_day(stories):
    let_in: list[Draft] = []
    for day, key, value in stories:
        one = stated(f"2024-02-{day:02}", **{key: value})
        if not troubles(one, *let_in):
            let_in.append(one)
    state = state_after(*let_in)
    for day in range(1, 29):
        sold, homes = (state.level(key, date(2024, 2, day)) for key in ("sold", "homes"))
        assert sold is None or (homes is not None and sold.value <= homes.value)


def test_many_at_once_are_held_to_it_as_well(tmp_path):
    ledger = Ledger(store_at(str(tmp_path / "ledger.sqlite")), {"housing": ESTATES}, ZoneInfo("Asia/Shanghai"))

    def some(first: int, sold: int) -> list[Draft]:
        fields = {"developer": "云岭置业", "homes": 9, "sold": sold}
        return [draft(f"E-{nth}", "opened", fields=fields) for nth in range(first, first + 30)]

    assert append(ledger, some(100, 9), actor="甲", now=NOW).added == 30
    with pytest.raises(RefusedError, match="已售 10套，超过套数 9套"):
        append(ledger, some(200, 10), actor="甲", now=NOW)
    ledger.store.close()
