"""Missing, single, most; concentration with a firm at two nodes counted once."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.systems.chains.life import A, B, C, D

from dajuan.systems.chains.chain import Chain, Firm, Node, Placement
from dajuan.systems.chains.coverage import Concentration, concentration, coverage


def test_what_nodes_have(chain):
    covers = coverage(chain)
    assert [code for code, one in covers.items() if one.missing] == ["NEV-02"]
    assert [code for code, one in covers.items() if one.bought_in] == ["NEV-01"]
    assert [code for code, one in covers.items() if one.single] == ["NEV-03", "NEV-04", "NEV-07"]
    assert covers["NEV-05"].firms == (B, C)


def test_the_firm_that_makes_most_at_a_node(chain):
    assert coverage(chain)["NEV-06"].top == (D, Fraction(30_000, 36_000))


def test_where_a_revenue_is_not_known_nobody_is_said_to_make_most(chain):
    firms = {code: one._replace(revenue=None) if code == C else one for code, one in chain.firms.items()}
    covers = coverage(replace(chain, firms=firms))
    assert covers["NEV-06"].top is None
    assert covers["NEV-04"].top == (A, 1)


def test_a_firm_at_two_nodes_counts_once_with_its_shares(chain):
    held = concentration(chain)
    assert len(held.shares) == 5
    assert dict(held.shares)[C] == Fraction(10_000, 104_000)
    assert sum(share for _, share in held.shares) == 1


def test_a_firm_that_is_gone_is_not_there(chain):
    gone = Chain(
        chain.code, chain.name, chain.nodes, chain.links, chain.placements, (),
        {code: firm._replace(present=code != B) for code, firm in chain.firms.items()},
    )  # fmt: skip
    covers = coverage(gone)
    assert covers["NEV-03"].missing
    assert covers["NEV-05"].firms == (C,)


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.none() | st.integers(1, 10**9), max_size=12))
def test_concentration_stays_within_its_bounds(made):
    held = Concentration.of({firm: None if value is None else Fraction(value) for firm, value in made.items()})
    known = [value for value in made.values() if value is not None]
    assert held.unknown == len(made) - len(known)
    if not known:
        assert held.hhi is held.cr(1) is held.top is None
        return
    assert Fraction(10_000, len(known)) <= held.hhi <= 10_000
    assert held.cr(1) <= held.cr(4) <= held.cr(len(known)) == 1
    assert held.top[1] == Fraction(max(known), sum(known))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=2), st.integers(1, 10**12))
def test_shares_keep_a_firm_from_counting_twice(shares, revenue):
    placed = tuple(
        Placement(f"{nth}", f"n{nth}", "f", "甲", "", Fraction(share, 100)) for nth, share in enumerate(shares)
    )
    nodes = {one.node: Node(one.node, one.node) for one in placed}
    chain = Chain("X", "X", nodes, (), placed, (), {"f": Firm("f", "甲", revenue)})
    assert sum(chain.weight(one) for one in placed) == revenue * Fraction(sum(shares), 100) <= revenue
