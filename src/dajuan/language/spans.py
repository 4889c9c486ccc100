"""The things that can stand in a text: a quantity, a period, an ordinal, a name that only looks like a number.

All are half-open character spans ``[start, end)`` into the text that was read, and none of them overlap in the
answer of :func:`dajuan.language.read_spans`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

Qualifier: TypeAlias = Literal["approx", "at_least", "at_most", "more_than", "nearly"]
"""约/左右 · 以上/不低于 · 以内/不超过 · 余/多/超/突破 · 近."""


class Quantity(NamedTuple):
    """How much: ``2176.2亿元``, ``2.4万余人``, ``5%—6%``, ``2/5``, ``翻一番``.

    ``low`` and ``high`` are in the base unit (元, 平方米, a ratio for a percentage) and equal for a single value;
    ``None`` is an open end (以上, 余 leave ``high`` open, 以内 leaves ``low`` open). ``start``/``end`` cover number, unit
    and qualifiers; ``number_start`` is where the digits begin.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    """Base unit: 元, 平方米, 千瓦时 … ; ``1`` for a ratio; the measure word itself for a count (家, 个, 套); ``""`` for a bare number."""
    dimension: str
    """money, area, length, mass, energy, power, count, ratio, point, rank, multiple, duration … (units.tsv), or ``number``."""
    qualifier: Qualifier | None
    number_start: int
    written_unit: str
    """As it stands in the text: 万平方米 is number 万 + unit 平方米, so this is 平方米; for ％ it is ％."""
    magnitude: str
    """万, 亿, 千, 万亿 … between digits and unit, or ``""``."""
    per: str = ""
    """What it is per: 亩 in 万元/亩 and 每亩…万元, 人 in 人均; ``""`` when it is not a rate."""
    chinese: bool = False
    """Written in Chinese numerals (三家), not in digits (3家)."""


PeriodKind: TypeAlias = Literal["year", "half", "quarter", "month", "day", "span", "deadline", "since", "instant"]


class Period(NamedTuple):
    """When: ``2024年``, ``上半年``, ``年底前``, ``近三年``, ``2021—2025年``.

    ``first`` and ``last`` are both inside the period; ``None`` is an open end. ``label`` is SDMX-like and stable:
    ``2024``, ``2024-Q1``, ``2024-H1``, ``2024-06``, ``2024-06-18``, ``2021/2025``.
    """

    start: int
    end: int
    label: str
    first: date | None
    last: date | None
    kind: PeriodKind
    """``deadline``: by then (年底前, 到2025年); ``since``: from then on (2018年以来); ``instant``: at the end of (年末, 截至)."""
    relative: bool = False
    """Resolved against the reference year handed in (今年, 年底前), not written out."""


class Ordinal(NamedTuple):
    """Which one: ``第五批``, ``首批``, ``二期``, ``第一名``. ``第五、六批次`` is one ordinal with two numbers."""

    start: int
    end: int
    numbers: tuple[int, ...]
    noun: str
    rank: bool = False
    """A place among others (第1位, 全市第一), which is a claim; an ordinary ordinal is part of a name."""


NameKind: TypeAlias = Literal["name", "code", "document-number", "phone", "enumerator"]


class Name(NamedTuple):
    """Looks like a quantity, is a name: ``十四五``, ``5G``, ``T3线``, ``“三标”``, ``15分钟健身圈``, a document or phone number."""

    start: int
    end: int
    kind: NameKind


Span: TypeAlias = Quantity | Period | Ordinal | Name
