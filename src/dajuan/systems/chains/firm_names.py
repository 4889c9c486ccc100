"""Firms by what a sheet or a form calls them: a credit code or a name of the register; else the names nearest to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from dajuan.programmes.values.credit_code import read_credit_code
from dajuan.programmes.values.trouble import ValueTrouble
from dajuan.programmes.values.words import read_organisation
from dajuan.subjects.row import Row
from dajuan.systems.chains.reading import Look
from dajuan.systems.firms import REGISTER

NEAR = 3
_LOOKED_AT = 30
"""Names with most pairs of letters in common that are then held beside the asked one letter by letter."""
_LIKE = 0.5


class Called(NamedTuple):
    """``row`` is the firm; None: the register has none, or several, of that name (``codes``)."""

    row: Row | None
    codes: tuple[str, ...] = ()


class FirmNames:
    """The register's names, read when they are first needed."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._known: dict[str, Called] = {}

    def called(self, said: str) -> Called:
        found = self._known.get(said)
        if found is None:
            found = self._known[said] = self._called(said)
        return found

    def _called(self, said: str) -> Called:
        try:
            return Called(self._look.one(REGISTER, read_credit_code(said)))
        except ValueTrouble:
            pass
        try:
            name = read_organisation(said)
        except ValueTrouble:
            return Called(None)
        rows = list(self._look.rows(REGISTER, {"name": (name,)}))
        return Called(rows[0] if len(rows) == 1 else None, tuple(row.code for row in rows))

    def near(self, said: str) -> list[str]:
        """At most three names of the register, the likeliest first."""
        common = Counter(code for pair in _pairs(said) for code in self._by_pair.get(pair, ()))
        some = [self._names[code] for code, _ in common.most_common(_LOOKED_AT)]
        like = {name: SequenceMatcher(None, said, name).ratio() for name in some}
        close = sorted((name for name, ratio in like.items() if ratio >= _LIKE), key=lambda name: (-like[name], name))
        return close[:NEAR]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {row.code: row.name for row in self._look.rows(REGISTER)}

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, name in self._names.items():
            for pair in _pairs(name):
                found.setdefault(pair, []).append(code)
        return found

    def trouble(self, said: str) -> ValueTrouble:
        """Why a firm was not found, and what may have been meant."""
        codes = self.called(said).codes
        if len(codes) > 1:
            return ValueTrouble(
                f"企业名录里有 {len(codes)} 家叫“{said}”：写信用代码（{'、'.join(codes[:NEAR])}）",
                f"{len(codes)} firms of the register are called '{said}': write the credit code ({', '.join(codes[:NEAR])})",
            )
        near = self.near(said)
        meant = (f"；相近的有：{'、'.join(near)}", f"; near it: {', '.join(near)}") if near else ("", "")
        return ValueTrouble(f"企业名录里没有“{said}”{meant[0]}", f"the register has no firm '{said}'{meant[1]}")


def _pairs(name: str) -> Iterable[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}
