"""A page image before it is read: straightened; and after: where ink is left that nobody read."""

from __future__ import annotations

from typing import Any, TypeAlias

Image: TypeAlias = Any
"""A numpy array, grey, one byte a pixel; numpy and OpenCV come with the ``ocr`` extra."""
Rect: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

_SMALL = 900
"""Rows that are enough to tell how a page is turned."""
_TURN = 3.0
"""Degrees a page may lie askew."""
_COARSE, _FINE = 0.5, 0.1
_MIN_LINE, _MAX_LINE = 0.45, 2.6
"""Height of left-over ink to that of a line, for it to be words."""


def straightened(grey: Image) -> tuple[Image, float]:
    """The page turned so that its lines lie level, and by how many degrees (0 when it lay straight enough).

    The angle at which the sum of ink along the rows varies most: lines and the white between them fall into rows.
    """
    import cv2

    scale = min(1.0, _SMALL / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = inked(small)
    steps = int(_TURN / _COARSE)
    coarse = max((step * _COARSE for step in range(-steps, steps + 1)), key=lambda angle: _levelness(ink, angle))
    around = [coarse + step * _FINE for step in range(-4, 5)]
    angle = max(around, key=lambda angle: _levelness(ink, angle))
    if abs(angle) < _FINE or _levelness(ink, angle) < 1.02 * _levelness(ink, 0.0):
        return grey, 0.0
    return _turned(grey, angle, 255), round(angle, 2)


def _levelness(ink: Image, angle: float) -> float:
    rows = _turned(ink, angle, 0).sum(axis=1, dtype="float64")
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _turned(image: Image, angle: float, border: int) -> Image:
    import cv2

    if angle == 0:
        return image
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=border)


def inked(grey: Image) -> Image:
    """1 where there is ink, 0 where there is paper; specks of one or two pixels do not count."""
    import cv2

    _, ink = cv2.threshold(cv2.medianBlur(grey, 3), 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return ink


def left_over(grey: Image, read: list[Rect], line: float) -> list[Rect]:
    """Boxes of ink that look like words and that no box of ``read`` covers; ``line`` is a line's height in pixels."""
    import cv2
    import numpy

    ink = inked(grey)
    for left, top, right, bottom in read:
        ink[max(top, 0) : bottom, max(left, 0) : right] = 0
    ink = _without_rules(ink, line)
    reach = max(3, int(line * 1.1))
    joined = cv2.dilate(ink, numpy.ones((max(1, int(line * 0.12)), reach), numpy.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    rects = []
    for left, top, width, height, _ in stats[1:count].tolist():
        shrink = reach // 2
        rect = _tight(ink, (left + shrink // 2, top, left + width - shrink // 2, top + height))
        if rect is not None and _is_words(ink, rect, line):
            rects.append(rect)
    return sorted(rects, key=lambda rect: (rect[1], rect[0]))


def _without_rules(ink: Image, line: float) -> Image:
    """The ink without the rules of tables and underlines."""
    import cv2
    import numpy

    length = max(10, int(line * 4))
    for shape in ((1, length), (length, 1)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones(shape, numpy.uint8))
        ink = numpy.where(cv2.dilate(rules, numpy.ones((3, 3), numpy.uint8)) > 0, 0, ink).astype(numpy.uint8)
    return ink


def _tight(ink: Image, rect: Rect) -> Rect | None:
    left, top, right, bottom = rect
    part = ink[top:bottom, left:right]
    columns, rows = part.any(axis=0).nonzero()[0], part.any(axis=1).nonzero()[0]
    if len(columns) == 0:
        return None
    return left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1


def _is_words(ink: Image, rect: Rect, line: float) -> bool:
    left, top, right, bottom = rect
    width, height = right - left, bottom - top
    if not _MIN_LINE * line <= height <= _MAX_LINE * line or width < 0.35 * line:
        return False
    share = float(ink[top:bottom, left:right].mean())
    return 0.04 < share < 0.75


def cropped(grey: Image, rect: Rect, margin: int) -> Image:
    """The part of the page with a margin of paper around it, in three channels as the recogniser wants it."""
    import cv2

    left, top, right, bottom = rect
    part = grey[max(top - margin, 0) : bottom + margin, max(left - margin, 0) : right + margin]
    return cv2.cvtColor(part, cv2.COLOR_GRAY2BGR)
