"""How wide words stand in a terminal: a Chinese character takes two columns, a letter one, an accent none.

What Unicode leaves open (“ ” … · ×) takes one, as in the terminals of today and as ``rich`` counts it.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, east_asian_width


def width(words: str) -> int:
    """Columns that ``words`` take in a terminal."""
    if words.isascii():
        return len(words)
    return sum(map(_columns, words))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if character.isascii():
        return 1
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def fit(words: str, columns: int) -> str:
    """The beginning of ``words`` that fits, with … where something was left out."""
    if width(words) <= columns:
        return words
    kept, taken = [], 2
    for character in words:
        taken += _columns(character)
        if taken > columns:
            break
        kept.append(character)
    return "".join(kept) + "…"


def pad(words: str, columns: int) -> str:
    """``words`` with spaces after them up to a width."""
    return words + " " * max(columns - width(words), 0)


def fit_end(words: str, columns: int) -> str:
    """The end of ``words`` that fits, with … before it where something was left out."""
    if width(words) <= columns:
        return words
    taken, start = 2, len(words)
    while start and (taken := taken + _columns(words[start - 1])) <= columns:
        start -= 1
    return f"…{words[start:]}"
