"""A chain as it is on a day: nodes, links between them, the firms at them, who buys from whom. Values, no ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

CHAINS, NODES, LINKS, FIRMS = "industry-chains", "chain-nodes", "chain-links", "chain-firms"
SUPPLIES, PROBLEMS, PROSPECTS = "chain-supplies", "chain-problems", "chain-prospects"
PROGRAMMES = (CHAINS, NODES, LINKS, FIRMS, SUPPLIES, PROBLEMS, PROSPECTS)
PROJECTS = "investment-projects"


class Node(NamedTuple):
    code: str
    name: str
    position: str = ""
    """upstream, midstream, downstream, service; "" where nobody said."""
    key: bool = False
    """A key node, as the task force has it."""
    outside: bool = False
    """May be bought in: no gap when no firm of the zone is at it."""
    stage: str = ""
    """What somebody stated: charted, gap, present, filled."""
    about: str = ""


class Link(NamedTuple):
    code: str
    upstream: str
    downstream: str
    product: str = ""


class Firm(NamedTuple):
    """An enterprise of the register. ``revenue`` of the year in 分; None: not known."""

    code: str
    name: str
    revenue: int | None = None
    present: bool = True
    """On the register and neither gone nor struck off."""


class Placement(NamedTuple):
    """A firm at a node. ``share``: the part of the firm's revenue that is made there."""

    code: str
    node: str
    firm: str
    name: str
    product: str
    share: Fraction
    main: bool = False


class Supply(NamedTuple):
    """One thing that one buyer has of one supplier; ``value`` of the year in 分, None: not known."""

    code: str
    node: str
    buyer: str
    supplier: str
    """Credit code; "" where it has none here."""
    supplier_name: str
    place: str
    product: str = ""
    value: int | None = None

    @property
    def whose(self) -> str:
        """By what its supplier is counted once."""
        return self.supplier or self.supplier_name


@dataclass(frozen=True)
class Chain:
    code: str
    name: str
    nodes: Mapping[str, Node]
    links: tuple[Link, ...] = ()
    placements: tuple[Placement, ...] = ()
    supplies: tuple[Supply, ...] = ()
    firms: Mapping[str, Firm] = field(default_factory=dict)
    """Of the register: those placed here, and those that buy or supply."""
    leading: tuple[str, ...] = ()
    """链主: credit codes."""
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    """Of each firm placed here the sum of its shares in all chains."""
    mains: Mapping[str, int] = field(default_factory=dict)
    """Of each firm placed here how many nodes of all chains are said to be its main one."""

    @cached_property
    def placed(self) -> Mapping[str, tuple[Placement, ...]]:
        """Node → those at it that are there, in the order of their codes."""
        found: dict[str, list[Placement]] = {code: [] for code in self.nodes}
        for one in self.placements:
            firm = self.firms.get(one.firm)
            if one.node in found and firm is not None and firm.present:
                found[one.node].append(one)
        return {code: tuple(some) for code, some in found.items()}

    @cached_property
    def edges(self) -> tuple[tuple[str, str], ...]:
        """Links within the chain, each pair once."""
        pairs = ((one.upstream, one.downstream) for one in self.links)
        return tuple(dict.fromkeys(pair for pair in pairs if pair[0] in self.nodes and pair[1] in self.nodes))

    def weight(self, one: Placement) -> Fraction | None:
        """What a firm makes at a node in the year, 分: its revenue by its share. None: its revenue is not known."""
        firm = self.firms.get(one.firm)
        return None if firm is None or firm.revenue is None else firm.revenue * one.share
