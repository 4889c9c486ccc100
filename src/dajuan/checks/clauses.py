"""A sentence cut into its clauses: at commas, semicolons, colons and stops, not inside a number, quotes or brackets."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from dajuan.claims.claim import Reading

Span: TypeAlias = tuple[int, int]

COMMAS = "，,"
STOPS = "。；;！!？?：:\n"
_OPEN = dict(zip("“（(《【[「『", "”）)》】]」』", strict=True))


def clauses_of(reading: Reading, sentence: int, *, marks: str = COMMAS + STOPS) -> list[Span]:
    """The clauses of a sentence as spans of the flow, their end marks left out, none empty."""
    one = reading.flow.sentences[sentence]
    return [(one.start + start, one.start + end) for start, end in cut(reading.flow.text[one.start : one.end], marks)]


@lru_cache(maxsize=4096)
def cut(text: str, marks: str = COMMAS + STOPS) -> tuple[Span, ...]:
    """Half-open spans between the marks. An opening bracket or quote that never closes hides nothing."""
    found: list[Span] = []
    start = at = 0
    while at < len(text):
        char = text[at]
        if char in _OPEN:
            close = text.find(_OPEN[char], at + 1)
            at = close if close > 0 else at
        elif char in marks and not _inside_number(text, at):
            found.append((start, at))
            start = at + 1
        at += 1
    found.append((start, len(text)))
    return tuple((left, right) for left, right in (_stripped(text, *span) for span in found) if left < right)


def _inside_number(text: str, at: int) -> bool:
    """True for the comma of 1,234 and the colon of 2:1 or 9:30."""
    return text[at] in ",:：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
