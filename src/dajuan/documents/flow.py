"""The text as a person reads it: furniture left out, paragraphs that were cut in mid-sentence rejoined.

Newspapers, PDF and OCR break a sentence wherever the column ends, and typesetters put thin gaps between digits and
characters. A :class:`Flow` is the same words without those breaks, and a map from every place in it back to
``Document.text``, so that what is read in the flow can be shown in the source.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple


class Sentence(NamedTuple):
    """``flow.text[start:end]``, its end mark included; ``block`` is the index of the block it begins in."""

    start: int
    end: int
    block: int
    section: tuple[str, ...]
    """Titles of the headings it stands under, outermost first."""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The reading text. ``starts[i]`` in the flow is ``sources[i]`` in the document; between them the offset is constant."""

    text: str
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    sources: tuple[int, ...]
    joins: tuple[int, ...] = ()
    """Flow offsets where a broken paragraph was rejoined."""

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``Document.text`` that the flow's ``[start, end)`` came from (breaks inside are covered)."""
        return self._at(start), self._at(end - 1) + 1 if end > start else self._at(start)

    def _at(self, offset: int) -> int:
        piece = bisect_right(self.starts, offset) - 1
        return self.sources[piece] + offset - self.starts[piece]
