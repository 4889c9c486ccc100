"""Markdown: the words without its marks. Headings, lists, tables and quotes are known; links keep their words."""

from __future__ import annotations

from collections.abc import Iterator

from dajuan.documents.document import Document
from dajuan.documents.encodings import decoded
from dajuan.documents.lines import Kind
from dajuan.documents.raised import raised
from dajuan.documents.text import Piece, document_of_pieces
from dajuan.language.lazy import lazy

_HEADING = lazy(r" {0,3}(#{1,6})[ \t　]+(.+?)(?:[ \t]+#+)?[ \t]*$")
_FENCE = lazy(r" {0,3}(```|~~~)")
_RULE = lazy(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_SETEXT = lazy(r" {0,3}(=+|-+)[ \t]*$")
_ITEM = lazy(r"[ \t]*(?:([-*+])|(\d{1,9})([.)]))[ \t]+(.*)$")
_TABLE_RULE = lazy(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*$")
_COMMENT = lazy(r"<!--.{0,2000}?-->")
_IMAGE = lazy(r"!\[[^\]\n]{0,300}\]\([^()\n]{0,1000}\)")
_LINK = lazy(r"\[([^\]\n]{0,300})\](?:\([^()\n]{0,1000}\)|\[[^\]\n]{0,100}\])")
_AUTOLINK = lazy(r"<(?:https?|mailto):[^>\s]{1,1000}>")
_TAG = lazy(r"</?[A-Za-z][^<>]{0,500}>")
_STRUCK = lazy(r"(?<!\d)~~(?=\S)([^~\n]{1,2000}?)(?<=\S)~~|<(del|s|strike)>.{0,2000}?</\2>")
_NOTE = lazy(r"\[\^[^\]\n]{1,40}\](?!:)")
_RAISED = lazy(r"<sup>([^<>\n]{1,20})</sup>")
_STRONG = lazy(r"(\*{1,3}|_{2,3})(?=\S)([^*~\n]{1,2000}?)(?<=\S)\1")
_CODE = lazy(r"`+([^`\n]{1,500})`+")
_ESCAPE = lazy(r"\\([!-/:-@\[-`{-~])")


def read_markdown(data: bytes, source: str, digest: str) -> Document:
    """The document of a markdown file. Raises ``DocumentError``."""
    text, _ = decoded(data, source)
    pieces = list(_pieces(_without_front_matter(text.splitlines())))
    struck = sum(piece.doubt == "struck" for piece in pieces)
    return document_of_pieces(pieces, source, digest, [f"struck:{struck}"] if struck else [])


def _without_front_matter(rows: list[str]) -> list[str]:
    """The rows after a YAML head (---)."""
    if rows and rows[0].strip() == "---":
        for place, row in enumerate(rows[1:60], 1):
            if row.strip() in {"---", "..."}:
                return rows[place + 1 :]
    return rows


def _pieces(rows: list[str]) -> Iterator[Piece]:
    paragraph: list[str] = []
    fenced = False
    for row in rows:
        if _FENCE.match(row):
            fenced = not fenced
            yield from _paragraph(paragraph)
            continue
        if fenced:
            yield Piece(row)
            continue
        row = row.lstrip("> ") if row.lstrip().startswith(">") else row
        if paragraph and _SETEXT.match(row) and len(paragraph) == 1:
            yield _piece(paragraph.pop(), "heading", 1 if "=" in row else 2)
            continue
        starts = list(_starts(row))
        if starts or not row.strip() or _RULE.match(row) or _TABLE_RULE.match(row):
            yield from _paragraph(paragraph)
        if starts:
            yield from starts[:-1]
            if starts[-1].kind == "item":
                paragraph.append(starts[-1].words)
            else:
                yield starts[-1]
        elif row.strip() and not _RULE.match(row) and not _TABLE_RULE.match(row):
            paragraph.append(row.strip())
    yield from _paragraph(paragraph)


def _starts(row: str) -> Iterator[Piece]:
    """The piece or pieces that a row is by itself, or an item that the next rows may go on with."""
    heading = _HEADING.match(row)
    if heading:
        yield _piece(heading[2], "heading", len(heading[1]))
        return
    comment = _COMMENT.fullmatch(row.strip())
    if comment:
        yield Piece(row.strip(), "furniture")
        return
    item = _ITEM.match(row)
    if item:
        yield Piece(f"• {item[4]}" if item[1] else f"{item[2]}{item[3]} {item[4]}", "item")
        return
    if row.strip().startswith("|") and row.count("|") >= 2 and not _TABLE_RULE.match(row):
        cells = [_piece(cell.strip(), "cell") for cell in row.strip().strip("|").split("|")]
        filled = [cell for cell in cells if cell.words.strip()]
        for place, cell in enumerate(filled):
            yield cell._replace(after="\t" if place < len(filled) - 1 else "\n")


def _paragraph(rows: list[str]) -> Iterator[Piece]:
    """A paragraph whose source was wrapped is one line again; 汉字 need no blank where the lines meet."""
    if rows:
        words = rows[0]
        for row in rows[1:]:
            words += (" " if words[-1].isascii() and row[0].isascii() else "") + row
        rows.clear()
        yield _piece(words)


def _piece(words: str, kind: Kind = "", level: int = 0) -> Piece:
    return Piece(_plain(words), kind, level, doubt="struck" if _STRUCK.search(words) else "")


def _plain(words: str) -> str:
    """The words without the marks of emphasis, links, code and tags; comments stay, for they may be meant for us."""
    words = _NOTE.sub("", words)
    words = _RAISED.sub(lambda found: raised(found.string[: found.start()], found[1]), words)
    for pattern, put in ((_STRUCK, ""), (_IMAGE, ""), (_LINK, r"\1"), (_AUTOLINK, ""), (_CODE, r"\1"), (_TAG, "")):
        words = pattern.sub(put, words)
    return _ESCAPE.sub(r"\1", _STRONG.sub(r"\2", _STRONG.sub(r"\2", words)))
