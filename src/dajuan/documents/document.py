"""What every reader returns: one text, its blocks and sections, and where each piece stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "item", "cell", "furniture"]


class Box(NamedTuple):
    """Where a block stood on a page: points from the top left; page counts from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Block(NamedTuple):
    """A piece of the document as it was laid out; ``text[start:end]`` without the line break that ends it."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    """Heading level from 1; 0 for anything else."""
    box: Box | None = None
    doubt: str = ""
    """Why these words may be wrong: ``ocr-low-score``, ``ocr-repaired``, ``inserted`` (a tracked revision), ``struck`` (words
    struck through were left out of it), or nothing."""


class Section(NamedTuple):
    """A heading and all that stands under it: ``[start, end)`` reaches from the heading to the next of its level."""

    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document. ``text`` is what every offset in Dajuan points into; for a .txt it is the decoded file, unchanged."""

    source: str
    sha256: str
    title: str
    text: str
    published: date | None = None
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What a reader has to admit: ``revisions:3``, ``ocr-repaired-lines:2`` …; checks turn them into findings."""
