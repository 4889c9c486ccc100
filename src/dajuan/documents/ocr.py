"""Scans and images by OCR (the ``ocr`` extra), made so that no number is lost in silence.

The detector of the OCR engine now and then leaves out a whole line, and gives no sign of it. So what it read is
blanked, and ink that is left over is read as well. Such lines say ``ocr-repaired``; lines the engine itself was
unsure of, or whose digits came out otherwise at a second look, say ``ocr-low-score``.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any, NamedTuple

from dajuan.documents.document import Document
from dajuan.documents.errors import DocumentError
from dajuan.documents.layout import Segment
from dajuan.documents.limits import MAX_PIXELS
from dajuan.documents.ocr_page import Image, Rect, cropped, left_over, straightened
from dajuan.documents.running_heads import pieces_of_pages
from dajuan.documents.text import document_of_pieces
from dajuan.language.lazy import lazy

DPI = 200
"""Dots per inch a page is drawn at, and that an image without a word about it is taken to have."""
SURE = 0.85
"""Score from which a line is believed."""
_HOPELESS = 0.35
"""Score under which a left-over patch is a stain, not words."""
_DIGITS = lazy(r"\d[\d.,]*")
_MAX_FRAMES = 500
_TURNED = 0.55
"""Mean score under which a page may lie on its side or on its head."""


class Read(NamedTuple):
    """A line that was read: words, place in pixels, how sure, and what is to be admitted about it."""

    words: str
    rect: Rect
    score: float
    doubt: str = ""


def installed() -> bool:
    """Is the ``ocr`` extra there?"""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def missing(source: str) -> DocumentError:
    """What to say when it is not."""
    return DocumentError(
        source,
        "是图片或扫描件，没有文字层；请安装识别组件：pip install 'dajuan[ocr]'",
        "an image or a scan without a text layer; install the OCR extra: pip install 'dajuan[ocr]'",
    )


def read_image(data: bytes, source: str, digest: str) -> Document:
    """The document of an image, each frame of a TIFF a page. Raises ``DocumentError``."""
    if not installed():
        raise missing(source)
    pages = [read_grey(grey, dpi) for grey, dpi in _frames(data, source)]
    return document_of_pieces(pieces_of_pages(pages), source, digest, page_notes([page for page, _ in pages]))


def read_page(page: Any) -> tuple[list[Segment], float]:
    """The segments of a pdf page by OCR, and its height in points."""
    width, height = page.get_size()
    dpi = min(DPI, int((MAX_PIXELS / max(width * height, 1)) ** 0.5 * 72))
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    grey = bitmap.to_numpy().copy()
    return read_grey(grey.reshape(grey.shape[0], grey.shape[1]), dpi)


def page_notes(pages: Sequence[Sequence[Segment]]) -> list[str]:
    """How many pages were read by OCR, and how many lines were repaired or unsure."""
    doubts = [segment.doubt for page in pages for segment in page]
    notes = [f"ocr-pages:{len(pages)}"]
    counts = {doubt: doubts.count(doubt) for doubt in ("ocr-repaired", "ocr-low-score")}
    return notes + [f"{doubt}-lines:{count}" for doubt, count in counts.items() if count]


def read_grey(grey: Image, dpi: float) -> tuple[list[Segment], float]:
    """The segments of a page image (grey, one byte a pixel) and its height, both in points."""
    grey, _ = straightened(grey)
    lines = _lines(grey)
    if lines and sum(line.score for line in lines) / len(lines) < _TURNED:
        grey, lines = _turned(grey, lines)
    scale = 72 / dpi
    return [_placed(line, scale) for line in lines], grey.shape[0] * scale


def _placed(line: Read, scale: float) -> Segment:
    left, top, right, bottom = line.rect
    return Segment(line.words, left * scale, top * scale, right * scale, bottom * scale, line.doubt)


def _turned(grey: Image, lines: list[Read]) -> tuple[Image, list[Read]]:
    """The page the right way up, if one of the other three ways reads better."""
    import numpy

    tries = [(grey, lines)] + [(turned, _lines(turned)) for turned in (numpy.rot90(grey, k).copy() for k in (1, 2, 3))]
    return max(tries, key=lambda one: sum(line.score * len(line.words) for line in one[1]))


def _lines(grey: Image) -> list[Read]:
    found = _detected(grey)
    sure = [line for line in found if line.score >= SURE]
    heights = [line.rect[3] - line.rect[1] for line in sure or found]
    height = median(heights) * 0.8 if heights else grey.shape[0] / 60
    repaired = _recognised(grey, left_over(grey, [line.rect for line in sure], height))
    kept = [line for line in repaired if line.score >= _HOPELESS and line.words.strip()]
    # an unsure line that nothing was found in the place of stays, for it may hold a number
    kept += [line for line in found if line.score < SURE and not any(_overlap(line.rect, new.rect) for new in kept)]
    return _second_look(grey, sure) + [_admitted(line) for line in kept]


def _admitted(line: Read) -> Read:
    return line._replace(doubt="ocr-repaired" if line.score >= SURE else "ocr-low-score")


def _second_look(grey: Image, lines: list[Read]) -> list[Read]:
    """Lines with digits are read again from a wider crop; where the digits differ the line is in doubt."""
    numbered = [line for line in lines if _DIGITS.search(line.words)]
    again = _recognised(grey, [line.rect for line in numbered])
    differing = {
        line.rect: other
        for line, other in zip(numbered, again, strict=True)
        if _DIGITS.findall(line.words) != _DIGITS.findall(other.words)
    }
    out = []
    for line in lines:
        other = differing.get(line.rect)
        if other is not None:
            better = other if other.score > line.score and len(other.words) >= len(line.words) else line
            line = better._replace(doubt="ocr-low-score")
        out.append(line)
    return out


def _overlap(one: Rect, other: Rect) -> bool:
    """Does the second box cover a good part of the first?"""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width > 0 and height > 0 and width * height > 0.4 * (one[2] - one[0]) * (one[3] - one[1])


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "Global.max_side_len": 2600,
        }
    )


def _detected(grey: Image) -> list[Read]:
    import cv2

    result = _engine()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=True)
    if getattr(result, "boxes", None) is None or result.txts is None:
        return []
    lines = []
    for box, words, score in zip(result.boxes.tolist(), result.txts, result.scores, strict=True):
        xs, ys = [point[0] for point in box], [point[1] for point in box]
        rect = (int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1)
        lines.append(Read(words, rect, float(score)))
    return lines


def _recognised(grey: Image, rects: Sequence[Rect]) -> list[Read]:
    """The words in each box, read without detection."""
    if not rects:
        return []
    from rapidocr.ch_ppocr_rec import TextRecInput

    recogniser = _engine()._load_rec_model()
    crops = [cropped(grey, rect, max(2, (rect[3] - rect[1]) // 8)) for rect in rects]
    result = recogniser(TextRecInput(img=crops))
    return [
        Read(words, rect, float(score)) for rect, words, score in zip(rects, result.txts, result.scores, strict=True)
    ]


def _frames(data: bytes, source: str) -> list[tuple[Image, float]]:
    """The frames of an image, grey and the way up that its camera noted, each with its dots per inch."""
    import numpy
    from PIL import Image as Pictures
    from PIL import ImageOps

    frames = []
    try:
        picture = Pictures.open(io.BytesIO(data))
        for number in range(min(getattr(picture, "n_frames", 1), _MAX_FRAMES)):
            picture.seek(number)
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_large(source, picture.width, picture.height)
            frame = ImageOps.exif_transpose(picture)
            frames.append((numpy.array(_on_white(frame).convert("L")), _dpi(picture)))
    except DocumentError:
        raise
    except Exception as error:
        # Pillow's decoders raise whatever their format's code happens to: the file is what is wrong
        raise DocumentError(
            source, "图片已损坏或不完整；请重新扫描或另存为 PNG", "the image is damaged or cut short; save it as PNG"
        ) from error
    return frames


def _on_white(frame: Any) -> Any:
    """Transparent parts are paper."""
    if "A" not in frame.getbands() and "transparency" not in frame.info:
        return frame
    from PIL import Image as Pictures

    frame = frame.convert("RGBA")
    return Pictures.alpha_composite(Pictures.new("RGBA", frame.size, "white"), frame)


def _dpi(picture: Any) -> float:
    said = picture.info.get("dpi")
    return float(said[0]) if said and 60 <= said[0] <= 1200 else float(DPI)


def _too_large(source: str, width: int, height: int) -> DocumentError:
    return DocumentError(
        source,
        f"图片 {width}×{height} 像素，超过上限 {MAX_PIXELS}；请降低分辨率",
        f"{width} by {height} pixels, the limit is {MAX_PIXELS} in all; lower its resolution",
    )
