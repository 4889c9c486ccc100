"""The file behind a document, where it is text: its characters, and where words of the document stand in them."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import NamedTuple

from dajuan.checks.trouble import CheckError
from dajuan.documents.document import Document
from dajuan.documents.encodings import decoded

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown", ".html", ".htm"})
_CONTEXT = 14
"""Characters on each side that tell one place from another."""


class Source(NamedTuple):
    """The decoded file and the encoding it was in."""

    text: str
    encoding: str


def path_of(document: Document) -> Path | None:
    """The file a document was read from; None for a text that was handed in."""
    source = document.source
    if not source or "\n" in source or len(source) > 1000:
        return None
    path = Path(source)
    return path if path.is_file() else None


def source_of(document: Document) -> Source | None:
    """The text of the file, or None where the file is no text (docx, pdf) or there is none."""
    path = path_of(document)
    if path is None or path.suffix.lower() not in TEXT_SUFFIXES:
        return None
    return Source(*decoded(path.read_bytes(), str(path)))


def source_to_mend(document: Document) -> Source:
    """The text of the file, to be changed. Raises :class:`CheckError` for a file that is not text."""
    source = source_of(document)
    if source is None:
        suffix = PurePath(document.source).suffix or "这种"
        raise CheckError(
            f"{document.source}：只能直接修改 txt、md、html 文件；{suffix} 文件请按提示在原文中改",
            f"{document.source}: only txt, md and html files can be mended in place; change this one by hand",
        )
    return source


def place_in(source: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where ``text[start:end]`` stands in the source: the one place with the same words around it.

    Marks of the source (``**``, ``<b>``) may stand close by, so fewer and fewer of the words around are asked for; None
    as soon as what is left stands in two places.
    """
    if source == text:
        return start, end
    for reach in range(_CONTEXT, 0, -1):
        before = text[max(start - reach, 0) : start].rpartition("\n")[2]
        after = text[end : end + reach].partition("\n")[0]
        around = before + text[start:end] + after
        places = source.count(around)
        if places == 1 and text.count(around) == 1:
            at = source.index(around) + len(before)
            return at, at + end - start
        if places:
            return None
    return None
