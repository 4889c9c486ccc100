"""Routes, must-pass nodes and what lies downstream, held to counting every way there is."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import networkx as nx
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dajuan.systems.chains.supply_graph import circle_with, circles, downstream_of, graph_of, standings

NODES = [f"n{nth}" for nth in range(8)]
pairs = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda one: one[0] != one[1]), max_size=16
)
forward = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda one: one[0] < one[1]), min_size=1, max_size=16
).map(lambda some: [(NODES[a], NODES[b]) for a, b in some])


def ends_of(graph: nx.DiGraph) -> tuple[list[str], list[str]]:
    """Starts and ends of a graph without circles; nodes with no link are neither."""
    linked = [one for one in graph if graph.degree(one)]
    return [one for one in linked if not graph.in_degree(one)], [one for one in linked if not graph.out_degree(one)]


def routes(graph: nx.DiGraph) -> list[list[str]]:
    starts, ends = ends_of(graph)
    return [way for start, end in product(starts, ends) for way in nx.all_simple_paths(graph, start, end)]


@given(forward)
@example([("n0", "n1"), ("n1", "n2"), ("n0", "n2")])
def test_the_share_of_routes_is_that_of_all_ways_counted_one_by_one(edges):
    graph = graph_of(NODES, edges)
    every = routes(graph)
    found = standings(NODES, edges)
    for node in NODES:
        assert found[node].routes == Fraction(sum(node in way for way in every), len(every))


@given(pairs)
def test_a_must_pass_node_cuts_its_ends_from_all_starts(edges):
    graph = graph_of(NODES, edges)
    steps = nx.condensation(graph)
    linked = [one for one in steps if steps.degree(one)]
    starts = {node for one in linked if not steps.in_degree(one) for node in steps.nodes[one]["members"]}
    ends = {node for one in linked if not steps.out_degree(one) for node in steps.nodes[one]["members"]}
    found = standings(NODES, edges)
    for node in NODES:
        without = graph.subgraph(set(NODES) - {node})
        cut = {end for end in ends - {node} if not any(s in without and nx.has_path(without, s, end) for s in starts)}
        assert found[node].ends == cut


@given(pairs)
def test_downstream_is_what_can_be_reached(edges):
    graph, found = graph_of(NODES, edges), standings(NODES, edges)
    for node in NODES:
        below = nx.descendants(graph, node) - {node}
        assert found[node].downstream == len(below)
        assert downstream_of(edges, [node]) == below


@given(pairs)
def test_a_circle_is_told_once_for_each_group_and_is_one(edges):
    graph = graph_of(NODES, edges)
    told = circles(NODES, edges)
    assert len(told) == sum(len(one) > 1 for one in nx.strongly_connected_components(graph))
    for way in told:
        assert all(graph.has_edge(*pair) for pair in zip(way, [*way[1:], way[0]], strict=True))


@given(forward, st.sampled_from(NODES), st.sampled_from(NODES))
def test_a_link_closes_a_circle_where_there_is_a_way_back(edges, start, end):
    assume(start != end)
    way = circle_with(edges, (start, end))
    graph = graph_of([start, end], edges)
    assert bool(way) == nx.has_path(graph, end, start)
    assert not way or (way[0], way[-1]) == (end, start)


def test_nodes_without_links_are_on_no_route_and_an_empty_chain_has_none():
    assert standings([], []) == {}
    alone = standings(["a", "b"], [])["a"]
    assert (alone.routes, alone.ends, alone.downstream) == (0, frozenset(), 0)


def test_what_routes_are_about():
    """Two ways to the pack: one by the cell, one by the shell; everything goes through the pack."""
    found = standings("abcde", [("a", "c"), ("b", "c"), ("c", "d"), ("e", "d")])
    assert found["c"].routes == Fraction(2, 3)
    assert found["d"].routes == 1
    assert found["c"].ends == frozenset()
    longer = standings("abcd", [("a", "b"), ("b", "c"), ("b", "d")])
    assert longer["b"].ends == {"c", "d"}
