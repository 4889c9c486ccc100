"""Chains out of the register of subjects, as of a day and as known at a moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import islice

from dajuan.programmes.pack import Value
from dajuan.subjects.asked import Filter
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.chains.chain import (
    CHAINS,
    FIRMS,
    LINKS,
    NODES,
    SUPPLIES,
    Chain,
    Firm,
    Link,
    Node,
    Placement,
    Supply,
)  # fmt: skip
from dajuan.systems.firms import REGISTER, every

AT_ONCE = 500
"""Codes asked for in one question."""
_MILLION = 1_000_000
"""A share is kept in millionths."""
_REMOVED, _LEFT, _CUT, _PRESENT = "removed", "left", "cut", frozenset({"", "present"})


@dataclass(frozen=True, slots=True)
class Look:
    """The register at the moment that a page shows. ``size``: of the log when that was known; None: all of it."""

    subjects: Subjects
    as_of: date | None = None
    size: int | None = None

    def rows(
        self, programme: str, fields: Mapping[str, tuple[Value, ...]] | None = None, only: Collection[str] | None = None
    ) -> Iterator[Row]:
        """All of them, in the order of their codes."""
        where = Filter(fields=fields or {})
        return every(self.subjects, programme, where=where, only=only, as_of=self.as_of, size=self.size)

    def one(self, programme: str, code: str) -> Row | None:
        return self.subjects.one(programme, code, as_of=self.as_of, size=self.size)

    def those(self, programme: str, codes: Iterable[str]) -> list[Row]:
        """The subjects of these codes that are there."""
        return [row for some in _pieces(sorted(set(codes))) for row in self.rows(programme, only=some)]


def rows_in(look: Look, chain: str, programme: str) -> list[Row]:
    """The subjects of a programme that stand in a chain, those that were taken off too."""
    return list(look.rows(programme, {"chain": (f"{CHAINS}/{chain}",)}))


def chain_of(look: Look, row: Row, held: Callable[[str], Iterable[Row]] | None = None) -> Chain:
    """A chain with all that stands in it. ``held``: its rows in a programme, for who has read them."""
    own = held or partial(rows_in, look, row.code)
    nodes = {each.code: node_of(each) for each in own(NODES) if each.stage != _REMOVED}
    placements = tuple(placement_of(one) for one in own(FIRMS) if one.stage != _LEFT)
    supplies = tuple(map(supply_of, own(SUPPLIES)))
    leading = row.linked("leading-firm")
    named = {one.firm for one in placements} | {code for one in supplies for code in (one.buyer, one.supplier) if code}
    shares: dict[str, Fraction] = {}
    mains: dict[str, int] = {}
    for one in _everywhere(look, placements):
        shares[one.firm] = shares.get(one.firm, Fraction(0)) + one.share
        mains[one.firm] = mains.get(one.firm, 0) + one.main
    return Chain(
        row.code,
        row.name,
        nodes,
        tuple(link_of(one) for one in own(LINKS) if one.stage != _CUT),
        placements,
        supplies,
        {one.code: firm_of(one) for one in look.those(REGISTER, named | set(leading))},
        leading,
        shares,
        mains,
    )


def _everywhere(look: Look, placements: Sequence[Placement]) -> list[Placement]:
    """Where these firms are, in all chains."""
    codes = sorted({one.firm for one in placements})
    rows = (row for some in _pieces(codes) for row in look.rows(FIRMS, {"enterprise": tuple(some)}))
    return [placement_of(row) for row in rows if row.stage != _LEFT]


def placements_of_firm(look: Look, firm: str) -> list[Row]:
    """Where a firm is, in all chains."""
    return [row for row in look.rows(FIRMS, {"enterprise": (firm,)}) if row.stage != _LEFT]


def supplies_of_firm(look: Look, firm: str) -> list[Row]:
    """What a firm buys and sells in all chains, each once."""
    rows = [row for field in ("buyer", "supplier") for row in look.rows(SUPPLIES, {field: (firm,)})]
    return list({row.code: row for row in rows}.values())


def node_of(row: Row) -> Node:
    fields = row.fields
    return Node(
        row.code,
        row.name,
        str(fields.get("position", "")),
        fields.get("key") is True,
        fields.get("local") == "outside",
        row.stage,
        str(fields.get("about", "")),
    )


def link_of(row: Row) -> Link:
    fields = row.fields
    return Link(row.code, _code(fields["upstream"]), _code(fields["downstream"]), str(fields.get("product", "")))


def placement_of(row: Row) -> Placement:
    fields = row.fields
    return Placement(
        row.code,
        _code(fields["node"]),
        str(fields["enterprise"]),
        row.name,
        str(fields.get("product", "")),
        share_of(fields),
        fields.get("main") is True,
    )


def share_of(fields: Mapping[str, Value]) -> Fraction:
    return Fraction(int(fields["share"]), _MILLION)


def supply_of(row: Row) -> Supply:
    fields = row.fields
    value = fields.get("value")
    return Supply(
        row.code,
        _code(fields["node"]),
        str(fields["buyer"]),
        str(fields.get("supplier", "")),
        str(fields["supplier-name"]),
        str(fields["place"]),
        str(fields.get("product", "")),
        None if value is None else int(value),
    )


def firm_of(row: Row) -> Firm:
    revenue = row.fields.get("revenue")
    return Firm(row.code, row.name, None if revenue is None else int(revenue), row.stage in _PRESENT)


def _code(reference: Value) -> str:
    return str(reference).partition("/")[2]


def _pieces(codes: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(codes)
    while some := list(islice(rest, AT_ONCE)):
        yield some
