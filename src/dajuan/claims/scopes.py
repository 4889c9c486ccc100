"""Whose number it is: 全市, 全省 before an indicator (``places.tsv``)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from dajuan.language.lazy import lazy


@cache
def _places() -> re.Pattern[str]:
    """The places that stand before an indicator (places.tsv)."""
    rows = [
        line.split("\t")
        for line in (Path(__file__).parent / "places.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    dropped = "|".join(sorted((row[0] for row in rows if len(row) == 1), key=len, reverse=True))
    return lazy(rf"^(?:{dropped})")


def is_place(words: str) -> bool:
    """Whether the words are a place and nothing more: 全县, 高新区."""
    found = _places().match(words)
    return found is not None and found.end() == len(words)


def split_scope(noun: str) -> tuple[str | None, str]:
    found = _places().match(noun)
    if found is None or found.end() == len(noun):
        return None, noun
    return found.group(), noun[found.end() :].lstrip("的")
