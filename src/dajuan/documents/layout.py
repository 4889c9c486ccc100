"""A page of placed words → what a person reads first, second, third: columns, lines, paragraphs, table rows.

The columns are found by an XY-cut: the page is cut along empty bands, downwards where a gutter separates two
columns, across where a heading spans them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dajuan.documents.document import Box
from dajuan.documents.lines import is_closed
from dajuan.documents.spacing import squeezed
from dajuan.documents.text import Piece
from dajuan.language.lazy import lazy


class Segment(NamedTuple):
    """Words on one line of one column, in points from the top left of the page."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    doubt: str = ""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


_GUTTER = 0.9
"""Least width of a gutter between columns, in line heights."""
_FULL = 0.55
"""Typical line of a column to the column's width: text fills its column, cells of a table do not."""
_CELL_GAP = 0.55
"""Least gap between two cells of a row, in line heights."""
_ENDS = frozenset("。！？；：")
_STOPS = frozenset("。！？”")
_NUMBERED = lazy(
    r"[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}(?:、|[.．](?!\d))|[①-⑳]"
)
"""A line that opens so after a full stop begins its own paragraph, wherever it stands."""
_SHORT = 1.9
"""A line that ends this far before the right edge, in line heights, ends its paragraph."""


def pieces_of_page(segments: Sequence[Segment], page: int) -> list[Piece]:
    """The paragraphs and table rows of a page in reading order."""
    pieces: list[Piece] = []
    for region in regions(list(segments)):
        pieces += _paragraphs(_rows(region), page)
    return pieces


def regions(segments: list[Segment], depth: int = 0) -> list[list[Segment]]:
    """Columns and the bands that span them, in reading order."""
    if len(segments) < 4 or depth > 12:
        return [segments] if segments else []
    gutter = _gutter(segments)
    if gutter is None:
        return [segments]
    out: list[list[Segment]] = []
    for band, spanning in _bands(segments, gutter):
        if spanning:
            out.append(band)
            continue
        out += regions([s for s in band if s.right <= gutter], depth + 1)
        out += regions([s for s in band if s.right > gutter], depth + 1)
    return out


def _gutter(segments: Sequence[Segment]) -> float | None:
    """The middle of a gutter that few lines cross, with columns of running text on both sides of it."""
    height = median(s.height for s in segments)
    edges = sorted({round(s.left, 1) for s in segments})
    best: tuple[int, float] | None = None
    for edge in edges[1:]:
        right = edge - 0.1
        left = right - _GUTTER * height
        crossing = sum(s.left < right and s.right > left for s in segments)
        if crossing * 4 > len(segments) or (best is not None and crossing >= best[0]):
            continue
        middle = (left + right) / 2
        if _are_columns(segments, middle, height):
            best = (crossing, middle)
            if crossing == 0:
                break
    return best[1] if best else None


def _are_columns(segments: Sequence[Segment], gutter: float, height: float) -> bool:
    sides = [s for s in segments if s.right <= gutter], [s for s in segments if s.left >= gutter]
    for side in sides:
        if len(side) < 3:
            return False
        width = max(s.right for s in side) - min(s.left for s in side)
        if width < 7 * height or median(s.right - s.left for s in side) < _FULL * width:
            return False
    shared = min(max(s.bottom for s in side) for side in sides) - max(min(s.top for s in side) for side in sides)
    return shared > 2 * height


def _bands(segments: Sequence[Segment], gutter: float) -> list[tuple[list[Segment], bool]]:
    """From top to bottom: what crosses the gutter, and what stands in the columns between."""
    bands: list[tuple[list[Segment], bool]] = []
    for segment in sorted(segments, key=lambda s: s.middle):
        spanning = segment.left < gutter < segment.right
        if not bands or bands[-1][1] != spanning:
            bands.append(([], spanning))
        bands[-1][0].append(segment)
    return bands


def _rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments that stand on one line, left to right; lines top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: s.middle):
        last = rows[-1][-1] if rows else None
        if last is not None and abs(segment.middle - last.middle) < 0.45 * min(segment.height, last.height):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.left) for row in rows]


def _paragraphs(rows: Sequence[Sequence[Segment]], page: int) -> Iterator[Piece]:
    if not rows:
        return
    tabular = _tabular(rows)
    lines: list[Segment] = []
    flat = [_merged(row) for row, table in zip(rows, tabular, strict=True) if not table]
    shape = _Shape.of(flat, [row[-1].right for row, table in zip(rows, tabular, strict=True) if table])
    for row, table in zip(rows, tabular, strict=True):
        if not table:
            line = _merged(row)
            if lines and shape.begins(lines[-1], line, len(lines) == 1):
                yield _piece(lines, page)
                lines = []
            lines.append(line)
            continue
        if lines:
            yield _piece(lines, page)
            lines = []
        for place, cell in enumerate(row):
            after = "\t" if place < len(row) - 1 else "\n"
            yield Piece(squeezed(cell.words), "cell", 0, _box([cell], page), cell.doubt, after)
    if lines:
        yield _piece(lines, page)


