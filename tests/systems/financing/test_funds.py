"""Money that passes from fund to fund of the zone is shown, and counted once."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dajuan.subjects.row import Row
from dajuan.systems.financing.funds import COMMITMENTS, FUNDS, INVESTMENTS, Sum, cycles, funds

DAY = date(2026, 1, 1)


def row(programme, code, stage="", **fields):
    keyed = {key.replace("_", "-"): value for key, value in fields.items()}
    return Row(programme, code, code, stage, DAY, 1, False, DAY, 1, "", keyed, {}, ())


def paid(code, fund, amount, *, investor=""):
    inside = (
        {"investor_kind": "zone-fund", "investor_fund": f"funds/{investor}"}
        if investor
        else {"investor_kind": "private"}
    )
    return row(
        COMMITMENTS,
        code,
        "paid-in",
        fund=f"funds/{fund}",
        committed=amount,
        subscribed=amount,
        paid_in=amount,
        **inside,
    )


def test_a_feeder_is_shown_with_both_numbers_and_counted_once():
    some = [row(FUNDS, "M"), row(FUNDS, "S")]
    bought = [
        row(INVESTMENTS, "I", "invested", fund="funds/S", invested=7),
        row(INVESTMENTS, "J", "decided", fund="funds/S", invested=9),
    ]
    found = funds(some, [paid("1", "M", 10), paid("2", "S", 6, investor="M"), paid("3", "S", 4)], bought)
    assert found.total.paid_in == Sum(20, 6)
    assert found.total.paid_in.net == 14
    assert found.total.invested == Sum(13, 6)
    mother, sub = (one.sums for one in found.each)
    assert (mother.invested, sub.paid_in, sub.invested.net) == (Sum(6, 6), Sum(10, 6), 7)
    assert (found.cycles, found.troubles) == ((), ())


def test_funds_that_invest_in_one_another_are_told():
    some = [row(FUNDS, code) for code in "ABC"]
    found = funds(
        some, [paid("1", "B", 1, investor="A"), paid("2", "C", 1, investor="B"), paid("3", "A", 1, investor="C")], []
    )
    assert [set(one) for one in found.cycles] == [{"A", "B", "C"}]
    assert found.total.paid_in.net == 0


def test_a_fund_that_is_named_and_not_said_to_be_of_the_zone_is_told():
    wrong = row(COMMITMENTS, "1", "paid-in", fund="funds/A", investor_kind="private", investor_fund="funds/B")
    told = [one.zh for one in funds([row(FUNDS, "A")], [wrong], []).troubles]
    assert len(told) == 2
    assert "会重复计" in told[0]
    assert "没有基金 B" in told[1]


@given(st.sets(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE"))))
def test_every_fund_whose_money_comes_back_to_it_is_on_a_ring_that_is_there(edges):
    rings = cycles(edges)
    assert all(ring[0] == ring[-1] and set(pairwise(ring)) <= edges for ring in rings)
    reached = set(edges)
    for _ in "ABCDE":
        reached |= {(a, d) for a, b in reached for c, d in edges if b == c}
    assert {fund for ring in rings for fund in ring} == {a for a, b in reached if a == b}


def test_rings_that_share_a_fund_are_all_told():
    # Two that pay each other, and a third through which the money of one comes back to it.
    assert cycles([("A", "B"), ("B", "A"), ("B", "C"), ("C", "A")]) == [("A", "B", "A"), ("C", "A", "B", "C")]
