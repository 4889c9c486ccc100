"""Pages → pieces, without what runs along the top and bottom of every page: heads, feet, page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dajuan.documents.layout import Segment, pieces_of_page
from dajuan.documents.text import Piece
from dajuan.language.lazy import lazy

_MARGIN = 0.1
"""Share of the page's height at top and bottom where running heads and page numbers stand."""
_PAGE_NUMBER = lazy(r"[\s\-—–·第]*(?:\d{1,4}|[ivxlc]{1,6})[\s\-—–·页]*(?:[/，,共of\s]{1,4}\d{1,4}\s*页?)?[\s\-—–·]*$")
_PRINTED = lazy(
    r"(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?$|\d{1,4}/\d{1,2}/\d{1,4},? (?:[上下]午)?\d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?$"
)
"""What a browser prints round a page: its address, the date and time."""
_DIGITS = lazy(r"\d+")


def pieces_of_pages(pages: Sequence[tuple[list[Segment], float]]) -> list[Piece]:
    """The pieces of all pages, each given as its segments and its height in points."""
    running = _running_heads(pages)
    pieces: list[Piece] = []
    for number, (segments, height) in enumerate(pages, 1):
        kept = [s for s in segments if not (_in_margin(s, height) and _is_running(s.words, running))]
        pieces += pieces_of_page(kept, number)
    return pieces


def _running_heads(pages: Sequence[tuple[list[Segment], float]]) -> frozenset[str]:
    """What stands in the margin of many pages, digits apart."""
    counts: Counter[str] = Counter()
    for segments, height in pages:
        counts.update({_DIGITS.sub("#", s.words) for s in segments if _in_margin(s, height)})
    enough = max(2, len(pages) * 2 // 5)
    return frozenset(words for words, count in counts.items() if count >= enough and len(words) <= 60)


def _in_margin(segment: Segment, height: float) -> bool:
    return segment.bottom < height * _MARGIN or segment.top > height * (1 - _MARGIN)


def _is_running(words: str, running: frozenset[str]) -> bool:
    stripped = words.strip()
    if _PAGE_NUMBER.match(stripped) or _PRINTED.match(stripped):
        return True
    return _DIGITS.sub("#", words) in running
