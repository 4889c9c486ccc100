"""OFD (GB/T 33190), the Chinese fixed-layout format, with the standard library alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from posixpath import join, normpath
from xml.etree.ElementTree import Element

from dajuan.documents.archive import Archive
from dajuan.documents.document import Document
from dajuan.documents.docx_numbering import child, value
from dajuan.documents.errors import DocumentError
from dajuan.documents.layout import Segment
from dajuan.documents.limits import MAX_PAGES
from dajuan.documents.markup import local, parsed
from dajuan.documents.running_heads import pieces_of_pages
from dajuan.documents.text import document_of_pieces

_POINTS = 72 / 25.4
"""Points in a millimetre, the unit of OFD."""
_A4_HEIGHT = 297.0
_GAP = 1.0
"""A gap between characters, in font sizes, that ends a segment."""


def read_ofd(data: bytes, source: str, digest: str) -> Document:
    """The document of an OFD file. Raises ``DocumentError``."""
    archive = Archive(data, source)
    pages: list[tuple[list[Segment], float]] = []
    for path in _documents(archive):
        root = parsed(archive.read(path), source, path)
        folder = path.rpartition("/")[0]
        height = _height(child(root, "CommonData", "PageArea", "PhysicalBox"), _A4_HEIGHT)
        listed = child(root, "Pages")
        for page in listed if listed is not None else ():
            if len(pages) >= MAX_PAGES:
                raise DocumentError(source, f"超过上限 {MAX_PAGES} 页", f"more than {MAX_PAGES} pages")
            pages.append(_page(archive, _within(folder, value(page, "BaseLoc")), height))
    if not pages:
        raise DocumentError(source, "OFD 里没有页面，文件已损坏", "no pages in this OFD file, it is damaged")
    return document_of_pieces(pieces_of_pages(pages), source, digest)


def _documents(archive: Archive) -> list[str]:
    main = next((name for name in archive.names if name.lower() == "ofd.xml"), "OFD.xml")
    root = parsed(archive.read(main), archive.source, main)
    return [_within("", (e.text or "").strip()) for e in root.iter() if local(e.tag) == "DocRoot"]


def _within(folder: str, location: str) -> str:
    """A location in the package; one that begins with / counts from its root."""
    path = location.lstrip("/") if location.startswith("/") else join(folder, location)
    return normpath(path)


def _page(archive: Archive, path: str, height: float) -> tuple[list[Segment], float]:
    root = parsed(archive.read(path), archive.source, path)
    own = _height(child(root, "Area", "PhysicalBox"), height)
    return [segment for element in root.iter() if local(element.tag) == "TextObject" for segment in _text(element)], (
        own * _POINTS
    )


def _height(box: Element | None, otherwise: float) -> float:
    numbers = _numbers(box.text or "") if box is not None else []
    return numbers[3] if len(numbers) == 4 and numbers[3] > 0 else otherwise


def _text(element: Element) -> Iterator[Segment]:
    boundary = _numbers(value(element, "Boundary"))
    if len(boundary) != 4:
        return
    matrix = _numbers(value(element, "CTM"))
    scale = matrix if len(matrix) == 6 else [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    size = (_numbers(value(element, "Size")) or [boundary[3]])[0]
    x = y = 0.0
    for code in element:
        if local(code.tag) != "TextCode" or not code.text:
            continue
        x = (_numbers(value(code, "X")) or [x])[0]
        y = (_numbers(value(code, "Y")) or [y])[0]
        for words, left, right in _cut(code.text, x, size, _deltas(value(code, "DeltaX"))):
            yield _placed(words, (left, right, y, size), boundary, scale)


def _cut(words: str, x: float, size: float, deltas: list[float]) -> Iterator[tuple[str, float, float]]:
    """The text code where its characters leave a gap: ``(words, left, right)`` in the object's own millimetres."""
    places = [x]
    for index in range(1, len(words)):
        step = deltas[min(index - 1, len(deltas) - 1)] if deltas else _width(words[index - 1]) * size
        places.append(places[-1] + step)
    begin = 0
    for index, (here, there) in enumerate(pairwise(places), 1):
        if there - here > (_width(words[index - 1]) + _GAP) * size or there < here - size:
            yield words[begin:index], places[begin], here + _width(words[index - 1]) * size
            begin = index
    yield words[begin:], places[begin], places[-1] + _width(words[-1]) * size


def _placed(words: str, run: tuple[float, float, float, float], boundary: list[float], scale: list[float]) -> Segment:
    left, right, baseline, size = run
    a, _, _, d, e, f = scale
    top = boundary[1] + (baseline - 0.88 * size) * d + f
    bottom = boundary[1] + (baseline + 0.12 * size) * d + f
    x0, x1 = boundary[0] + left * a + e, boundary[0] + right * a + e
    return Segment(
        words.strip(),
        min(x0, x1) * _POINTS,
        min(top, bottom) * _POINTS,
        max(x0, x1) * _POINTS,
        max(top, bottom, min(top, bottom) + 0.1) * _POINTS,
    )


def _width(character: str) -> float:
    return 0.5 if character.isascii() else 1.0


def _deltas(text: str) -> list[float]:
    """``g 3 4.2 5`` says 4.2 three times, then 5."""
    out: list[float] = []
    words = text.split()
    at = 0
    while at < len(words) and len(out) < 100_000:
        if words[at] == "g" and at + 2 < len(words) and words[at + 1].isdecimal():
            out += [_number(words[at + 2])] * min(int(words[at + 1]), 10_000)
            at += 3
        else:
            out.append(_number(words[at]))
            at += 1
    return out


def _numbers(text: str) -> list[float]:
    return [_number(word) for word in text.split()[:8]]


def _number(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e6 else 0.0
