"""The lists of a text: items that count themselves, 一是…二是…, （一）…（二）…, 1. 2. …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dajuan.checks.counts._numerals import value_of
from dajuan.claims.claim import Reading
from dajuan.documents.flow import Sentence

_HAN = "一二三四五六七八九十"
STYLES = {
    "一是": re.compile(rf"(?:(?<=[。；;，,：:、！？”）)\s])|^)(?P<n>[{_HAN}]{{1,3}})(?:是|要|则)(?![一-龥]?一)"),
    "第一，": re.compile(rf"(?:(?<=[。；;，,：:！？”）)\s])|^)第(?P<n>[{_HAN}]{{1,3}})[，,、：:]"),
    "（一）": re.compile(rf"(?:(?<=[。；;：:！？”）)\s])|^)[（(](?P<n>[{_HAN}]{{1,3}})[）)]"),
    "（1）": re.compile(r"(?:(?<=[。；;：:！？”）)\s])|^)[（(](?P<n>\d{1,2})[）)]"),
    "一、": re.compile(rf"(?:(?<=[。！？”）)\s])|^)(?P<n>[{_HAN}]{{1,3}})、"),
    "1.": re.compile(r"(?:(?<=[。；;：:！？”）)\s])|^)(?P<n>\d{1,2})[.．、](?!\d)"),
}
"""How a list counts its items; each is looked for at the beginning of a clause."""


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


def marks(reading: Reading, style: str, start: int, end: int) -> list[Item]:
    """The marks of one style between two places; a sentence's beginning is a clause's beginning."""
    pattern = STYLES[style]
    text = reading.flow.text
    found = []
    for sentence in sentences_between(reading, start, end):
        for match in pattern.finditer(text[sentence.start : sentence.end]):
            number = value_of(match["n"])
            if number and sentence.start + match.start() >= start:
                found.append(Item(sentence.start + match.start(), sentence.start + match.end(), number))
    return found


def sentences_between(reading: Reading, start: int, end: int) -> Iterator[Sentence]:
    for sentence in reading.flow.sentences:
        if sentence.end > start and sentence.start < end:
            yield sentence


def first_list(reading: Reading, style: str, start: int, end: int) -> Counted | None:
    """The first list of a style between two places, lists inside its items left out; None where none begins."""
    found = marks(reading, style, start, end)
    if not found or found[0].number != 1:
        return None
    outer = [found[0]]
    inner = 0
    for item in found[1:]:
        # Where both the list and one inside its last item could go on here, the inner one does.
        if item.number == outer[-1].number + 1 and item.number != inner + 1:
            outer.append(item)
            inner = 0
        elif item.number in (1, inner + 1):
            inner = item.number
    return Counted(style, tuple(outer), _chain(found), max(item.number for item in found))


def _chain(found: list[Item]) -> int:
    reached = 0
    for item in found:
        if item.number == reached + 1:
            reached += 1
    return reached
