"""pdf with a text layer: characters with their boxes by PDFium, our own reading order, running heads taken out.

Pages that hold a picture instead of text are read by OCR when the extra is installed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

from dajuan.documents.document import Document
from dajuan.documents.errors import DocumentError
from dajuan.documents.layout import Segment
from dajuan.documents.limits import MAX_PAGES
from dajuan.documents.running_heads import pieces_of_pages
from dajuan.documents.text import document_of_pieces

_PASSWORD_ERROR = 4
_FEW = 8
"""A page with fewer characters than this has no text layer worth the name."""
_NOTHING = frozenset({0x0D, 0x0A, 0, 0xFFFE, 0xFFFF, 0x02})
_BLANK = frozenset({0x20, 0xA0, 0x09})
_GAP = 0.55
"""A gap between characters, in character heights, that ends a segment."""


def read_pdf(data: bytes, source: str, digest: str) -> Document:
    """The document of a pdf. Raises ``DocumentError``, also for a scanned one when OCR is not installed."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        count = len(pdf)
    except pypdfium2.PdfiumError as error:
        raise _unopened(error, source) from error
    try:
        if count > MAX_PAGES:
            raise DocumentError(
                source, f"有 {count} 页，超过上限 {MAX_PAGES} 页", f"{count} pages, the limit is {MAX_PAGES}"
            )
        pages, bare = [], []
        for number in range(count):
            segments, height = _page(pdf, number)
            if sum(len(segment.words) for segment in segments) < _FEW:
                bare.append(number)
            pages.append((segments, height))
        notes = _read_scans(pdf, bare, pages, source) if bare else []
    finally:
        pdf.close()
    return document_of_pieces(pieces_of_pages(pages), source, digest, notes)


def _page(pdf: Any, number: int) -> tuple[list[Segment], float]:
    """The segments of a page and its height in points; a page that PDFium cannot load is empty."""
    import pypdfium2

    try:
        page = pdf[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return [], 1.0
    try:
        return _segments(text, page), page.get_height()
    finally:
        text.close()
        page.close()


def _segments(text: Any, page: Any) -> list[Segment]:
    """Runs of characters that stand side by side. PDFium's own order and line breaks are not trusted."""
    from pypdfium2 import raw

    place = _placing(page.get_rotation(), page.get_bbox())
    handle = text.raw
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    run = _Run()
    for index in range(raw.FPDFText_CountChars(handle)):
        code = unicode_of(handle, index)
        if code in _NOTHING:
            continue
        if code in _BLANK:
            run.blank()
        elif box_of(handle, index, reference):
            run.add(chr(code), *place(box.left, box.top, box.right, box.bottom))
    return run.done()


def _placing(
    rotation: int, bbox: tuple[float, float, float, float]
) -> Callable[..., tuple[float, float, float, float]]:
    """From PDF coordinates (y upwards, page not turned) to points from the top left of the page as it is seen."""
    left0, bottom0, right0, top0 = bbox
    if rotation == 90:
        return lambda left, top, right, bottom: (bottom - bottom0, left - left0, top - bottom0, right - left0)
    if rotation == 180:
        return lambda left, top, right, bottom: (right0 - right, bottom - bottom0, right0 - left, top - bottom0)
    if rotation == 270:
        return lambda left, top, right, bottom: (top0 - top, right0 - right, top0 - bottom, right0 - left)
    return lambda left, top, right, bottom: (left - left0, top0 - top, right - left0, top0 - bottom)


class _Run:
    """Characters gathered into segments."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._words: list[str] = []
        self._box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
        self._blank = False

    def blank(self) -> None:
        self._blank = True

    def add(self, character: str, left: float, top: float, right: float, bottom: float) -> None:
        if self._words and self._goes_on(left, top, right, bottom):
            if self._blank and left - self._box[2] > 0.08 * (self._box[3] - self._box[1]):
                self._words.append(" ")
            box = self._box
            self._box = (box[0], min(box[1], top), max(box[2], right), max(box[3], bottom))
        else:
            self._end()
            self._box = (left, top, right, bottom)
        self._words.append(character)
        self._blank = False

    def _goes_on(self, left: float, top: float, right: float, bottom: float) -> bool:
        _, top0, right0, bottom0 = self._box
        height = max(bottom0 - top0, bottom - top, 1.0)
        if left < right0 - 0.7 * height or left > right0 + _GAP * height:
            return False
        middle = (top + bottom) / 2
        return top0 - 0.35 * height <= middle <= bottom0 + 0.35 * height

    def _end(self) -> None:
        words = "".join(self._words).strip()
        if words:
            self.segments.append(Segment(words, *self._box))
        self._words = []

    def done(self) -> list[Segment]:
        self._end()
        return self.segments


def _read_scans(pdf: Any, bare: Sequence[int], pages: list[tuple[list[Segment], float]], source: str) -> list[str]:
    """Put what OCR reads in the place of pages without text; without OCR an error, or a note if others have text."""
    scans = [number for number in bare if _has_picture(pdf, number)]
    if not scans:
        return []
    from dajuan.documents.ocr import installed, missing, page_notes, read_page

    if not installed():
        if len(bare) == len(pages):
            raise missing(source)
        return [f"pages-without-text:{len(scans)}"]
    for number in scans:
        pages[number] = read_page(pdf[number])
    return page_notes([pages[number][0] for number in scans])


def _has_picture(pdf: Any, number: int) -> bool:
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = pdf[number]
        return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH], max_depth=4))
    except pypdfium2.PdfiumError:
        return False


def _unopened(error: Exception, source: str) -> DocumentError:
    if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
        return DocumentError(
            source, "PDF 已加密；请去掉打开密码后再读", "the pdf is encrypted; remove its password first"
        )
    return DocumentError(
        source,
        "PDF 已损坏或不完整；请重新获取或重新导出",
        "the pdf is damaged or cut short; get it again or export it anew",
    )
