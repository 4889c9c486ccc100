"""The graph of a chain's nodes, and what it says of each: how many routes go through it, which ends cannot do without.

A route 路线 is a way from a start (a node that nothing in the chain supplies) to an end (one that supplies nothing in
it). The share of all routes that go through a node is its *path centrality* (Sabrin and Dovrolis, The hourglass effect
in hierarchical dependency networks, Network Science 5, 2017): unlike betweenness it asks for all ways, not for the
shortest ones, which mean nothing where goods are made. A node is *must-pass* 必经 for an end where every way from any
start to that end goes through it: it dominates the end (Lengauer and Tarjan, 1979).

Nodes that supply each other in a circle are one step of a route. What is not known here: whether a node needs all of
its suppliers or can do with one. Must-pass takes them to stand for each other; what lies downstream takes all as needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from networkx import DiGraph

Edge = tuple[str, str]
_START = ""
"""The node before all starts: no node has this code."""


class Standing(NamedTuple):
    """Where a node stands in the graph."""

    routes: Fraction
    """Share of all routes that go through it; 0 where it has no link."""
    ends: frozenset[str]
    """The ends for which it is must-pass, itself left out."""
    downstream: int
    """Nodes that it supplies, directly or through others."""


def graph_of(nodes: Iterable[str], edges: Iterable[Edge]) -> DiGraph[str]:
    import networkx as nx

    graph: DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return graph


def standings(nodes: Iterable[str], edges: Iterable[Edge]) -> dict[str, Standing]:
    """Of every node. Linear in nodes and links but for the ends that a node is must-pass for."""
    graph = graph_of(nodes, edges)
    steps = _Steps(graph)
    ends = _must_pass(graph, steps)
    return {node: Standing(steps.routes(node), frozenset(ends.get(node, ())), steps.downstream(node)) for node in graph}


class _Steps:
    """The graph with each circle drawn together into one step: it has an order then."""

    def __init__(self, graph: DiGraph[str]) -> None:
        import networkx as nx

        self.graph = graph
        self.steps: DiGraph[int] = nx.condensation(graph)
        self.step_of: dict[str, int] = self.steps.graph["mapping"]
        self.order: list[int] = list(nx.topological_sort(self.steps))
        linked = [one for one in self.order if self.steps.degree(one)]
        self.starts = [one for one in linked if not self.steps.in_degree(one)]
        self.ends = [one for one in linked if not self.steps.out_degree(one)]
        self._count_routes()
        self._count_downstream()

    def members(self, steps: Iterable[int]) -> list[str]:
        return [node for one in steps for node in sorted(self.steps.nodes[one]["members"])]

    def _count_routes(self) -> None:
        come, go = self.steps.pred, self.steps.succ
        self.into: dict[int, int] = {}
        self.out_of: dict[int, int] = {}
        for one in self.order:
            self.into[one] = sum(self.into[before] for before in come[one]) or 1
        for one in reversed(self.order):
            self.out_of[one] = sum(self.out_of[after] for after in go[one]) or 1
        self.all_routes = sum(self.into[one] for one in self.ends)

    def _count_downstream(self) -> None:
        """Sets of nodes as bits of whole numbers: a union is one operation."""
        bit = {node: 1 << place for place, node in enumerate(self.graph)}
        own: dict[int, int] = {}
        self.below: dict[int, int] = {}
        for one in reversed(self.order):
            own[one] = sum(bit[node] for node in self.steps.nodes[one]["members"])
            found = own[one]
            for after in self.steps.succ[one]:
                found |= self.below[after]
            self.below[one] = found

    def routes(self, node: str) -> Fraction:
        one = self.step_of[node]
        if not self.all_routes or not self.steps.degree(one):
            return Fraction(0)
        return Fraction(self.into[one] * self.out_of[one], self.all_routes)

    def downstream(self, node: str) -> int:
        return self.below[self.step_of[node]].bit_count() - 1


def _must_pass(graph: DiGraph[str], steps: _Steps) -> dict[str, set[str]]:
    """Node → the ends that it dominates, seen from one node before all starts."""
    import networkx as nx

    found: dict[str, set[str]] = {}
    if not steps.starts:
        return found
    rooted = graph.copy()
    rooted.add_edges_from((_START, node) for node in steps.members(steps.starts))
    above: dict[str, str | None] = nx.immediate_dominators(rooted, _START)
    for end in steps.members(steps.ends):
        node = above.get(end)
        while node:
            found.setdefault(node, set()).add(end)
            node = above[node]
    return found


def downstream_of(edges: Sequence[Edge], nodes: Iterable[str]) -> set[str]:
    """Those that these supply, directly or through others; these themselves left out."""
    after: dict[str, list[str]] = {}
    for start, end in edges:
        after.setdefault(start, []).append(end)
    first = set(nodes)
    found, waiting = set(first), list(first)
    while waiting:
        for one in after.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found - first


def circles(nodes: Iterable[str], edges: Iterable[Edge]) -> list[list[str]]:
    """One way round for each group of nodes that supply each other: first node, the next, …; empty where there is none."""
    import networkx as nx

    graph = graph_of(nodes, edges)
    found = []
    for group in nx.strongly_connected_components(graph):
        if len(group) > 1:
            first = min(group)
            way = nx.find_cycle(graph.subgraph(group), source=first)
            found.append([start for start, _ in way])
    return sorted(found)


def circle_with(edges: Iterable[Edge], new: Edge) -> list[str]:
    """The way round that one more link would close: from its end back to its start; empty where it closes none."""
    import networkx as nx

    graph = graph_of(new, edges)
    try:
        return list(nx.shortest_path(graph, new[1], new[0]))
    except nx.NetworkXNoPath:
        return []
