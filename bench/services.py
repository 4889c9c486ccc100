"""Reach of 500 facilities for 200,000 homes on a network of 50,000 nodes, against networkx's multi-source Dijkstra in the same run.

    .venv/bin/python bench/services.py [--side 224] [--homes 200000] [--facilities 500] [--rounds 5]

Both bring homes and facilities to the same ways first (told apart); what is compared is the distance of every home. networkx is
given what it takes: a graph in hand, each facility joined to the ends of its way, homes read off both ends of theirs. The answers
have to be equal to a millimetre. Also: reading such a network from an OpenStreetMap file, and the next five places over
every candidate. CPU seconds of one core, the least of the rounds; memory is the process's highest, with the lists in it.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
from pathlib import Path
from time import process_time

import networkx as nx
import numpy as np

from dajuan.systems.services.coverage import coverage
from dajuan.systems.services.facilities import Facility
from dajuan.systems.services.ground import Ground
from dajuan.systems.services.network import Network, network_of
from dajuan.systems.services.next_place import next_places
from dajuan.systems.services.osm import osm_text, read_streets
from dajuan.systems.services.planes import Array, Plane
from dajuan.systems.services.residents import AGES, Home, Residents
from dajuan.systems.services.settings import our_lines
from dajuan.systems.services.snapping import Snapped, Snapper
from dajuan.systems.services.walks import walks
from timing import one_core

_BLOCK, _METRES = 100.0, 1000


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--side", type=int, default=224)
    options.add_argument("--homes", type=int, default=200_000)
    options.add_argument("--facilities", type=int, default=500)
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    one_core()
    chance = np.random.default_rng(7)
    with tempfile.TemporaryDirectory() as folder:
        network, seconds = _network(Path(folder), asked.side)
    print(
        f"{len(network.nodes):,} nodes, {len(network.ends):,} ways: read and made in {seconds:.2f} s, {_memory():.0f} MB"
    )
    lines, wide = our_lines(), asked.side * _BLOCK / 2
    snapper = Snapper(network, limit=lines.snap_limit, fragment_below=lines.fragment_below)
    points = chance.uniform(-wide, wide, (asked.homes, 2))
    start = process_time()
    homes = snapper.snap(points)
    print(
        f"{asked.homes:,} homes brought to their ways in {process_time() - start:.2f} s (once), {int(homes.is_on.sum()):,} on it"
    )
    places = chance.uniform(-wide, wide, (asked.facilities, 2))
    sources = snapper.snap(places)
    _against_networkx(network, sources, homes, asked.rounds)
    _coverage(network, snapper, points, homes, places)
    return 0


def _network(folder: Path, side: int) -> tuple[Network, float]:
    chance, plane = random.Random(3), Plane(114.62, 35.08)
    half = side * _BLOCK / 2
    spots = [
        (e * _BLOCK - half + chance.uniform(-30, 30), n * _BLOCK - half + chance.uniform(-30, 30))
        for e in range(side)
        for n in range(side)
    ]
    pairs = [(at, at + 1) for at in range(side * side) if (at + 1) % side] + [
        (at, at + side) for at in range(side * (side - 1))
    ]
    ways = [([one, other], {"highway": "residential"}) for one, other in pairs if chance.random() > 0.15]
    file = folder / "city.osm"
    file.write_text(
        "".join(osm_text([(e, n) for e, n in plane.degrees(spots).tolist()], ways, "bench")), encoding="utf-8"
    )
    start = process_time()
    network = network_of(read_streets(file, file.name))
    return network, process_time() - start


def _against_networkx(network: Network, sources: Snapped, homes: Snapped, rounds: int) -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(*network.ends.T.tolist(), network.lengths.tolist(), strict=True))
    found, peer, ours, theirs = np.empty(0), np.empty(0), [], []
    for _ in range(rounds):
        start = process_time()
        found = walks(network, sources, homes)
        ours.append(process_time() - start)
        start = process_time()
        peer = _by_networkx(graph, network, sources, homes)
        theirs.append(process_time() - start)
    both = np.isfinite(found)
    assert (both == np.isfinite(peer)).all()
    assert np.abs(found[both] - peer[both]).max() < 1e-3
    print(
        f"reach of {len(sources):,}: {min(ours) * 1000:.0f} ms; networkx {min(theirs) * 1000:.0f} ms: {min(theirs) / min(ours):.1f} times; {_memory():.0f} MB"
    )


def _by_networkx(graph: nx.Graph, network: Network, sources: Snapped, homes: Snapped) -> Array:
    joined = [("f", nth) for nth in np.flatnonzero(sources.is_on).tolist()]
    for name in joined:
        way, along, away = sources.ways[name[1]], sources.along[name[1]], sources.away[name[1]]
        first, second = network.ends[way].tolist()
        graph.add_edge(name, first, weight=float(away + along))
        graph.add_edge(name, second, weight=float(away + network.lengths[way] - along))
    lengths = nx.multi_source_dijkstra_path_length(graph, set(joined), weight="weight")
    graph.remove_nodes_from(joined)
    to_nodes = np.full(len(network.nodes), np.inf)
    for node, length in lengths.items():
        if not isinstance(node, tuple):
            to_nodes[node] = length
    ways = np.where(homes.is_on, homes.ways, 0)
    first, second = network.ends[ways].T
    by_ends = np.minimum(to_nodes[first] + homes.along, to_nodes[second] + network.lengths[ways] - homes.along)
    found = np.where(homes.is_on, by_ends + homes.away, np.inf)
    for _, nth in joined:
        here = np.flatnonzero(homes.ways == sources.ways[nth])
        found[here] = np.minimum(
            found[here], np.abs(homes.along[here] - sources.along[nth]) + homes.away[here] + sources.away[nth]
        )
    return found


def _coverage(network: Network, snapper: Snapper, points: Array, homes: Snapped, places: Array) -> None:
    unsaid = (None,) * len(AGES)
    listed = tuple(
        Home(str(nth), "", *one, 1, 0.0, "", unsaid) for nth, one in enumerate(network.plane.degrees(points).tolist())
    )
    ground = Ground(network, snapper, Residents(listed), points, homes)
    some = [Facility(None, (tuple(one),)) for one in network.plane.degrees(places).tolist()]  # type: ignore[arg-type]
    start = process_time()
    found = coverage(ground, some, _METRES)
    told = f"{found.reached:,} of {found.residents:,} reach one, a circle would say {found.claimed:,}"
    print(f"coverage, with circles: {process_time() - start:.2f} s; {told}")
    few = coverage(ground, some[:20], _METRES)
    start = process_time()
    best = next_places(ground, few, many=5, spacing=our_lines().candidate_spacing)
    print(
        f"next 5 places of {best.candidates:,} candidates for {few.residents - few.reached:,} not reached: {process_time() - start:.2f} s; {_memory():.0f} MB"
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    raise SystemExit(main())
