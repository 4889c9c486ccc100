"""Lines → :class:`Document`: what each line is, the title, the sections, the date it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from dajuan.documents.document import Block, BlockKind, Box, Document
from dajuan.documents.headings import judged
from dajuan.documents.lines import BLANKS, Kind, Line, lines_of
from dajuan.documents.outline import levels_of, sections_of
from dajuan.documents.spacing import squeezed

_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")


class Piece(NamedTuple):
    """One paragraph, heading, list item or cell as a reader found it, before it has a place in the text."""

    words: str
    kind: Kind = ""
    level: int = 0
    box: Box | None = None
    doubt: str = ""
    after: str = "\n"
    """What stands between it and the next: a line break, or a tab between the cells of a row."""


def document_of_text(text: str, source: str, digest: str | None = None, notes: Sequence[str] = ()) -> Document:
    """A plain text, unchanged, with its lines judged by their numbering and shape."""
    digest = digest or sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(text, lines_of(text), source, digest, notes)


def document_of_pieces(pieces: Iterable[Piece], source: str, digest: str, notes: Sequence[str] = ()) -> Document:
    """The same for a reader that knows its paragraphs: their words are laid end to end, a line each."""
    lines, parts = [], []
    offset = 0
    for piece in pieces:
        words = piece.words.strip(BLANKS)
        if not words:
            continue
        lines.append(Line(offset, offset + len(words), words, piece.kind, piece.level, piece.box, piece.doubt))
        parts.append(words + piece.after)
        offset += len(words) + len(piece.after)
    return _document("".join(parts), lines, source, digest, notes)


def _document(text: str, lines: Sequence[Line], source: str, digest: str, notes: Sequence[str]) -> Document:
    found, title = judged(lines, text)
    levels = levels_of(found, title)
    blocks = tuple(
        Block(line.start, line.end, _kind(line), level if line.kind == "heading" else 0, line.box, line.doubt)
        for line, level in zip(found, levels, strict=True)
    )
    return Document(
        source=source,
        sha256=digest,
        title=squeezed(found[title].words) if title >= 0 else "",
        text=text,
        published=_published(found, title),
        blocks=blocks,
        sections=sections_of(found, levels, title, len(text)),
        notes=tuple(notes),
    )


def _kind(line: Line) -> BlockKind:
    return line.kind or "paragraph"


def _published(lines: Sequence[Line], title: int) -> date | None:
    """The first full date among the furniture at the head: the page's own, or the day it was given before a meeting."""
    for line in lines[: max(title, 0) + 12]:
        if line.kind != "furniture":
            continue
        found = _DATE.search(line.words)
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return None
    return None
