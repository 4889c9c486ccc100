"""Where each node of a chain's drawing stands: columns from upstream to downstream, rows so that few links cross.

The layers of Sugiyama: a node stands one column after the last of its suppliers (nodes that supply each other in a
circle count as one), links that pass over columns bend at a place of their own in each, and a few sweeps order each
column by the middle of its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dajuan.systems.chains.supply_graph import Edge, graph_of

NODE_ROWS, BEND_ROWS = 4, 1
"""How many rows a node takes, and the bend of a link that passes by."""
_SWEEPS = 8
_BEND = "\0"
"""What the name of a bend begins with; no node's does."""
Point = tuple[int, int]
"""Column, and the first of its rows."""


class Layout(NamedTuple):
    places: dict[str, Point]
    ways: dict[Edge, tuple[Point, ...]]
    """Each link's places from its upstream to its downstream node; one that runs against the columns goes straight."""
    columns: int
    rows: int


def laid_out(nodes: Sequence[str], edges: Iterable[Edge]) -> Layout:
    """Nodes with no link stand in columns below the others."""
    pairs = list(edges)
    linked = {code for pair in pairs for code in pair}
    column = _columns([one for one in nodes if one in linked], pairs)
    ways = {pair: _way(pair, column) for pair in pairs}
    order = _ordered(_in_columns(nodes, column, ways), ways)
    rows = max((sum(map(_size, some)) for some in order), default=0)
    places = {name: place for at, some in enumerate(order) for name, place in _stacked(at, some, rows)}
    alone = [one for one in nodes if one not in linked]
    wide = max(len(order), 4) if alone else len(order)
    for nth, one in enumerate(alone):
        places[one] = nth % wide, rows + NODE_ROWS * (nth // wide)
    return Layout(
        {one: places[one] for one in nodes},
        {pair: tuple(places[name] for name in way) for pair, way in ways.items()},
        wide,
        rows + NODE_ROWS * -(-len(alone) // wide) if wide else 0,
    )


def _size(name: str) -> int:
    return BEND_ROWS if name.startswith(_BEND) else NODE_ROWS


def _stacked(column: int, names: Sequence[str], rows: int) -> Iterator[tuple[str, Point]]:
    """One under the other, in the middle of all rows."""
    at = (rows - sum(map(_size, names))) // 2
    for name in names:
        yield name, (column, at)
        at += _size(name)


def _columns(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    import networkx as nx

    steps = nx.condensation(graph_of(nodes, edges))
    column: dict[str, int] = {}
    for depth, some in enumerate(nx.topological_generations(steps)):
        column |= {node: depth for one in some for node in steps.nodes[one]["members"]}
    return column


def _way(pair: Edge, column: dict[str, int]) -> tuple[str, ...]:
    """The names of its places; those between are names that no node has."""
    start, end = pair
    bends = (f"{_BEND}{start}{_BEND}{end}{_BEND}{at}" for at in range(column[start] + 1, column[end]))
    return (start, *bends, end)


def _in_columns(nodes: Sequence[str], column: dict[str, int], ways: dict[Edge, tuple[str, ...]]) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for node in nodes:
        if node in column:
            found[column[node]].append(node)
    for (start, _), way in ways.items():
        for at, bend in enumerate(way[1:-1], column[start] + 1):
            found[at].append(bend)
    return found


def _ordered(columns: list[list[str]], ways: dict[Edge, tuple[str, ...]]) -> list[list[str]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for way in ways.values():
        for start, end in pairwise(way):
            before.setdefault(end, []).append(start)
            after.setdefault(start, []).append(end)
    best, fewest = columns, _crossings(columns, after)
    now = columns
    for sweep in range(_SWEEPS):
        now = _swept(now, after if sweep % 2 else before, backwards=bool(sweep % 2))
        crossings = _crossings(now, after)
        if crossings < fewest:
            best, fewest = now, crossings
    return best


def _swept(columns: list[list[str]], near: dict[str, list[str]], *, backwards: bool) -> list[list[str]]:
    found = [list(some) for some in columns]
    row = {name: float(at) for some in found for at, name in enumerate(some)}
    for at in range(len(found) - 1, -1, -1) if backwards else range(len(found)):
        middles = {name: _middle(name, near, row) for name in found[at]}
        found[at].sort(key=lambda name: middles[name])
        row |= {name: float(place) for place, name in enumerate(found[at])}
    return found


def _middle(name: str, near: dict[str, list[str]], row: dict[str, float]) -> float:
    rows = [row[one] for one in near.get(name, ())]
    return sum(rows) / len(rows) if rows else row[name]


def _crossings(columns: list[list[str]], after: dict[str, list[str]]) -> int:
    row = {name: at for some in columns for at, name in enumerate(some)}
    column = {name: at for at, some in enumerate(columns) for name in some}
    found = 0
    for at, some in enumerate(columns):
        ends = [row[end] for name in some for end in sorted(after.get(name, ()), key=row.__getitem__) if column[end] == at + 1]  # fmt: skip
        found += sum(1 for nth, one in enumerate(ends) for later in ends[nth + 1 :] if later < one)
    return found
