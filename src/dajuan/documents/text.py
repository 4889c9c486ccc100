"""Lines → :class:`Document`: what each line is, the title, the sections, the date it was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from dajuan.documents.document import Block, BlockKind, Box, Document
from dajuan.documents.headings import judged
from dajuan.documents.lines import BLANKS, Kind, Line, lines_of
from dajuan.documents.outline import levels_of, sections_of
from dajuan.documents.spacing import squeezed
from dajuan.language.lazy import lazy

_DATE = lazy(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")


class Piece(NamedTuple):
    """One paragraph, heading, list item or cell as a reader found it, before it has a place in the text."""

    words: str
    kind: Kind = ""
    level: int = 0
    box: Box | None = None
    doubt: str = ""
    after: str = "\n"
    """What stands between it and the next: a line break, or a tab between the cells of a row."""
    inserted: tuple[tuple[int, int], ...] = ()
    """Spans in ``words`` that a tracked revision inserted."""


def document_of_text(text: str, source: str, digest: str | None = None, notes: Sequence[str] = ()) -> Document:
    """A plain text, unchanged, with its lines judged by their numbering and shape."""
    digest = digest or sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(text, lines_of(text), source, digest, notes)


def document_of_pieces(
    pieces: Iterable[Piece],
    source: str,
    digest: str,
    notes: Sequence[str] = (),
    *,
    title: str = "",
    published: date | None = None,
) -> Document:
    """The same for a reader that knows its paragraphs: their words are laid end to end, a line each.

    ``title`` and ``published`` are what a page says about itself; they count before what the lines look like.
    """
    lines, parts = [], []
    offset = 0
    for piece in pieces:
        words = piece.words.strip(BLANKS)
        if not words:
            continue
        lead = len(piece.words) - len(piece.words.lstrip(BLANKS))
        inserted = tuple((max(a - lead, 0), min(b - lead, len(words))) for a, b in piece.inserted)
        end = offset + len(words)
        lines.append(Line(offset, end, words, piece.kind, piece.level, piece.box, piece.doubt, inserted=inserted))
        parts.append(words + piece.after)
        offset += len(words) + len(piece.after)
    document = _document("".join(parts), lines, source, digest, notes)
    if title or published:
        document = replace(document, title=title or document.title, published=published or document.published)
    return document


def _document(text: str, lines: Sequence[Line], source: str, digest: str, notes: Sequence[str]) -> Document:
    found, title = judged(lines, text)
    levels = levels_of(found, title)
    blocks = tuple(block for line, level in zip(found, levels, strict=True) for block in _blocks(line, level))
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


def _blocks(line: Line, level: int) -> Iterator[Block]:
    """One block a line; a paragraph that a revision added words to is cut so that only those words are in doubt."""
    kind: BlockKind = line.kind or "paragraph"
    if kind == "heading":
        yield Block(line.start, line.end, kind, level, line.box, line.doubt)
        return
    if not line.inserted or kind == "furniture":
        yield Block(line.start, line.end, kind, 0, line.box, line.doubt)
        return
    at = 0
    for start, end in ((start, min(end, len(line.words))) for start, end in line.inserted):
        if start > at:
            yield Block(line.start + at, line.start + start, kind, 0, line.box)
        if end > max(start, at):
            yield Block(line.start + max(start, at), line.start + end, kind, 0, line.box, line.doubt)
        at = max(at, end)
    if at < len(line.words):
        yield Block(line.start + at, line.end, kind, 0, line.box)


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
