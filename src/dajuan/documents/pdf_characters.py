"""The characters of a pdf page: what each is, where it stands, what is raised or struck through."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple, TypeAlias

from dajuan.documents.raised import MARKS, raised

Rect: TypeAlias = tuple[float, float, float, float]
"""left, top, right, bottom in pdf points, y upwards."""
Character: TypeAlias = tuple[str, Rect | None]
"""A character and its box, None for a blank; ``""`` for one that is not to be read."""

_NOTHING = frozenset({0x0D, 0x0A, 0, 0xFFFE, 0xFFFF, 0x02})
_BLANK = frozenset({0x20, 0xA0, 0x09})
_MARK_CODES = frozenset(map(ord, MARKS))
_LOWER = 0.9
"""A raised character's box is lower than this share of the one before; only then its font is looked at."""
_SMALLER = 0.88
"""Size of a raised character to that of the line, at most."""
_RISE = 0.15, 0.9
"""How far over the baseline it stands, in sizes of the line."""
_THIN = 0.16
"""Height of a line through words, in heights of a character, at most."""
_MIDDLE = 0.26, 0.66
"""Where in the height of a character a line strikes it through; an underline stands lower."""
_OVERHANG = 0.9
"""How far a line may reach beyond the words it strikes out, in heights: the rules of tables and charts reach further."""


class Bar(NamedTuple):
    """A thin level line."""

    left: float
    right: float
    middle: float
    height: float


def characters_of(handle: Any) -> Iterator[Character]:
    """Every character with its box, in the order they were drawn."""
    from pypdfium2 import raw

    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    on_line, line_height, before = -1, 0.0, ""
    lifted: list[tuple[str, Rect]] = []
    for index in range(raw.FPDFText_CountChars(handle)):
        code = unicode_of(handle, index)
        if code in _NOTHING:
            continue
        if code in _BLANK:
            yield from _settled(before, lifted)
            yield " ", None
            continue
        if not box_of(handle, index, reference):
            continue
        place = (box.left, box.top, box.right, box.bottom)
        height = place[1] - place[3]
        if code in _MARK_CODES and height < _LOWER * line_height and _is_raised(handle, index, on_line):
            lifted.append((chr(code), place))
            continue
        yield from _settled(before, lifted)
        before = chr(code)
        yield before, place
        on_line, line_height = index, height
    yield from _settled(before, lifted)


def _settled(before: str, lifted: list[tuple[str, Rect]]) -> Iterator[Character]:
    """What is read of a raised run; what is not keeps its place, so that no gap shows where it stood."""
    if not lifted:
        return
    words = raised(before, "".join(word for word, _ in lifted))
    for number, (_, place) in enumerate(lifted):
        yield words[number : number + 1], place
    lifted.clear()


def _is_raised(handle: Any, index: int, on_line: int) -> bool:
    one, other = _set(handle, index), _set(handle, on_line)
    if one is None or other is None or one[0] > _SMALLER * other[0]:
        return False
    return _RISE[0] * other[0] < one[1] - other[1] < _RISE[1] * other[0]


def _set(handle: Any, index: int) -> tuple[float, float] | None:
    """Size and baseline of a character that stands upright."""
    from pypdfium2 import raw

    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetMatrix(handle, index, matrix) or not raw.FPDFText_GetCharOrigin(handle, index, x, y):
        return None
    if abs(matrix.b) > 0.01 * abs(matrix.a):
        return None
    return float(raw.FPDFText_GetFontSize(handle, index)) * hypot(matrix.c, matrix.d), float(y.value)


def bars_of(page: Any) -> list[Bar]:
    """The thin level lines of a page, those that go on in one another as one."""
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = edges
    bars: list[Bar] = []
    for index in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(thing, *edges):
            continue
        height = top.value - bottom.value
        if 0 <= height < 3 and right.value - left.value > max(1.5, height):
            bars.append(Bar(left.value, right.value, (top.value + bottom.value) / 2, height))
    return _joined(bars)


def _joined(bars: list[Bar]) -> list[Bar]:
    out: list[Bar] = []
    for bar in sorted(bars, key=lambda one: (round(one.middle * 2), one.left)):
        last = out[-1] if out else None
        if last is not None and abs(last.middle - bar.middle) < 0.8 and bar.left - last.right < 2:
            out[-1] = last._replace(right=max(last.right, bar.right))
        else:
            out.append(bar)
    return out


def without_struck(characters: Sequence[Character], bars: Sequence[Bar]) -> tuple[list[Character], frozenset[int], int]:
    """The characters with those struck through emptied, which these are, and how many strokes struck them."""
    struck: set[int] = set()
    strokes = 0
    for bar in bars:
        found = [index for index, (_, box) in enumerate(characters) if box is not None and _strikes(bar, box)]
        if not found:
            continue
        boxes = [box for index in found if (box := characters[index][1]) is not None]
        reach = _OVERHANG * max(box[1] - box[3] for box in boxes)
        if bar.left < min(box[0] for box in boxes) - reach or bar.right > max(box[2] for box in boxes) + reach:
            continue
        strokes += not struck.issuperset(found)
        struck.update(found)
    kept = [("" if index in struck else word, box) for index, (word, box) in enumerate(characters)]
    return kept, frozenset(struck), strokes


def _strikes(bar: Bar, box: Rect) -> bool:
    left, top, right, bottom = box
    height = top - bottom
    if height <= 0 or bar.height > max(_THIN * height, 1.0):
        return False
    middle = (left + right) / 2
    return bar.left <= middle <= bar.right and _MIDDLE[0] < (bar.middle - bottom) / height < _MIDDLE[1]


def steps(characters: Sequence[Character]) -> Iterator[tuple[Rect, Rect]]:
    """The boxes of characters that follow each other with no blank between."""
    for (_, one), (_, other) in pairwise(characters):
        if one is not None and other is not None:
            yield one, other
