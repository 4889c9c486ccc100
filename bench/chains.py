"""A chain of 5,000 nodes and 50,000 firms: its measures, against bare networkx on the same graph in the same run.

    .venv/bin/python bench/chains.py [--nodes 5000] [--firms 50000] [--ledger]

The floor of each is what networkx itself does of it: the must-pass nodes over ``immediate_dominators`` alone, the nodes
downstream over ``descendants`` of every node, the share of routes over betweenness (which asks for shortest ways; sampled
from 200 nodes and scaled up, whole it takes minutes). ``--ledger`` also writes the chain into a zone and reads it back:
the floor is iterating the same rows of the register. CPU seconds, turn by turn; ratios.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from time import process_time

import networkx as nx

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone
from dajuan.programmes.values.credit_code import check_character
from dajuan.subjects.subjects import Subjects
from dajuan.systems.chains.chain import (
    CHAINS,
    FIRMS,
    LINKS,
    NODES,
    PROGRAMMES,
    SUPPLIES,
    Chain,
    Firm,
    Link,
    Node,
    Placement,
    Supply,
)  # fmt: skip
from dajuan.systems.chains.contradictions import contradictions
from dajuan.systems.chains.coverage import concentration, coverage
from dajuan.systems.chains.ground import link_code, placement_code
from dajuan.systems.chains.listing import firm_lines
from dajuan.systems.chains.local_share import local_share
from dajuan.systems.chains.reading import Look, chain_of
from dajuan.systems.chains.settings import our_lines
from dajuan.systems.chains.stopping import stopping
from dajuan.systems.chains.supply_graph import graph_of, standings
from dajuan.systems.firms import REGISTER
from timing import one_core

LAYERS, OUT = 20, 3
SAMPLED = 200
STOPS = 50


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--nodes", type=int, default=5000)
    options.add_argument("--firms", type=int, default=50_000)
    options.add_argument("--ledger", action="store_true")
    asked = options.parse_args()
    one_core()
    chain = made_up(asked.nodes, asked.firms)
    many = f"{len(chain.nodes):,} nodes, {len(chain.edges):,} links, {len(chain.firms):,} firms"
    print(f"{many}, {len(chain.placements):,} placements, {len(chain.supplies):,} purchases")
    measure(chain)
    if asked.ledger:
        read_back(chain)
    return 0


def made_up(nodes: int, firms: int) -> Chain:
    """In layers; a node supplies some of the layers after it; each firm is at one node or two."""
    dice = random.Random(2026)
    codes = [f"X-{nth:05}" for nth in range(nodes)]
    width = max(1, nodes // LAYERS)
    links = {}
    for nth, code in enumerate(codes):
        after = codes[(nth // width + 1) * width : (nth // width + 3) * width]
        for other in dice.sample(after, min(OUT, len(after))):
            links[code, other] = Link(link_code(code, other), code, other)
    stems = (f"91410100MA{nth:07}" for nth in range(firms))
    people = [stem + check_character(stem) for stem in stems]
    register = {code: Firm(code, f"企业{code[-6:]}", dice.randint(1, 10**11)) for code in people}
    placements, supplies = [], []
    for nth, firm in enumerate(register):
        at = dice.sample(codes, 1 + (nth % 10 == 0))
        for node in at:
            share = Fraction(1, len(at))
            placements.append(Placement(placement_code(node, firm), node, firm, register[firm].name, "产品", share))
        local = dice.random() < 0.3
        supplier = dice.choice(people[:1000]) if local else ""
        place = "zone" if local else "country"
        supplies.append(
            Supply(
                f"S-{nth}", at[0], firm, supplier, supplier or f"外地{nth % 9999}", place, "", dice.randint(1, 10**9)
            )
        )
    shares = dict.fromkeys(people, Fraction(1))
    names = {code: Node(code, code, outside=dice.random() < 0.05) for code in codes}
    return Chain(
        "BIG", "一条大链", names, tuple(links.values()), tuple(placements), tuple(supplies), register, (), shares
    )


def timed(call: Callable[[], object]) -> tuple[float, object]:
    begin = process_time()
    found = call()
    return process_time() - begin, found


def measure(chain: Chain) -> None:
    nodes, edges = list(chain.nodes), chain.edges
    graph = graph_of(nodes, edges)
    ours, found = timed(lambda: standings(nodes, edges))
    bare, _ = timed(lambda: bare_dominators(graph))
    told("standings: routes, must-pass, downstream", ours, "immediate_dominators alone", bare)
    naive, below = timed(lambda: {one: len(nx.descendants(graph, one)) for one in graph})
    assert below == {code: one.downstream for code, one in found.items()}  # type: ignore[attr-defined]
    told("  the same", ours, "descendants of every node", naive)
    some = random.Random(1).sample(nodes, min(SAMPLED, len(nodes)))
    between, _ = timed(lambda: nx.betweenness_centrality_subset(graph, some, nodes))
    told("  the same", ours, f"betweenness (from {len(some)} nodes, scaled up)", between * len(nodes) / len(some))
    covers = coverage(chain)
    for name, call in (
        ("coverage of every node", lambda: coverage(chain)),
        ("concentration of the chain", lambda: concentration(chain)),
        ("local supply share", lambda: local_share(chain.supplies, {"zone"})),
        ("list of firms", lambda: firm_lines(chain, covers)),
        ("contradictions", lambda: contradictions(chain, covers)),
    ):
        print(f"{name:44} {timed(call)[0]:8.3f} s")
    firms = list(chain.firms)[:STOPS]
    seconds, _ = timed(lambda: [stopping(chain, one, our_lines()) for one in firms])
    print(f"{'if one firm stops, each':44} {seconds / STOPS:8.3f} s")


def bare_dominators(graph: nx.DiGraph) -> object:
    rooted = graph.copy()
    rooted.add_edges_from(("", one) for one in graph if not graph.in_degree(one))
    return nx.immediate_dominators(rooted, "")


def told(what: str, ours: float, floor: str, seconds: float) -> None:
    print(f"{what:44} {ours:8.3f} s  {floor} {seconds:.3f} s  ratio {ours / seconds:.2f}")


def read_back(chain: Chain) -> None:
    folder = Path(tempfile.mkdtemp(prefix="dajuan-chains-"))
    try:
        zone = make_zone(folder / "zone", name="X", code="x", on=(REGISTER, *PROGRAMMES), simulated=True)
        ledger = ledger_of(zone)
        drafts = as_drafts(chain)
        seconds, _ = timed(
            lambda: [append(ledger, drafts[at : at + 20_000], actor="X") for at in range(0, len(drafts), 20_000)]
        )
        print(f"{len(drafts):,} entries written in {seconds:.1f} s")
        subjects = Subjects(ledger, zone.derived)
        subjects.follow(wait=600)
        look = Look(subjects)
        row = look.one(CHAINS, "BIG")
        assert row is not None
        ours, read = timed(lambda: chain_of(look, row))
        assert isinstance(read, Chain)
        assert len(read.nodes) == len(chain.nodes)
        bare, _ = timed(lambda: [one for code in (NODES, LINKS, FIRMS, SUPPLIES, REGISTER) for one in look.rows(code)])
        told("the chain read out of the register", ours, "its rows alone", bare)
        ledger.store.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def as_drafts(chain: Chain) -> list[Draft]:
    own = {"chain": f"{CHAINS}/{chain.code}", "office": "X"}
    day = date(2026, 1, 5)

    def new(programme: str, code: str, **fields: object) -> Draft:
        return Draft(programme=programme, subject=code, kind="opened", effective_on=day, fields=fields)  # type: ignore[arg-type]

    found = [new(CHAINS, chain.code, name=chain.name, office="X")]
    found += [
        new(REGISTER, one.code, name=one.name, industry="industry", revenue=one.revenue) for one in chain.firms.values()
    ]
    found += [
        new(NODES, one.code, name=one.name, local="outside" if one.outside else "wanted", **own)
        for one in chain.nodes.values()
    ]
    for link in chain.links:
        ends = {"upstream": f"{NODES}/{link.upstream}", "downstream": f"{NODES}/{link.downstream}"}
        found.append(new(LINKS, link.code, **ends, **own))
    for one in chain.placements:
        share = int(one.share * 1_000_000)
        found.append(
            new(
                FIRMS,
                one.code,
                name=one.name,
                enterprise=one.firm,
                node=f"{NODES}/{one.node}",
                product="x",
                share=share,
                **own,
            )
        )
    for one in chain.supplies:
        said = {"supplier": one.supplier} if one.supplier else {}
        found.append(
            new(
                SUPPLIES, one.code, buyer=one.buyer, node=f"{NODES}/{one.node}", place=one.place, value=one.value,
                **{"supplier-name": one.supplier_name}, **said, **own,
            )
        )  # fmt: skip
    return found


if __name__ == "__main__":
    raise SystemExit(main())
