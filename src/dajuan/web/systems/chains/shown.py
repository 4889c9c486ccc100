"""What the core says, as pages and sheets show it: shares as percentages, money in 万元, nodes by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from django.urls import reverse

from dajuan.answers.wording import percent_said
from dajuan.systems.chains.chain import NODES, Chain, Firm, Node
from dajuan.systems.chains.drawing import Box, Curve, drawn, near
from dajuan.systems.chains.overview import Overview
from dajuan.systems.chains.reds import Kind, Red, Weakness
from dajuan.web.programmes.cells import subject_address, value_said
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

_WAN = 1_000_000
"""分 in 万元."""


def percent(share: Fraction | None) -> str:
    return "—" if share is None else percent_said(share)


def wan(value: Fraction | int | None) -> str:
    """万元 of 分."""
    return "—" if value is None else f"{float(Fraction(value) / _WAN):,.0f}"


def wan_told(value: Fraction | int | None) -> str | None:
    """The same for a sheet, which goes on reckoning with it."""
    return None if value is None else f"{float(Fraction(value) / _WAN):.2f}"


def name_of(known: Mapping[str, Node] | Mapping[str, Firm], code: str) -> str:
    """Of a node or a firm; of one elsewhere its code."""
    return known[code].name if code in known else code


def choice(programme: str, field: str, key: str) -> str:
    """What a choice is called."""
    return value_said(served().programmes[programme].fields.get(field), key, spoken())


class Place(NamedTuple):
    """A box of the drawing."""

    box: Box
    state: str
    """missing, outside, single, many: the class of the box."""
    critical: bool
    foot: Words
    title: Words
    address: str


class Shown(NamedTuple):
    width: int
    height: int
    places: list[Place]
    curves: tuple[Curve, ...]
    left_out: int
    """Nodes that are too many to be drawn."""
    around: str
    """The node around which it is drawn; "" where all are."""


def shown(seen: Overview, around: str = "") -> Shown:
    """The drawing; of a chain with too many nodes only what is near one of them, the most critical unless another is asked
    for."""
    chain = seen.chain
    only = None
    if around in chain.nodes or len(chain.nodes) > seen.lines.drawn_nodes:
        around = around if around in chain.nodes else _middle(seen)
        only = near(chain, around)
        if len(only) > seen.lines.drawn_nodes:
            only = near(chain, around, 1)
            only = {around, *sorted(only - {around})[: seen.lines.drawn_nodes - 1]}
    made = drawn(chain, only)
    places = [_place(chain, box, seen.weak[box.node]) for box in made.boxes]
    return Shown(
        made.width, made.height, places, made.curves, len(chain.nodes) - len(places), around if only is not None else ""
    )


def _middle(seen: Overview) -> str:
    return max(seen.weak, key=lambda code: (seen.weak[code].critical, seen.weak[code].standing.routes, code))


def state_of(one: Weakness) -> str:
    if one.cover.missing:
        return "missing"
    if one.cover.bought_in:
        return "outside"
    return "single" if one.cover.single else "many"


def state_said(one: Weakness) -> Words:
    many = len(one.cover.firms)
    return {
        "missing": Words("缺失", "missing"),
        "outside": Words("外购", "bought in"),
        "single": Words("独家", "one firm"),
        "many": Words(f"{many} 家", f"{many} firms"),
    }[state_of(one)]


def _place(chain: Chain, box: Box, weak: Weakness) -> Place:
    said = state_said(weak)
    foot = Words(f"关键 · {said.zh}", f"critical · {said.en}") if weak.critical else said
    name = chain.nodes[box.node].name
    title = Words(
        f"{name}：{foot.zh}，路线占比 {percent(weak.standing.routes)}",
        f"{name}: {foot.en}, on {percent(weak.standing.routes)} of routes",
    )
    return Place(box, state_of(weak), weak.critical, foot, title, reverse("chains:node", args=[box.node]))


_KINDS: Mapping[Kind, Words] = {
    "problem": Words("问题", "Problem"),
    "missing": Words("缺失环节", "Missing node"),
    "single": Words("独家环节", "One firm only"),
    "project": Words("项目", "Project"),
    "prospect": Words("目标企业", "Firm to attract"),
}


class RedLine(NamedTuple):
    chain: Chain
    red: Red
    kind: Words
    address: str


def red_lines(seen: Iterable[Overview]) -> list[RedLine]:
    """What is red in these chains, then what is yellow."""
    found = [
        RedLine(
            one.chain,
            red,
            _KINDS[red.kind],
            reverse("chains:node", args=[red.code])
            if red.programme == NODES
            else subject_address(red.programme, red.code),
        )
        for one in seen
        for red in one.reds
    ]
    return sorted(found, key=lambda one: one.red.light != "red")


class NodeLine(NamedTuple):
    """A row of the table beside the drawing."""

    code: str
    name: str
    position: str
    state: str
    said: Words
    critical: bool
    routes: str
    ends: list[str]
    downstream: int
    firms: list[tuple[str, str]]
    """Credit code and name."""
    supplies: list[tuple[str, str]]
    """Code and name of the nodes that it supplies."""
    most: str
    """Share of the largest firm of several."""


def node_lines(seen: Overview, codes: Iterable[str] | None = None) -> list[NodeLine]:
    chain = seen.chain
    after: dict[str, list[tuple[str, str]]] = {code: [] for code in chain.nodes}
    for start, end in chain.edges:
        after[start].append((end, chain.nodes[end].name))
    return [
        NodeLine(
            code,
            chain.nodes[code].name,
            choice(NODES, "position", chain.nodes[code].position),
            state_of(weak),
            state_said(weak),
            weak.critical,
            percent(weak.standing.routes),
            [chain.nodes[end].name for end in sorted(weak.standing.ends)],
            weak.standing.downstream,
            [(firm, chain.firms[firm].name) for firm in weak.cover.firms],
            after[code],
            percent(weak.cover.top[1]) if weak.cover.top and len(weak.cover.firms) > 1 else "",
        )
        for code in (chain.nodes if codes is None else codes)
        for weak in [seen.weak[code]]
    ]
