"""红项 what a chain leader sees first: problems overdue, nodes missing, one supplier only, projects and prospects late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from dajuan.standards.words import Words
from dajuan.systems.chains.chain import NODES, Chain
from dajuan.systems.chains.coverage import Cover
from dajuan.systems.chains.listing import Light, Line
from dajuan.systems.chains.settings import Lines
from dajuan.systems.chains.supply_graph import Standing

Kind = Literal["problem", "missing", "single", "project", "prospect"]


class Red(NamedTuple):
    """One thing that wants the leader. ``programme`` and ``code`` name its subject."""

    kind: Kind
    light: Light
    programme: str
    code: str
    name: str
    why: Words


class Weakness(NamedTuple):
    """A node with all that is known of it: whether it is critical, and what it lacks."""

    cover: Cover
    standing: Standing
    critical: bool


def weaknesses(
    chain: Chain, covers: Mapping[str, Cover], standings: Mapping[str, Standing], lines: Lines
) -> dict[str, Weakness]:
    """Of every node. Critical: its task force says so, it is must-pass for an end, or many routes go through it. An end
    itself is on all of its routes and is critical only if it was said to be."""
    found = {}
    for code, node in chain.nodes.items():
        cover, stands = covers[code], standings[code]
        many = stands.routes >= lines.critical_routes and stands.downstream > 0
        found[code] = Weakness(cover, stands, node.key or bool(stands.ends) or many)
    return found


def reds(
    chain: Chain,
    weak: Mapping[str, Weakness],
    *,
    problems: Iterable[Line],
    projects: Iterable[Line],
    prospects: Iterable[Line],
) -> list[Red]:
    """Red ones first, in the order problems, nodes, projects, prospects; what is critical before what is not."""
    found = [
        *_late("problem", problems),
        *_missing(chain, weak),
        *_single(chain, weak),
        *_late("project", projects),
        *_late("prospect", prospects),
    ]
    return sorted(found, key=lambda one: one.light != "red")


def _late(kind: Kind, lines: Iterable[Line]) -> Iterator[Red]:
    for one in lines:
        if one.light in {"red", "yellow"}:
            yield Red(kind, one.light, one.row.programme, one.row.code, one.row.name or one.row.code, one.why)


def _missing(chain: Chain, weak: Mapping[str, Weakness]) -> Iterator[Red]:
    gaps = [code for code, one in weak.items() if one.cover.missing]
    for code in sorted(gaps, key=lambda code: not weak[code].critical):
        below = weak[code].standing.downstream
        zh, en = f"本地没有企业，下游 {below} 个环节", f"no firm of the zone; {below} nodes downstream"
        if weak[code].critical:
            zh, en = f"关键环节，{zh}", f"critical; {en}"
        yield Red("missing", "red", NODES, code, chain.nodes[code].name, Words(zh, en))


def _single(chain: Chain, weak: Mapping[str, Weakness]) -> Iterator[Red]:
    """Of nodes that are critical red, of others yellow: there another supplier is wished for, not missed."""
    for code, one in weak.items():
        if not one.cover.single:
            continue
        firm = chain.firms[one.cover.firms[0]].name
        zh, en = f"只有 {firm} 一家", f"{firm} is the only one"
        light: Light = "red" if one.critical else "yellow"
        if one.critical:
            zh, en = f"关键环节，{zh}", f"critical; {en}"
        yield Red("single", light, NODES, code, chain.nodes[code].name, Words(zh, en))
