"""Automatic numbers of a docx (numbering.xml), as Word prints them: 一、（一）1. ① and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from dajuan.documents.markup import local

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "koreanCounting",
}  # fmt: skip
_NO_BLANK = frozenset("、）)】》.．。：:")


class Level(NamedTuple):
    """One level of a numbering: how it counts and how its label is written (``%1、``)."""

    start: int
    form: str
    label: str
    legal: bool
    style: str


class Numbering:
    """The counters of a document, stepped paragraph by paragraph."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            name = local(element.tag)
            if name == "abstractNum":
                self._levels[value(element, "abstractNumId")] = _levels(element)
            elif name == "num":
                self._list(element)

    def _list(self, element: Element) -> None:
        number = value(element, "numId")
        for child in element:
            name = local(child.tag)
            if name == "abstractNumId":
                self._lists[number] = value(child)
            elif name == "lvlOverride":
                start = next((value(c) for c in child if local(c.tag) == "startOverride"), "")
                if start.isdecimal():
                    self._restarts.setdefault(number, {})[whole(value(child, "ilvl"))] = int(start)

    def style_of(self, number: str, depth: int) -> str:
        """The paragraph style that a level of a list is tied to, if any."""
        level = self._levels.get(self._lists.get(number, ""), {}).get(depth)
        return level.style if level else ""

    def step(self, number: str, depth: int) -> str:
        """Count one paragraph and give its label; ``""`` when the list is unknown or prints none."""
        abstract = self._lists.get(number)
        levels = self._levels.get(abstract or "", {})
        level = levels.get(depth)
        if abstract is None or level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = self._restarts.get(number, {}).get(depth)
        if restart is not None and (number, depth) not in self._begun:
            counts[depth] = restart
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((number, depth))
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _label(level, levels, counts)


def _levels(element: Element) -> dict[int, Level]:
    levels = {}
    for child in element:
        if local(child.tag) == "lvl":
            parts = {local(c.tag): value(c) for c in child}
            levels[whole(value(child, "ilvl"))] = Level(
                whole(parts.get("start", "1") or "1"),
                parts.get("numFmt", "decimal"),
                parts.get("lvlText", ""),
                "isLgl" in parts,
                parts.get("pStyle", ""),
            )
    return levels


def _label(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    if level.form == "bullet":
        return "• "
    if level.form == "none":
        return ""
    label = level.label
    for depth in range(9):
        mark = f"%{depth + 1}"
        if mark in label:
            of = levels.get(depth, level)
            form = "decimal" if level.legal else of.form
            label = label.replace(mark, numeral(counts.get(depth, of.start), form))
    return label if not label or label[-1] in _NO_BLANK else f"{label} "


def numeral(number: int, form: str) -> str:
    """A number in one of Word's numbering formats; decimal where the format is not known."""
    if number < 1 or number > 99_999:
        return str(number)
    if form in _CHINESE:
        return _chinese(number, _DIGITS, "十百千万")
    if form in {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}:
        return _chinese(number, _LEGAL, "拾佰仟万", short=False)
    if form in {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and number <= 20:
        return chr(0x2460 + number - 1)
    if form in {"ideographTraditional", "ideographZodiac"}:
        row = _STEMS if form == "ideographTraditional" else _BRANCHES
        return row[(number - 1) % len(row)]
    return _western(number, form)


def _western(number: int, form: str) -> str:
    if form in {"upperLetter", "lowerLetter"}:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"upperRoman", "lowerRoman"}:
        letters = _roman(number)
        return letters.upper() if form == "upperRoman" else letters
    if form == "decimalZero":
        return f"{number:02d}"
    if form in {"decimalFullWidth", "decimalFullWidth2"}:
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    return str(number)


def _roman(number: int) -> str:
    out = []
    for worth, letters in (*_ROMAN, *_ROMAN_SMALL):
        out.append(letters * (number // worth))
        number %= worth
    return "".join(out)


def _chinese(number: int, digits: str, units: str, *, short: bool = True) -> str:
    """一 … 九十九、一百零一 … 九万九千九百九十九; ``short`` writes 十 for 一十."""
    out = ""
    gap = False
    places = str(number)
    for place, digit in enumerate(places):
        weight = len(places) - place - 1
        if digit == "0":
            gap = bool(out)
            continue
        out += ("零" if gap else "") + digits[int(digit)] + (units[weight - 1] if weight else "")
        gap = False
    return out[1:] if short and out.startswith("一十") else out


def value(element: Element, name: str = "val") -> str:
    """The attribute by its local name, ``""`` when it is not there."""
    return next((text for key, text in element.items() if local(key) == name), "")


def whole(text: str) -> int:
    """A whole number of at most six digits, 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def child(element: Element | None, *names: str) -> Element | None:
    """Down the tree by local names; ``None`` where it ends."""
    for name in names:
        element = next((c for c in _children(element) if local(c.tag) == name), None)
    return element


def _children(element: Element | None) -> Iterable[Element]:
    return element if element is not None else ()
