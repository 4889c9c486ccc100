"""Walks along the network: from each of many points to the nearest of some others, in metres.

SciPy's Dijkstra from all facilities at once; ``bench/services.py`` holds it against networkx. Walking there is as far as walking
back. A point on a way walks to either end of it, or straight along where the other is on the same way.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dajuan.systems.services.network import Network, Whole
from dajuan.systems.services.planes import Array
from dajuan.systems.services.snapping import Snapped


def walks(network: Network, sources: Snapped, points: Snapped) -> Array:
    """Of each point the way to the nearest source; infinite where it or every source is off the network, or on another
    part of it."""
    sources = sources.those(sources.is_on)
    if not len(sources):
        return np.full(len(points), np.inf)
    to_nodes = _to_nodes(network, sources)
    return _along_the_same(sources, points, from_nodes(network, to_nodes, points))


def from_nodes(network: Network, to_nodes: Array, points: Snapped) -> Array:
    """What it is from points, where it is known from every node (the last axis); infinite off the network."""
    ways = np.where(points.is_on, points.ways, 0)
    by_first = to_nodes[..., network.ends[ways, 0]] + points.along
    by_second = to_nodes[..., network.ends[ways, 1]] + network.lengths[ways] - points.along
    return np.where(points.is_on, np.minimum(by_first, by_second) + points.away, np.inf)


def graph_of(network: Network) -> Any:
    """Its nodes and ways as SciPy takes them."""
    return _graph(len(network.nodes), network.ends, network.lengths)


def node_walks(graph: Any, nodes: Whole, limit: float) -> Array:
    """From each of some nodes (rows) to every node, no farther than the limit."""
    from scipy.sparse.csgraph import dijkstra

    found: Array = dijkstra(graph, directed=True, indices=nodes, limit=limit)
    return found


def _to_nodes(network: Network, sources: Snapped) -> Array:
    """From every node to its nearest source. A source is a node of its own, joined to both ends of its way."""
    from scipy.sparse.csgraph import dijkstra

    many = len(network.nodes)
    own = np.arange(many, many + len(sources))
    first = np.column_stack((own, network.ends[sources.ways, 0]))
    second = np.column_stack((own, network.ends[sources.ways, 1]))
    to_first = sources.away + sources.along
    to_second = sources.away + network.lengths[sources.ways] - sources.along
    ends = np.concatenate((network.ends, first, second))
    lengths = np.concatenate((network.lengths, to_first, to_second))
    graph = _graph(many + len(sources), ends, lengths)
    found: Array = dijkstra(graph, directed=True, indices=own, min_only=True)[:many]
    return found


def _graph(many: int, ends: Whole, lengths: Array) -> Any:
    """Both ways round: SciPy is slower where it has to look for the way back. A length of nothing would be no way at all."""
    from scipy.sparse import coo_array

    there, back = ends.T
    both = np.concatenate((there, back)), np.concatenate((back, there))
    weights = np.maximum(np.concatenate((lengths, lengths)), np.finfo(float).tiny)
    return coo_array((weights, both), shape=(many, many)).tocsr()


def _along_the_same(sources: Snapped, points: Snapped, found: Array) -> Array:
    """Straight along a way, where a source is on it too."""
    for way, along, away in zip(sources.ways, sources.along, sources.away, strict=True):
        here = np.flatnonzero(points.ways == way)
        found[here] = np.minimum(found[here], np.abs(points.along[here] - along) + points.away[here] + away)
    return found
