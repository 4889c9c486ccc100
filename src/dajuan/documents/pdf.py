"""pdf with a text layer: characters with their boxes by PDFium, our own reading order, running heads taken out.

Pages that hold a picture instead of text are read by OCR when the extra is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dajuan.documents.document import Document
from dajuan.documents.encodings import usual_share
from dajuan.documents.errors import DocumentError
from dajuan.documents.layout import Segment
from dajuan.documents.limits import MAX_PAGES
from dajuan.documents.pdf_characters import Character, Rect, bars_of, characters_of, steps, without_struck
from dajuan.documents.running_heads import pieces_of_pages
from dajuan.documents.text import document_of_pieces

_PASSWORD_ERROR = 4
_FEW = 8
"""A page with fewer characters than this has no text layer worth the name."""
_ENOUGH_STEPS = 12
"""Steps from character to character that tell which way a page's lines run."""
_GARBLED = 0.3
"""Share of characters that stand for nothing from which a page's text layer is not believed."""
_JUDGED = 60
"""汉字 from which a page shows by their being usual ones that its text layer can be believed."""
_USUAL = 0.05
"""Least share of usual 汉字; real pages have ten times as many."""
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
        pages: list[tuple[list[Segment], float]] = []
        bare, garbled = [], []
        struck = 0
        for number in range(count):
            segments, height, strokes = _page(pdf, number)
            struck += strokes
            words = "".join(segment.words for segment in segments)
            if len(words) < _FEW:
                bare.append(number)
            elif _is_garbled(words):
                garbled.append(number)
                segments = []
            pages.append((segments, height))
        notes = _read_scans(pdf, bare, garbled, pages, source) if bare or garbled else []
        notes += [f"struck:{struck}"] if struck else []
    finally:
        pdf.close()
    return document_of_pieces(pieces_of_pages(pages), source, digest, notes)


class _Page(NamedTuple):
    """The segments of a page, its height in points, and how many strokes through words were found on it."""

    segments: list[Segment]
    height: float
    struck: int = 0


def _page(pdf: Any, number: int) -> _Page:
    """A page as it is read; one that PDFium cannot load is empty."""
    import pypdfium2

    try:
        page = pdf[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _Page([], 1.0)
    try:
        return _segments(text, page)
    finally:
        text.close()
        page.close()


def _segments(text: Any, page: Any) -> _Page:
    """Runs of characters that stand side by side. PDFium's own order and line breaks are not trusted."""
    characters = list(characters_of(text.raw))
    bars = bars_of(page.raw)
    characters, struck, strokes = without_struck(characters, bars) if bars else (characters, frozenset(), 0)
    left, bottom, right, top = page.get_bbox()
    turn = _reading_turn(characters, page.get_rotation())
    place = _placing(turn, (left, bottom, right, top))
    run = _Run()
    for index, (word, box) in enumerate(characters):
        if box is None:
            run.blank()
        else:
            run.add(word, *place(*box), struck=index in struck)
    return _Page(run.done(), right - left if turn in (90, 270) else top - bottom, strokes)


def _reading_turn(characters: Sequence[Character], said: int) -> int:
    """How the page must be turned, clockwise, for its lines to run from left to right.

    What the page says of itself is not enough: scanners and people turn pages that stood upright, tables lie on their
    side, and columns written downwards are lines of a page turned by 270 degrees. So the way its characters follow each
    other decides; where there are too few to tell, the page is believed.
    """
    counts = {0: 0, 90: 0, 180: 0, 270: 0}
    for one, other in steps(characters):
        across, up = other[0] - one[0], other[1] - one[1]
        reach = 2 * max(abs(one[1] - one[3]), abs(one[2] - one[0]))
        if abs(across) > 2 * abs(up) and abs(across) < reach:
            counts[0 if across > 0 else 180] += 1
        elif abs(up) > 2 * abs(across) and abs(up) < reach:
            counts[90 if up > 0 else 270] += 1
    turn = max(counts, key=lambda one: counts[one])
    return turn if counts[turn] >= _ENOUGH_STEPS and counts[turn] * 3 >= 2 * sum(counts.values()) else said


def _placing(rotation: int, bbox: Rect) -> Callable[..., Rect]:
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
        self._blank = self._struck = False

    def blank(self) -> None:
        self._blank = True

    def add(self, word: str, left: float, top: float, right: float, bottom: float, *, struck: bool = False) -> None:
        """One character; ``""`` for one that is not read but leaves no gap."""
        if self._words and self._goes_on(left, top, right, bottom):
            box = self._box
            if self._blank and left - box[2] > 0.08 * (box[3] - box[1]):
                self._words.append(" ")
            if word:
                self._box = (box[0], min(box[1], top), max(box[2], right), max(box[3], bottom))
            else:
                self._box = (box[0], box[1], max(box[2], right), box[3])
        else:
            self._end()
            self._box = (left, top, right, bottom)
        self._words.append(word)
        self._struck |= struck
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
            self.segments.append(Segment(words, *self._box, "struck" if self._struck else ""))
        self._words = []
        self._struck = False

    def done(self) -> list[Segment]:
        self._end()
        return self.segments


def _is_garbled(words: str) -> bool:
    """Codes of a font without a table of what they mean: controls, private ones, or 汉字 that nobody uses."""
    nothing = sum(c < " " or "\ue000" <= c <= "\uf8ff" or c == "\ufffd" or "\x7f" <= c < "\xa0" for c in words)
    if nothing > _GARBLED * len(words):
        return True
    han = "".join(c for c in words if "㐀" <= c <= "鿿")
    return len(han) >= _JUDGED and usual_share(han) < _USUAL


def _read_scans(
    pdf: Any, bare: Sequence[int], garbled: Sequence[int], pages: list[tuple[list[Segment], float]], source: str
) -> list[str]:
    """Put what OCR reads in the place of pages without text; without OCR an error, or a note if others have text."""
    scans = sorted([*garbled, *(number for number in bare if _has_picture(pdf, number))])
    if not scans:
        return []
    from dajuan.documents.ocr import installed, missing, page_notes, read_page

    if not installed():
        if len(bare) + len(garbled) == len(pages):
            raise _no_meaning(source) if garbled else missing(source)
        return [f"pages-without-text:{len(scans)}"]
    for number in scans:
        pages[number] = read_page(pdf[number])
    return page_notes([pages[number][0] for number in scans])


def _no_meaning(source: str) -> DocumentError:
    return DocumentError(
        source,
        "PDF 的文字层是乱码（字体缺少文字编码表）；请重新导出，或安装识别组件：pip install 'dajuan[ocr]'",
        "the text layer of this pdf is garbled (its fonts do not say what their codes mean); export it anew, "
        "or install the OCR extra: pip install 'dajuan[ocr]'",
    )


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
