"""If one firm stops: which nodes lose their only supply or most of it, how much of the chain is touched, who else there is."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from dajuan.systems.chains.chain import Chain, Placement, Supply
from dajuan.systems.chains.coverage import weights
from dajuan.systems.chains.settings import Lines
from dajuan.systems.chains.supply_graph import downstream_of

Loss = Literal["only", "most", "part", "unknown"]


class Alternative(NamedTuple):
    """Another firm of the zone at the same node."""

    firm: str
    name: str
    product: str
    same_product: bool
    made: Fraction | None
    """What it makes there in the year, 分."""


class Lost(NamedTuple):
    """What a node loses."""

    node: str
    product: str
    loss: Loss
    share: Fraction | None
    """The firm's share of what the zone's firms make there; None: a revenue is not known."""
    alternatives: tuple[Alternative, ...]


class Buyer(NamedTuple):
    """Somebody who buys from the firm, and the part of what it buys at that node."""

    supply: Supply
    share: Fraction | None


class Stop(NamedTuple):
    firm: str
    lost: tuple[Lost, ...]
    hit: tuple[str, ...]
    """Nodes that lose their only supply or most of it."""
    touched: tuple[str, ...]
    """Nodes downstream of those that lose their only supply or most of it, in the order of the chain's."""
    touched_share: Fraction
    """Those and the nodes that lose, of all nodes of the chain."""
    touched_firms: tuple[str, ...]
    """Firms at the touched nodes, the one that stops left out."""
    buyers: tuple[Buyer, ...]
    customers_of: tuple[Supply, ...]
    """What the firm itself buys: its suppliers lose a customer."""


def stopping(chain: Chain, firm: str, lines: Lines) -> Stop:
    """A firm that is nowhere in the chain loses nothing and touches nothing."""
    at = [one for one in chain.placements if one.firm == firm and one.node in chain.nodes]
    by_node = {one.node: one for one in reversed(at)}
    lost = tuple(_lost(chain, one, lines) for _, one in sorted(by_node.items()))
    hit = tuple(one.node for one in lost if one.loss in {"only", "most"})
    below = downstream_of(chain.edges, hit)
    touched = tuple(code for code in chain.nodes if code in below)
    firms = dict.fromkeys(one.firm for code in (*hit, *touched) for one in chain.placed[code])
    return Stop(
        firm,
        lost,
        hit,
        touched,
        Fraction(len(hit) + len(touched), len(chain.nodes)) if chain.nodes else Fraction(0),
        tuple(one for one in firms if one != firm),
        _buyers(chain, firm),
        tuple(one for one in chain.supplies if one.buyer == firm and one.value != 0),
    )


def _lost(chain: Chain, one: Placement, lines: Lines) -> Lost:
    placed = chain.placed[one.node]
    made = weights(chain, placed)
    others = {placement.firm: placement for placement in reversed(placed) if placement.firm != one.firm}
    total = None if None in made.values() else sum((value or 0 for value in made.values()), Fraction(0))
    own = made.get(one.firm)
    share = own / total if total and own is not None else None
    alternatives = [
        Alternative(firm, other.name, other.product, other.product == one.product, made[firm])
        for firm, other in others.items()
    ]
    alternatives.sort(key=lambda other: (not other.same_product, -(other.made or 0), other.firm))
    return Lost(one.node, one.product, _loss(bool(others), share, lines), share, tuple(alternatives))


def _loss(others: bool, share: Fraction | None, lines: Lines) -> Loss:
    if not others:
        return "only"
    if share is None:
        return "unknown"
    return "most" if share >= lines.most else "part"


def _buyers(chain: Chain, firm: str) -> tuple[Buyer, ...]:
    bought: dict[tuple[str, str], int] = {}
    unknown: set[tuple[str, str]] = set()
    for one in chain.supplies:
        place = one.buyer, one.node
        bought[place] = bought.get(place, 0) + (one.value or 0)
        if one.value is None:
            unknown.add(place)
    found = []
    for one in chain.supplies:
        if one.supplier == firm and one.value != 0:
            place = one.buyer, one.node
            whole = 0 if place in unknown else bought[place]
            found.append(Buyer(one, Fraction(one.value, whole) if one.value is not None and whole else None))
    return tuple(sorted(found, key=lambda one: (-(one.supply.value or 0), one.supply.code)))