def _tabular(rows: Sequence[Sequence[Segment]]) -> list[bool]:
    """Rows of a table: two or more lines in a row with gaps in them, or one with many."""
    gaps = [len(row) > 1 and any(b.left - a.right > _CELL_GAP * a.height for a, b in pairwise(row)) for row in rows]
    return [
        gap and (len(rows[i]) > 3 or (i > 0 and gaps[i - 1]) or (i + 1 < len(gaps) and gaps[i + 1]))
        for i, gap in enumerate(gaps)
    ]


class _Shape(NamedTuple):
    """How the paragraphs of a column are set."""

    left: float
    right: float
    height: float
    leading: float
    least: float = 0.0
    """The leftmost line's left edge: a line that stands further in is indented."""

    @classmethod
    def of(cls, lines: Sequence[Segment], tables: Sequence[float] = ()) -> _Shape:
        """``tables`` are the right edges of table rows: where every paragraph is short they tell where lines end."""
        if not lines:
            return cls(0, 0, 1, 1)
        lefts = sorted(line.left for line in lines)
        rights = sorted(line.right for line in lines)
        steps = sorted(b.middle - a.middle for a, b in pairwise(lines) if b.middle > a.middle)
        height = median(line.height for line in lines)
        return cls(
            lefts[len(lefts) // 4],
            max(rights[len(rights) * 3 // 4], *(tables or (0.0,))),
            height,
            steps[len(steps) // 2] if steps else height * 1.6,
            lefts[0],
        )

    def begins(self, before: Segment, line: Segment, alone: bool) -> bool:
        """Does a paragraph begin with this line? ``alone``: the line before is the first of its own."""
        step = line.middle - before.middle
        if before.words[0] in "（(" and before.words[-1] in "）)":
            return True
        if before.words[-1] in _ENDS and _NUMBERED.match(line.words):
            return True
        if self._is_indented_after_a_stop(before, line, alone):
            return True
        if step > 1.45 * self.leading or step > 2.6 * max(before.height, line.height):
            return True
        if abs(line.height - before.height) > 0.22 * max(line.height, before.height):
            return True
        if before.right < self.right - _SHORT * self.height:
            return (
                is_closed(before.words) or line.left > self.left + self.height or not _same_measure(before, line, self)
            )
        return line.left > self.left + 1.2 * self.height and before.left < line.left - 1.2 * self.height

    def _is_indented_after_a_stop(self, before: Segment, line: Segment, alone: bool) -> bool:
        """The line before may be full to the edge: its stop and the blanks before this one tell."""
        indent = 1.2 * self.height
        if before.words[-1] not in _STOPS or line.left < self.least + indent:
            return False
        return before.left < line.left - indent if not alone else _NUMBERED.match(before.words) is None


def _same_measure(before: Segment, line: Segment, shape: _Shape) -> bool:
    """A ragged right edge within a paragraph: the first word of the next line would not have fitted."""
    return not is_closed(before.words) and line.words[0].isascii() and before.right > shape.right - 8 * shape.height


def _merged(row: Sequence[Segment]) -> Segment:
    """The segments of a line as one; a gap wide enough to be seen stays as a blank."""
    if len(row) == 1:
        return row[0]
    words = row[0].words
    for a, b in pairwise(row):
        words += _between(a, b) + b.words
    doubt = next((s.doubt for s in row if s.doubt), "")
    return Segment(words, row[0].left, min(s.top for s in row), row[-1].right, max(s.bottom for s in row), doubt)


def _between(a: Segment, b: Segment) -> str:
    """What stands in a gap: a wide blank where it is wide, a blank between Latin words, else nothing."""
    if b.left - a.right > a.height:
        return "  "
    return " " if (a.words[-1] + b.words[0]).isascii() and b.left - a.right > 0.15 * a.height else ""


def _piece(lines: Sequence[Segment], page: int) -> Piece:
    words = lines[0].words
    for line in lines[1:]:
        words += (
            " " if words[-1:].isascii() and line.words[:1].isascii() and words[-1:].isalpha() else ""
        ) + line.words
    doubts = {line.doubt for line in lines} - {""}
    doubt = "ocr-repaired" if "ocr-repaired" in doubts else next(iter(doubts), "")
    return Piece(squeezed(words), "", 0, _box(lines, page), doubt)


def _box(segments: Iterable[Segment], page: int) -> Box:
    found = list(segments)
    return Box(
        page,
        round(min(s.left for s in found), 1),
        round(min(s.top for s in found), 1),
        round(max(s.right for s in found), 1),
        round(max(s.bottom for s in found), 1),
    )
