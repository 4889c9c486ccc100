"""The lists of a text: items that count themselves, 一是…二是…, （一）…（二）…, 1. 2. …"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from dajuan.checks.counts._numerals import value_of
from dajuan.checks.once import once
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

_HAN = "一二三四五六七八九十"
STYLES = {
    "一是": lazy(rf"(?:(?<=[。；;，,：:、！？”）)\s])|^)(?P<n>[{_HAN}]{{1,3}})(?:是|要|则)(?![一-龥]?一)"),
    "第一，": lazy(rf"(?:(?<=[。；;，,：:！？”）)\s])|^)第(?P<n>[{_HAN}]{{1,3}})[，,、：:](?!第?[{_HAN}])"),
    "（一）": lazy(rf"(?:(?<=[。；;：:！？”）)\s])|^)[（(](?P<n>[{_HAN}]{{1,3}})[）)]"),
    "（1）": lazy(r"(?:(?<=[。；;：:！？”）)\s])|^)[（(](?P<n>\d{1,2})[）)]"),
    "一、": lazy(rf"(?:(?<=[。！？”）)\s])|^)(?P<n>[{_HAN}]{{1,3}})、"),
    "1.": lazy(r"(?:(?<=[。；;：:！？”）)\s])|^)(?P<n>\d{1,2})[.．、](?!\d)"),
}
"""How a list counts its items; each is looked for at the beginning of a clause."""


_LONGEST = 300
"""Marks looked at after an announcement: a list and all the lists inside it."""


class Item(NamedTuple):
    """``flow.text[start:end]`` is the mark of one item of a list."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A list: how its items are marked, where each stands, and how far other readings of the marks would count."""

    style: str
    items: tuple[Item, ...]
    chain: int
    """Greatest number that can be reached by always taking the next mark that fits, whatever stands between."""
    highest: int
    """Greatest number among the marks of this style, in or out of the list."""
    straight: int
    """How far the marks count up with none of another list between them."""


def marks(reading: Reading, style: str) -> list[Item]:
    """The marks of one style in the text, in order; a sentence's beginning is a clause's beginning."""
    return _all_marks(reading)[style]


@once
def _all_marks(reading: Reading) -> dict[str, list[Item]]:
    return {style: _marks(reading, pattern) for style, pattern in STYLES.items()}


def _marks(reading: Reading, pattern: re.Pattern[str]) -> list[Item]:
    text = reading.flow.text
    found = []
    for sentence in reading.flow.sentences:
        for match in pattern.finditer(text[sentence.start : sentence.end]):
            number = value_of(match["n"])
            if number:
                found.append(Item(sentence.start + match.start(), sentence.start + match.end(), number))
    return found


def list_after(found: list[Item], style: str, start: int, near: int) -> Counted | None:
    """The list that begins at most ``near`` characters after a place, lists inside its items left out."""
    first = bisect_left(found, start, key=lambda item: item.start)
    here = found[first : first + _LONGEST]
    if not here or here[0].number != 1 or here[0].start - start > near:
        return None
    outer = [here[0]]
    inner = 0
    for item in here[1:]:
        # Where both the list and one inside its last item could go on here, the inner one does.
        if item.number == outer[-1].number + 1 and item.number != inner + 1:
            outer.append(item)
            inner = 0
        elif item.number in (1, inner + 1):
            inner = item.number
    return Counted(style, tuple(outer), _chain(here), max(item.number for item in here), _straight(here))


def _straight(found: list[Item]) -> int:
    return next((place for place, item in enumerate(found) if item.number != place + 1), len(found))


def _chain(found: list[Item]) -> int:
    reached = 0
    for item in found:
        if item.number == reached + 1:
            reached += 1
    return reached
