"""What of a chain's records does not go together: told, never mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.words import Words
from dajuan.systems.chains.chain import FIRMS, NODES, SUPPLIES, Chain, Placement
from dajuan.systems.chains.coverage import Cover
from dajuan.systems.chains.supply_graph import circles

_STAGES = {
    "gap": Words("缺失待补", "a gap"),
    "present": Words("本地已有", "present"),
    "filled": Words("已补链", "filled"),
}


class Contradiction(NamedTuple):
    """``programme`` and ``code`` name the subject whose record is to be looked at."""

    kind: str
    programme: str
    code: str
    said: Words


def contradictions(chain: Chain, covers: Mapping[str, Cover]) -> list[Contradiction]:
    looks: tuple[Callable[[Chain], Iterator[Contradiction]], ...] = (
        _unlinked, _circles, _firms, _shares, _mains, _suppliers,
    )  # fmt: skip
    return [*_stages(chain, covers), *(one for look in looks for one in look(chain))]


def _stages(chain: Chain, covers: Mapping[str, Cover]) -> Iterator[Contradiction]:
    """What somebody stated of a node against the firms that are at it."""
    for code, cover in covers.items():
        node, many = chain.nodes[code], len(cover.firms)
        if node.stage == "gap" and many:
            zh, en = f"记为“缺失待补”，图上已有 {many} 家企业", f"is stated a gap; {many} firms are at it"
        elif node.stage in {"present", "filled"} and not many:
            stage = _STAGES[node.stage]
            zh, en = f"记为“{stage.zh}”，图上没有在册企业", f"is stated {stage.en}; no firm of the register is at it"
        else:
            continue
        yield Contradiction("stage", NODES, code, Words(f"{node.name}：{zh}", f"{node.name} {en}"))


def _unlinked(chain: Chain) -> Iterator[Contradiction]:
    linked = {code for pair in chain.edges for code in pair}
    for code, node in chain.nodes.items():
        if code not in linked and len(chain.nodes) > 1:
            yield Contradiction(
                "unlinked", NODES, code, Words(f"{node.name}：没有上下游连线", f"{node.name} has no link")
            )


def _circles(chain: Chain) -> Iterator[Contradiction]:
    for way in circles(chain.nodes, chain.edges):
        names = " → ".join(chain.nodes[code].name for code in (*way, way[0]))
        yield Contradiction(
            "circle", NODES, way[0], Words(f"上下游成环：{names}", f"they supply each other in a circle: {names}")
        )


def _firms(chain: Chain) -> Iterator[Contradiction]:
    seen: set[tuple[str, str]] = set()
    for one in chain.placements:
        firm, node = chain.firms.get(one.firm), chain.nodes.get(one.node)
        if node is None:
            zh, en = f"放在环节 {one.node}，这条链没有它", f"is at node {one.node}, which this chain does not have"
        elif firm is None:
            zh, en = (
                f"{one.firm} 不在企业名录里，没有算作本地企业",
                f"{one.firm} is not on the register and does not count as local",
            )
        elif not firm.present:
            zh, en = "已迁出、吊销或注销，没有算作本地企业", "is gone from the register and does not count as local"
        elif (one.node, one.firm) in seen:
            zh, en = f"在“{node.name}”放了两次，只算一家", f"is placed twice at {node.name}; it counts once"
        else:
            seen.add((one.node, one.firm))
            continue
        yield Contradiction("firm", FIRMS, one.code, Words(f"{one.name}：{zh}", f"{one.name} {en}"))


def _shares(chain: Chain) -> Iterator[Contradiction]:
    told: set[str] = set()
    for one in chain.placements:
        share = chain.shares.get(one.firm, Fraction(0))
        if share > 1 and one.firm not in told:
            told.add(one.firm)
            much = f"{float(100 * share):.6g}%"
            yield Contradiction(
                "shares", FIRMS, one.code,
                Words(f"{one.name}：各环节份额合计 {much}，超过 100%", f"{one.name}: its shares come to {much}, over 100%"),
            )  # fmt: skip


def _mains(chain: Chain) -> Iterator[Contradiction]:
    """By its main node a firm is counted in the answer sheet: with none it is left out, with two it counts twice."""
    first: dict[str, Placement] = {}
    for one in chain.placements:
        first.setdefault(one.firm, one)
    for firm, one in first.items():
        many = chain.mains.get(firm, 1)
        if many != 1:
            zh = f"有 {many} 个主环节，数企业时会重复" if many else "没有主环节，数企业时会漏掉"
            en = f"has {many} main nodes and is counted so often" if many else "has no main node and is not counted"
            yield Contradiction("main", FIRMS, one.code, Words(f"{one.name}：{zh}", f"{one.name} {en}"))


def _suppliers(chain: Chain) -> Iterator[Contradiction]:
    places: dict[str, str] = {}
    for one in chain.supplies:
        firm = chain.firms.get(one.supplier) if one.supplier else None
        here = firm is not None and firm.present
        if one.place == "zone" and not here:
            zh, en = "写的是区内，企业名录里没有它", "is said to be in the zone; the register does not have it"
        elif one.place != "zone" and here:
            zh, en = "写的是区外，企业名录里有它", "is said to be elsewhere; it is on the register"
        elif places.setdefault(one.whose, one.place) != one.place:
            zh, en = "几笔采购写的所在地不一样", "is said to be in two places"
        else:
            continue
        name = one.supplier_name
        yield Contradiction("supplier", SUPPLIES, one.code, Words(f"{name}：{zh}", f"{name} {en}"))
