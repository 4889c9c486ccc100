"""One text and the tables, asked what stands at a place: the longest unit, the longest name."""

from __future__ import annotations

import re
from decimal import Decimal

from dajuan.language.amounts import Amount
from dajuan.language.lexicon import Unit
from dajuan.language.spans import Name
from dajuan.language.tables import tables

MARKS = frozenset("，。、；！？：,;）)\n ") | {""}
_ONE = Decimal(1)
_NOTHING: frozenset[str] = frozenset()
_NO_MEASURE = frozenset("年月日号余多左右上下以内外的和与等后前强级时分秒度低高小少")
_SUPERLATIVE = frozenset("上近超逾过破")
_CUTS = {
    "成": re.compile(r"[，。、；）)\s以左的多]|$"),
    "元": re.compile(r"(?!素|旦|宵|月)"),
    "方": re.compile(r"(?![面案式法向位])"),
    "亩地": re.compile(r"(?![块类质膜])"),
    "两": re.compile(r"[，。、；）)\s重的]|$"),
}
"""Units that are words of their own before other characters: 八成 is 80 %, 八成立 is not."""

_NOT_BESIDE: dict[str, frozenset[str]] = {
    "家": frozenset("庭禽"),
    "人": frozenset("才"),
    "户": frozenset("籍型"),
    "件": frozenset("套"),
    "条": frozenset("件例"),
    "国": frozenset("企资有道际"),
    "省": frozenset("道级属"),
    "县": frozenset("道级域城"),
}
"""The same by the next character alone: 23万家庭 counts no 家."""

DIGITS, SHORT, LONG = 0, 1, 2
"""What stands before a unit: digits, one Chinese numeral alone (三角 and 二元 are words), a longer one."""


def kind_of(text: str, amount: Amount) -> int:
    """Which of ``DIGITS``, ``SHORT``, ``LONG`` the amount is; 超万元 is no shorter than 一万元."""
    if not amount.hanzi:
        return DIGITS
    if amount.end - amount.start > 1 or (amount.start and text[amount.start - 1] in _SUPERLATIVE):
        return LONG
    return SHORT


class Scan:
    """Holds the text and the tables, nothing that changes. ``bare``: Chinese numerals without a unit count, too."""

    __slots__ = ("bare", "tables", "text")

    def __init__(self, text: str, bare: bool) -> None:
        self.text = text
        self.tables = tables()
        self.bare = bare

    def unit(self, place: int, kind: int) -> tuple[int, Unit] | None:
        """The longest unit at ``place`` with where it ends.

        After Chinese numerals only units marked for them, or any unit of measure after two or more characters
        (三千零五十元).
        """
        text, units = self.text, self.tables.units
        for size in self.tables.unit_sizes.get(text[place : place + 1], ()):
            word = text[place : place + size]
            unit = units.get(word)
            end = place + len(word)
            if unit is None or (kind and not unit.hanzi and (kind == SHORT or unit.dimension == "count")):
                continue
            if word[-1].isascii() and word[-1].isalpha() and _continues(text[end : end + 1]):
                continue
            if size == 1 and text[end : end + 1] in _NOT_BESIDE.get(word, _NOTHING):
                continue
            cut = _CUTS.get(word)
            if cut is None or cut.match(text, end):
                return end, unit
        return None

    def unlisted(self, place: int) -> tuple[int, Unit] | None:
        """258盏，: one character alone between a number and a mark is its measure word, though no table has it."""
        word = self.text[place : place + 1]
        if "\u4e00" <= word <= "\u9fff" and self.text[place + 1 : place + 2] in MARKS and word not in _NO_MEASURE:
            return place + 1, Unit(word, _ONE, _ONE, "count", False)
        return None

    def name(self, start: int) -> Name | None:
        """The longest word of the names table at ``start``; for cells and answers 一点 is a number, not a word."""
        text, names = self.text, self.tables.names
        for size in self.tables.name_sizes.get(text[start], ()):
            word = text[start : start + size]
            kind = names.get(word)
            if kind is not None and not (self.bare and kind == "vague"):
                return Name(start, start + len(word), "name")
        return None


def _continues(after: str) -> bool:
    return after.isascii() and after.isalnum()
