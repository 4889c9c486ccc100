"""Units as packs and cells write them: 万元, 亿千瓦时, 亩, %, 套, 万元/亩 → base unit and exact factor.

The table is ``language``'s, so that a report, a pack and a cell mean the same by the same word.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from dajuan.language.lexicon import units
from dajuan.language.numerals import MAGNITUDES


class Unit(NamedTuple):
    """``factor`` base units make one."""

    written: str
    base: str
    factor: Fraction
    dimension: str


_ALIKE = (frozenset("人名位"), frozenset("个项"), frozenset("家户"))
"""Measure words that count the same things in offices' tables: a sheet in 名 may fill a field in 人."""


@cache
def unit_of(written: str) -> Unit | None:
    """The unit of these characters, with or without a magnitude (万元), simple or per another (万元/亩); or None."""
    if "/" in written and written not in units():
        over, _, under = written.partition("/")
        return _per(written, unit_of(over), unit_of(under))
    for size in range(len(written)):
        head, word = written[:size], written[size:]
        times = MAGNITUDES.get(head) if head else 1
        unit = units().get(word)
        if times is not None and unit is not None:
            return Unit(
                written, unit.base, Fraction(times) * Fraction(unit.times) / Fraction(unit.over), unit.dimension
            )
    return None


@lru_cache(2**12)
def measure_word(written: str) -> Unit | None:
    """A measure word that no table has, such as 楼栋 or 万楼栋: one to four Chinese characters."""
    head = next((word for word in sorted(MAGNITUDES, key=len, reverse=True) if written.startswith(word)), "")
    word = written.removeprefix(head)
    if not 1 <= len(word) <= 4 or not all("\u4e00" <= one <= "\u9fff" for one in word):
        return None
    return Unit(written, word, Fraction(MAGNITUDES.get(head, 1)), "count")


def is_of(unit: Unit, kind: str) -> bool:
    """Whether the unit measures what a field of this type holds."""
    return unit.dimension == kind or (kind == "rate" and "/" in unit.dimension)


def same_base(one: Unit, other: Unit) -> bool:
    """Whether amounts in these units may be added: the same base, or two words that count the same things."""
    if one.base == other.base:
        return one.dimension == other.dimension
    if not one.dimension == other.dimension == "count":
        return False
    return any(one.base in alike and other.base in alike for alike in _ALIKE)


def _per(written: str, over: Unit | None, under: Unit | None) -> Unit | None:
    if over is None or under is None or "/" in under.written:
        return None
    return Unit(written, f"{over.base}/{under.base}", over.factor / under.factor, f"{over.dimension}/{under.dimension}")
