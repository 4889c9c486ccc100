"""docx: our own walk of document.xml, so that nothing a reader would see is lost.

Kept: tracked insertions (marked ``inserted``), text boxes, content controls, hyperlinks, tables, footnotes, automatic
numbers. Dropped: tracked deletions, words struck through, hidden text, headers and footers. What was tracked or commented is counted in
``notes``.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dajuan.documents.archive import Archive
from dajuan.documents.document import Document
from dajuan.documents.docx_numbering import Numbering, child, value
from dajuan.documents.docx_paragraph import Paragraph, gathered
from dajuan.documents.docx_styles import PLAIN, Style, Styles, number_of, outline_level
from dajuan.documents.errors import DocumentError
from dajuan.documents.lines import MAX_HEADING
from dajuan.documents.markup import local, parsed
from dajuan.documents.text import Piece, document_of_pieces

_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "document", "txbxContent"}
)
_LAYOUT_CELL = 80
"""A table cell with a paragraph longer than this is page layout, not a table."""


def read_docx(data: bytes, source: str, digest: str) -> Document:
    """The document of a docx file. Raises ``DocumentError``."""
    archive = Archive(data, source)
    main = _main_part(archive)
    folder = main.rpartition("/")[0]
    walk = _Walk(archive, f"{folder}/" if folder else "")
    root = parsed(archive.read(main), source, main)
    body = child(root, "body")
    if body is None:
        raise DocumentError(
            source,
            f"部件 {main} 里没有正文，不是 Word 文档；请另存为 docx",
            f"part {main} has no body, this is no Word document; save it as docx",
        )
    pieces = list(walk.blocks(body))
    return document_of_pieces(pieces, source, digest, walk.notes())


def _main_part(archive: Archive) -> str:
    """Where the text is: named by the package's relations, or in its usual place."""
    if "_rels/.rels" in archive:
        for relation in parsed(archive.read("_rels/.rels"), archive.source, "_rels/.rels"):
            if value(relation, "Type").endswith("/officeDocument"):
                name = value(relation, "Target").lstrip("/")
                if name in archive:
                    return name
    return "word/document.xml"


class _Walk:
    """One pass over the body with the counters it needs."""

    def __init__(self, archive: Archive, folder: str) -> None:
        self._archive = archive
        self._folder = folder
        self._styles = Styles(self._part("styles.xml"))
        self._numbering = Numbering(self._part("numbering.xml"))
        self._notes = {kind: self._by_id(f"{kind}s.xml", kind) for kind in ("footnote", "endnote")}
        self._carried: Paragraph | None = None
        self._titled = False
        self._revisions = self._hidden = self._struck = 0

    def _part(self, name: str) -> Element | None:
        path = self._folder + name
        return parsed(self._archive.read(path), self._archive.source, path) if path in self._archive else None

    def _by_id(self, part: str, name: str) -> dict[str, Element]:
        root = self._part(part)
        return {value(e, "id"): e for e in (root if root is not None else ()) if local(e.tag) == name}

    def notes(self) -> list[str]:
        """What has to be admitted about the file."""
        comments = self._part("comments.xml")
        counts = {
            "revisions": self._revisions,
            "comments": len(comments) if comments is not None else 0,
            "hidden-text": self._hidden,
            "struck": self._struck,
        }
        return [f"{name}:{count}" for name, count in counts.items() if count]

    def blocks(self, parent: Element) -> Iterator[Piece]:
        """The paragraphs and tables under an element, in reading order."""
        for element in parent:
            name = local(element.tag)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _WRAPPERS:
                yield from self.blocks(element)
            elif name == "AlternateContent":
                yield from self.blocks(element[0]) if len(element) else ()

    def _paragraph(self, element: Element) -> Iterator[Piece]:
        found = gathered(element)
        self._revisions += found.revisions
        self._hidden += found.hidden
        self._struck += found.struck
        if self._carried is not None:
            found = self._carried.followed_by(found)
            self._carried = None
        if found.goes_on:
            self._carried = found
            return
        style, label = self._style_and_label(element)
        yield from self._pieces(found, style, label)
        for box in found.boxes:
            yield from self.blocks(box)
        for kind, key in found.references:
            yield from self._note(kind, key)

    def _style_and_label(self, element: Element) -> tuple[Style, str]:
        properties = child(element, "pPr")
        chosen = child(properties, "pStyle")
        style = self._styles[value(chosen)] if chosen is not None else PLAIN
        outline = child(properties, "outlineLvl")
        if outline is not None:
            style = style._replace(level=outline_level(value(outline)))
        number, depth = number_of(child(properties, "numPr"), (style.number, style.depth))
        return style, self._numbering.step(number, depth) if number else ""

    def _pieces(self, found: Paragraph, style: Style, label: str) -> Iterator[Piece]:
        """One piece a line: a soft line break inside a paragraph counts as a break."""
        if not found.words.strip():
            return
        at = 0
        for row in found.words.split("\n"):
            head = label if at == 0 else ""
            words = head + row
            spans = tuple(
                (max(start - at, 0) + len(head), min(end - at, len(row)) + len(head))
                for start, end in found.inserted
                if start < at + len(row) and end > at
            )
            at += len(row) + 1
            yield self._judged(words, style, spans, "struck" if found.struck else "")

    def _judged(self, words: str, style: Style, inserted: tuple[tuple[int, int], ...], struck: str) -> Piece:
        doubt = "inserted" if inserted else struck
        if style.furniture:
            return Piece(words, "furniture", doubt=doubt)
        if style.title and not self._titled and words.strip():
            self._titled = True
            return Piece(words, "heading", 0, doubt=doubt)
        if style.level and 0 < len(words.strip()) <= MAX_HEADING:
            return Piece(words, "heading", style.level, doubt=doubt)
        return Piece(words, doubt=doubt, inserted=inserted)

    def _note(self, kind: str, key: str) -> Iterator[Piece]:
        element = self._notes.get(kind, {}).pop(key, None)
        if element is not None:
            for piece in self.blocks(element):
                yield piece._replace(kind="item")

    def _table(self, table: Element) -> Iterator[Piece]:
        for row in _rows(table):
            cells = [self._cell(cell) for cell in _cells(row)]
            if len(cells) == 1 or any(_is_layout(cell) for cell in cells):
                for cell in cells:
                    yield from cell
                continue
            filled = [cell for cell in cells if cell]
            for place, cell in enumerate(filled):
                words = " ".join(piece.words.strip() for piece in cell)
                doubt = next((piece.doubt for piece in cell if piece.doubt), "")
                yield Piece(words, "cell", doubt=doubt, after="\t" if place < len(filled) - 1 else "\n")

    def _cell(self, cell: Element) -> list[Piece]:
        return [piece for piece in self.blocks(cell) if piece.words.strip()]


def _is_layout(cell: list[Piece]) -> bool:
    return any(len(piece.words) > _LAYOUT_CELL or piece.kind == "cell" for piece in cell)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        name = local(element.tag)
        if name == "tr" and child(element, "trPr", "del") is None:
            yield element
        elif name in _WRAPPERS:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        name = local(element.tag)
        if name == "tc":
            yield element
        elif name in _WRAPPERS:
            yield from _cells(element)
