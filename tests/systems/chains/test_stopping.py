"""If one firm stops."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.systems.chains.life import A, B, C, D, E

from dajuan.systems.chains.chain import Chain, Firm, Link, Node, Placement
from dajuan.systems.chains.settings import our_lines
from dajuan.systems.chains.stopping import stopping


def test_the_only_one_takes_all_that_is_downstream_with_it(chain):
    stop = stopping(chain, A, our_lines())
    assert [(one.node, one.loss, one.share) for one in stop.lost] == [("NEV-04", "only", 1)]
    assert stop.touched == ("NEV-06", "NEV-07")
    assert stop.touched_share == Fraction(3, 7)
    assert stop.touched_firms == (C, D, E)
    assert [(one.supply.code, one.share) for one in stop.buyers] == [("S-1", Fraction(600, 2000)), ("S-7", None)]
    assert [one.code for one in stop.customers_of] == ["S-4"]


def test_alternatives_with_the_same_product_come_first(chain):
    stop = stopping(chain, B, our_lines())
    lost = {one.node: one for one in stop.lost}
    assert lost["NEV-03"].loss == "only"
    assert lost["NEV-05"].loss == "part"
    assert [(one.firm, one.same_product) for one in lost["NEV-05"].alternatives] == [(C, True)]


def test_most_of_a_node(chain):
    lost = {one.node: one.loss for one in stopping(chain, D, our_lines()).lost}
    assert lost == {"NEV-06": "most"}
    assert {one.node: one.loss for one in stopping(chain, C, our_lines()).lost} == {"NEV-05": "most", "NEV-06": "part"}


def test_who_is_not_in_the_chain_takes_nothing(chain):
    stop = stopping(chain, "91000000000000000X", our_lines())
    assert (stop.lost, stop.touched, stop.touched_share, stop.buyers) == ((), (), 0, ())


def test_a_revenue_that_is_not_known_is_not_guessed(chain):
    unknown = Chain(
        chain.code, chain.name, chain.nodes, chain.links, chain.placements, (),
        {code: firm._replace(revenue=None if code == C else firm.revenue) for code, firm in chain.firms.items()},
    )  # fmt: skip
    assert {one.node: one.loss for one in stopping(unknown, D, our_lines()).lost} == {"NEV-06": "unknown"}


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=12),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5))),
)
def test_nobody_is_hit_who_has_another_supplier_that_is_larger(at, links):
    nodes = {f"n{nth}": Node(f"n{nth}", f"n{nth}") for nth in range(6)}
    placed = tuple(
        Placement(f"p{nth}", f"n{node}", f"f{firm}", "", "", Fraction(1))
        for nth, (node, firm) in enumerate(dict.fromkeys(at))
    )
    firms = {f"f{nth}": Firm(f"f{nth}", "", 10 ** (nth + 1)) for nth in range(4)}
    chain = Chain(
        "X",
        "X",
        nodes,
        tuple(Link(f"l{n}", f"n{a}", f"n{b}") for n, (a, b) in enumerate(links) if a != b),
        placed,
        (),
        firms,
    )
    stop = stopping(chain, "f0", our_lines())
    here = {one.node for one in placed if one.firm == "f0"}
    assert {one.node for one in stop.lost} == here
    for one in stop.lost:
        others = {other.firm for other in chain.placed[one.node]} - {"f0"}
        assert one.loss == ("part" if others else "only"), "f0 is the smallest"
        assert {other.firm for other in one.alternatives} == others
    assert not {one.node for one in stop.lost if one.loss == "only"} & set(stop.touched)
