"""下一处设在哪: the place from which most people who do not reach a service yet would reach it; then the next, and so on.

Candidates are junctions of the network, one in each square of so many metres (``candidate_spacing``): a place between two of
them may do a little better. Each is weighed by the people within the walk. Taken one after another, greedily: the first is the
best there is; several together reach at least 63 % (1 − 1/e) of what the best choice of so many could (Nemhauser, Wolsey and
Fisher 1978), and mostly the same. Of equals the one with the lower number is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from dajuan.systems.services.coverage import Coverage
from dajuan.systems.services.ground import Ground
from dajuan.systems.services.network import Network, Whole
from dajuan.systems.services.planes import Array
from dajuan.systems.services.residents import Home
from dajuan.systems.services.snapping import Snapped
from dajuan.systems.services.walks import from_nodes, graph_of, node_walks

_AT_ONCE = 16
"""Candidates walked from together: 6 MB for a network of 50,000 nodes."""


class Best(NamedTuple):
    """``gain``: people who reach it and reached none before; ``circle``: those whom a circle would say, beside the circles
    of what is there and of the places before it."""

    node: int
    longitude: float
    latitude: float
    near: str
    """The home that is nearest."""
    gain: int
    circle: int
    reached: int
    """With it and those before it."""


class Found(NamedTuple):
    places: list[Best]
    candidates: int


def candidates(network: Network, spacing: float) -> Whole:
    """The node nearest to the middle of each square that has any, in the largest part of the network."""
    inside = np.flatnonzero(network.parts == np.argmax(network.part_lengths))
    nodes = network.nodes[inside]
    squares = np.floor(nodes / spacing)
    off = np.hypot(*(nodes - (squares + 0.5) * spacing).T)
    order = np.lexsort((inside, off))
    _, first = np.unique(squares[order], axis=0, return_index=True)
    found: Whole = np.sort(inside[order[first]]).astype(np.int64)
    return found


def next_places(ground: Ground, now: Coverage, *, many: int, spacing: float) -> Found:
    """At most so many; fewer where no candidate reaches anybody more."""
    left = np.flatnonzero(~now.is_reached & ~now.is_off & (now.people > 0))
    asked = candidates(ground.network, spacing)
    within = _within(ground.network, asked, ground.homes[left], ground.snapped.those(left), now.metres)
    places, reached, claimed = [], now.reached, now.is_claimed
    for at, gain in greedy(within, now.people[left], many):
        away = np.hypot(*(ground.homes - ground.network.nodes[asked[at]]).T)
        more = (away <= now.metres) & ~claimed
        reached, claimed = reached + gain, claimed | more
        near = ground.residents.homes[int(np.argmin(away))]
        places.append(_best(ground.network, int(asked[at]), near, gain, int(now.people[more].sum()), reached))
    return Found(places, len(asked))


def greedy(within: Any, people: Array, many: int) -> Iterator[tuple[int, int]]:
    """Candidates (rows) with the people whom each brings in beside those before it. ``within``: a sparse array of candidates
    and homes, one where the home is within the walk."""
    left = people.copy()
    for _ in range(many):
        gains = within @ left
        best = int(np.argmax(gains))
        if gains[best] <= 0:
            return
        yield best, int(gains[best])
        left[within[[best]].indices] = 0


def _within(network: Network, asked: Whole, points: Array, homes: Snapped, metres: int) -> Any:
    """Only homes within the circle are looked at: no walk is shorter than the way a bird flies."""
    from scipy.sparse import csr_array
    from scipy.spatial import cKDTree

    around = cKDTree(points).query_ball_point(network.nodes[asked], metres, return_sorted=True)
    graph, found = graph_of(network), []
    for at in range(0, len(asked), _AT_ONCE):
        to_nodes = node_walks(graph, asked[at : at + _AT_ONCE], metres)
        for nth, row in enumerate(to_nodes):
            near = np.array(around[at + nth], dtype=np.int64)
            found.append(near[from_nodes(network, row, homes.those(near)) <= metres])
    starts = np.cumsum([0, *map(len, found)])
    columns = np.concatenate(found)
    return csr_array((np.ones(len(columns)), columns, starts), shape=(len(asked), len(homes)))


def _best(network: Network, node: int, near: Home, gain: int, circle: int, reached: int) -> Best:
    longitude, latitude = network.plane.degrees(network.nodes[node])[0]
    return Best(node, float(longitude), float(latitude), near.name or near.code, gain, circle, reached)
