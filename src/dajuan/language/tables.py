"""The lexicons in the form the scan wants: one look-up a character, longest word first. Built once, when first needed."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dajuan.language import lexicon
from dajuan.language.lexicon import Bound, Unit


class Tables(NamedTuple):
    units: dict[str, Unit]
    unit_sizes: dict[str, tuple[int, ...]]
    names: dict[str, str]
    name_sizes: dict[str, tuple[int, ...]]
    name_suffixes: frozenset[str]
    before: dict[str, Bound]
    before_sizes: dict[str, tuple[int, ...]]
    """By the word's LAST character: the scan looks back from the number."""
    after: dict[str, Bound]
    after_sizes: dict[str, tuple[int, ...]]


@cache
def tables() -> Tables:
    units, names = lexicon.units(), lexicon.names()
    before, after = lexicon.qualifiers("before"), lexicon.qualifiers("after")
    return Tables(
        units,
        lexicon.lengths(units),
        names,
        lexicon.lengths(names),
        lexicon.name_suffixes(),
        before,
        lexicon.lengths({word[::-1]: None for word in before}),
        after,
        lexicon.lengths(after),
    )
