"""Whose a project is: its money is divided to the last 分 and there once, however many share it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.systems.state_owned.life import CITY, FUND, HOMES, INDUSTRY, NAMES, WAN, WORKS, draft, stake

from dajuan.systems.state_owned.owning import (
    PROJECTS,
    STAKES,
    Doubt,
    Part,
    Stake,
    divided,
    doubt,
    owned,
    stakes_of,
)


@pytest.fixture
def book(office):
    def read():
        projects = office.rows(PROJECTS)
        stakes = stakes_of(office.rows(STAKES), projects, {name: code for code, name in NAMES.items()})
        return stakes, {row.code: int(row.fields["planned-total"]) for row in projects}

    return read


def test_a_project_of_two_groups_is_in_each_by_share_and_in_the_sum_once(book):
    stakes, money = book()
    city, industry = (owned(some, stakes, money) for some in ({CITY, WORKS, HOMES}, {INDUSTRY, FUND}))
    assert (city.by_share, city.in_full) == (1100 * WAN + 51, 1500 * WAN + 101)
    assert (industry.by_share, industry.in_full) == (400 * WAN + 50, 1000 * WAN + 101)
    everybody = owned(set(NAMES), stakes, money)
    assert everybody.projects == ("P-1", "P-2", "P-4")
    assert everybody.by_share == everybody.in_full == city.by_share + industry.by_share == 1500 * WAN + 101


def test_who_only_builds_owns_nothing(book):
    stakes, money = book()
    assert [one.part for one in stakes["P-3"]] == [Part.AGENT]
    assert divided(money["P-3"], stakes["P-3"]) == {}
    assert "P-3" not in owned({WORKS}, stakes, money).projects


def test_the_builders_name_counts_only_where_nobody_recorded_a_stake(office, book):
    assert [(one.company, one.by_name) for one in book()[0]["P-2"]] == [(CITY, True)]
    office.record(*stake("P-2", HOMES, "lead", None))
    assert [(one.company, one.by_name) for one in book()[0]["P-2"]] == [(HOMES, False)]


def test_whoever_left_owns_it_no_more(office, book):
    office.record(draft(STAKES, f"{INDUSTRY}.P-1", "moved", "2025-10-01", stage="left", note="股权转让"))
    stakes, money = book()
    assert divided(money["P-1"], stakes["P-1"]) == {WORKS: 1000 * WAN}
    assert doubt(stakes["P-1"]) is Doubt.NOT_WHOLE


def a_stake(company: str, share: str | None, part: Part = Part.JOINT) -> Stake:
    return Stake(company, "P", part, None if share is None else Fraction(share), False)


@pytest.mark.parametrize(
    ("shares", "question", "parts"),
    [
        (["0.6", "0.4"], None, [60, 40]),
        (["0.6", "0.3"], Doubt.NOT_WHOLE, [67, 33]),
        (["0.6", None], Doubt.SOME, [50, 50]),
        ([None, None], None, [50, 50]),
        (["0", "0"], Doubt.NOT_WHOLE, [50, 50]),
    ],
)
def test_shares_that_are_not_whole_are_told(shares, question, parts):
    stakes = [a_stake(str(nth), share) for nth, share in enumerate(shares)]
    assert doubt(stakes) is question
    assert list(divided(100, stakes).values()) == parts


STAKES_OF_ONE = st.lists(
    st.builds(
        a_stake,
        st.sampled_from("ABCD"),
        st.none() | st.integers(0, 100).map(lambda percent: f"{percent}/100"),
        st.sampled_from(list(Part)),
    ),
    max_size=6,
)


@given(st.dictionaries(st.sampled_from(["P", "Q", "R"]), STAKES_OF_ONE), st.integers(0, 10**15))
def test_groups_add_up_to_the_zone_to_the_last_fen(stakes, money):
    of_each = dict.fromkeys(stakes, money)
    whole = owned(set("ABCD"), stakes, of_each)
    assert whole.by_share == whole.in_full == money * len(whole.projects)
    assert sum(owned({company}, stakes, of_each).by_share for company in "ABCD") == whole.by_share
