"""The tables beside this file as dictionaries: units, measure words, names. Read once, when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from dajuan.language.spans import Qualifier

_FOLDER = Path(__file__).parent


class Unit(NamedTuple):
    """A unit as written: ``factor`` base units each, as the exact fraction ``times / over`` (one 亩 is 2000/3 平方米)."""

    base: str
    times: Decimal
    over: Decimal
    dimension: str
    hanzi: bool
    """Also read after Chinese numerals."""

    def to_base(self, amount: Decimal) -> Decimal:
        value = amount * self.times
        return value if self.over == 1 else value / self.over


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a tab-separated table, comments left out."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _unit(base: str, factor: str, dimension: str, hanzi: bool) -> Unit:
    times, _, over = factor.partition("/")
    return Unit(base, Decimal(times), Decimal(over or 1), dimension, hanzi)


@cache
def units() -> dict[str, Unit]:
    """Every unit and measure word as written. A measure word is its own base unit, of dimension ``count``."""
    table = {word: _unit(word, "1", "count", hanzi == "y") for word, hanzi in rows("measure_words.tsv")}
    for written, base, factor, dimension, hanzi in rows("units.tsv"):
        table[written] = _unit(base, factor, dimension, hanzi == "y")
    return table


@cache
def names() -> dict[str, str]:
    """Words that begin with a numeral and are not an amount → their kind."""
    return {word: kind for word, kind in rows("names.tsv") if kind not in ("suffix", "house")}


@cache
def eras() -> dict[str, int]:
    """Era name → the year before its first."""
    return {era: int(year) for era, year in rows("eras.tsv")}


@cache
def name_suffixes() -> frozenset[str]:
    """What makes digits before it a class or a number plate: 号, 强, 级."""
    return frozenset(word for word, kind in rows("names.tsv") if kind == "suffix")


@cache
def houses() -> tuple[str, ...]:
    """Corporations and cities that number their institutes: 株洲608所."""
    return tuple(word for word, kind in rows("names.tsv") if kind == "house")


def lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """First character → the lengths of the words that begin with it, longest first: a cheap longest match."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


class Bound(NamedTuple):
    """A word that bounds a number: 约, unless one of ``not_beside`` stands on its far side (签约, 节约)."""

    qualifier: Qualifier
    not_beside: str


@cache
def qualifiers(place: str) -> dict[str, Bound]:
    """Words that bound a number and stand ``before`` or ``after`` it → what they make of it."""
    return {
        word: Bound(cast(Qualifier, kind), "".join(rest))
        for word, where, kind, *rest in rows("qualifiers.tsv")
        if where == place
    }
