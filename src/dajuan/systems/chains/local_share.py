"""本地配套率 the local supply share: of what is bought in a chain, what comes from suppliers here; each side a list.

Our own definition (no national one was found): by value, the yearly purchases from local suppliers over all recorded
purchases; by number, local suppliers over all suppliers, each counted once whatever it supplies. A purchase stands at
one node and has its own value, so that a supplier at two nodes is not added twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import NamedTuple

from dajuan.systems.chains.chain import Supply


class Supplier(NamedTuple):
    """A supplier with all that it sells here; ``value`` in 分, purchases of unknown value left out."""

    code: str
    name: str
    place: str
    local: bool
    value: int
    supplies: tuple[Supply, ...]


class LocalShare(NamedTuple):
    local: tuple[Supply, ...]
    """The numerator: purchases from local suppliers."""
    every: tuple[Supply, ...]
    """The denominator: all whose value is known."""
    unknown: tuple[Supply, ...]
    """Left out: nobody said what they come to."""
    suppliers: tuple[Supplier, ...]
    """All of them, largest first; their number is the other denominator."""

    @property
    def local_value(self) -> int:
        return sum(one.value or 0 for one in self.local)

    @property
    def value(self) -> int:
        return sum(one.value or 0 for one in self.every)

    @property
    def local_suppliers(self) -> tuple[Supplier, ...]:
        return tuple(one for one in self.suppliers if one.local)

    @property
    def by_value(self) -> Fraction | None:
        return Fraction(self.local_value, self.value) if self.value else None

    @property
    def by_number(self) -> Fraction | None:
        return Fraction(len(self.local_suppliers), len(self.suppliers)) if self.suppliers else None


def local_share(
    supplies: Iterable[Supply], places: Collection[str], *, buyers: Collection[str] | None = None
) -> LocalShare:
    """``places`` are those that count as local; ``buyers``: only what these buy (链主). What has ended (value 0) is left out."""
    wanted = [one for one in supplies if one.value != 0 and (buyers is None or one.buyer in buyers)]
    known = tuple(one for one in wanted if one.value is not None)
    return LocalShare(
        tuple(one for one in known if one.place in places),
        known,
        tuple(one for one in wanted if one.value is None),
        _suppliers(wanted, places),
    )


def _suppliers(supplies: Iterable[Supply], places: Collection[str]) -> tuple[Supplier, ...]:
    by: dict[str, list[Supply]] = {}
    for one in supplies:
        by.setdefault(one.whose, []).append(one)
    found = []
    for some in by.values():
        # Of one that is said to be in two places a local one counts; ``contradictions`` tells of it.
        first = next((one for one in some if one.place in places), some[0])
        value = sum(one.value or 0 for one in some)
        found.append(
            Supplier(first.supplier, first.supplier_name, first.place, first.place in places, value, tuple(some))
        )
    return tuple(sorted(found, key=lambda one: (-one.value, one.name, one.code)))
