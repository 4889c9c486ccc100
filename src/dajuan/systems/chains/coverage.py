"""What a node has: firms of the zone, one only, one that is most of it, none; and where many make up much of a chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from dajuan.systems.chains.chain import Chain, Placement


class Cover(NamedTuple):
    """Who is at a node."""

    firms: tuple[str, ...]
    """Credit codes of the zone's firms there, each once."""
    missing: bool
    """None there, and it is wanted here."""
    bought_in: bool
    """None there, and it may be bought in."""
    top: tuple[str, Fraction] | None
    """The firm that makes most there and its share of what firms of the zone make; None where a revenue is not known."""

    @property
    def single(self) -> bool:
        return len(self.firms) == 1


def coverage(chain: Chain) -> dict[str, Cover]:
    """Of every node."""
    return {code: _cover(chain, code, some) for code, some in chain.placed.items()}


def _cover(chain: Chain, code: str, placed: tuple[Placement, ...]) -> Cover:
    firms = tuple(dict.fromkeys(one.firm for one in placed))
    outside = chain.nodes[code].outside
    held = Concentration.of(weights(chain, placed))
    top = None if held.unknown else held.top
    return Cover(firms, not firms and not outside, not firms and outside, top)


def weights(chain: Chain, placed: Iterable[Placement]) -> dict[str, Fraction | None]:
    """Firm → what it makes at these places together, 分; None where its revenue is not known."""
    found: dict[str, Fraction | None] = {}
    for one in placed:
        more, before = chain.weight(one), found.get(one.firm, Fraction(0))
        found[one.firm] = None if more is None or before is None else before + more
    return found


class Concentration(NamedTuple):
    """集中度: shares of firms in what they make together. Our own measure of a chain or a node, no official one."""

    shares: tuple[tuple[str, Fraction], ...]
    """Firm and share, the largest first."""
    unknown: int
    """Firms left out because their revenue is not known."""

    @classmethod
    def of(cls, made: Mapping[str, Fraction | None]) -> Concentration:
        known = {firm: value for firm, value in made.items() if value is not None}
        total = sum(known.values(), Fraction(0))
        shares = [(firm, value / total) for firm, value in known.items()] if total else []
        return cls(tuple(sorted(shares, key=lambda one: (-one[1], one[0]))), len(made) - len(known))

    def cr(self, many: int) -> Fraction | None:
        """CRn: the share of the n largest."""
        return sum((share for _, share in self.shares[:many]), Fraction(0)) if self.shares else None

    @property
    def hhi(self) -> Fraction | None:
        """Herfindahl-Hirschman index, of 10,000: 10,000 is one firm alone."""
        return 10_000 * sum((share**2 for _, share in self.shares), Fraction(0)) if self.shares else None

    @property
    def top(self) -> tuple[str, Fraction] | None:
        return self.shares[0] if self.shares else None


def concentration(chain: Chain, node: str = "") -> Concentration:
    """Of a node; with none, of the whole chain, where a firm at several nodes counts once, with all its shares in it."""
    placed = chain.placed[node] if node else [one for some in chain.placed.values() for one in some]
    return Concentration.of(weights(chain, placed))
