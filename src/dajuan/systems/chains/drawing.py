"""A chain's drawing in points of a page: boxes with their words, curved links; ready for an SVG."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from dajuan.systems.chains.chain import Chain
from dajuan.systems.chains.layout import NODE_ROWS, Point, laid_out
from dajuan.systems.chains.supply_graph import Edge

BOX, HEIGHT = 140, 62
ACROSS, DOWN, EDGE = 52, 18, 8
_ROW = (HEIGHT + DOWN) // NODE_ROWS
_LETTERS, _MOST_LINES = 18, 2
"""Half-width letters of a line in a box, and lines of its name."""


class Box(NamedTuple):
    node: str
    x: int
    y: int
    lines: tuple[str, ...]
    width: int = BOX
    height: int = HEIGHT

    @property
    def middle(self) -> int:
        return self.x + BOX // 2

    def line_at(self) -> list[tuple[int, str]]:
        """Each line of the name with its height in the drawing."""
        first = self.y + (20 if len(self.lines) > 1 else 27)
        return [(first + 16 * nth, words) for nth, words in enumerate(self.lines)]

    @property
    def foot(self) -> int:
        return self.y + HEIGHT - 9


class Curve(NamedTuple):
    upstream: str
    downstream: str
    path: str
    """The ``d`` of an SVG path."""
    back: bool
    """It runs against the columns: part of a circle."""


class Drawing(NamedTuple):
    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


def drawn(chain: Chain, only: Collection[str] | None = None) -> Drawing:
    """``only``: these nodes and the links among them."""
    codes = [code for code in chain.nodes if only is None or code in only]
    kept = set(codes)
    layout = laid_out(codes, [pair for pair in chain.edges if kept.issuperset(pair)])
    boxes = [Box(code, *_corner(layout.places[code]), _lines(chain.nodes[code].name)) for code in codes]
    return Drawing(
        layout.columns * (BOX + ACROSS) - ACROSS + 2 * EDGE if boxes else 0,
        layout.rows * _ROW - DOWN + 2 * EDGE if boxes else 0,
        tuple(boxes),
        tuple(_curve(pair, way) for pair, way in layout.ways.items()),
    )


def near(chain: Chain, node: str, steps: int = 2) -> set[str]:
    """A node and those at most so many links away."""
    found, last = {node}, {node}
    for _ in range(steps):
        last = {one for pair in chain.edges if last & set(pair) for one in pair} - found
        found |= last
    return found


def _corner(place: Point) -> tuple[int, int]:
    return EDGE + place[0] * (BOX + ACROSS), EDGE + place[1] * _ROW


def _curve(pair: Edge, way: Sequence[Point]) -> Curve:
    corners = [_corner(one) for one in way]
    (x, y), (last_x, last_y) = corners[0], corners[-1]
    middle = HEIGHT // 2
    if last_x <= x:
        path = f"M{x + BOX // 2} {y} C{x + BOX // 2} {y - 40} {last_x + BOX // 2} {last_y - 40} {last_x + BOX // 2} {last_y}"  # fmt: skip
        return Curve(*pair, path, True)
    path = f"M{x + BOX} {y + middle}"
    at_x, at_y = x + BOX, y + middle
    for bend_x, bend_y in corners[1:-1]:
        path += _bow(at_x, at_y, bend_x, bend_y + _ROW // 2) + f" H{bend_x + BOX}"
        at_x, at_y = bend_x + BOX, bend_y + _ROW // 2
    return Curve(*pair, path + _bow(at_x, at_y, last_x, last_y + middle), False)


def _bow(x: int, y: int, to_x: int, to_y: int) -> str:
    half = (to_x - x) // 2
    return f" C{x + half} {y} {to_x - half} {to_y} {to_x} {to_y}"


def _lines(name: str) -> tuple[str, ...]:
    """A name broken into lines that fit; what is too long ends in an ellipsis."""
    lines, line, wide = list[str](), "", 0
    for letter in name:
        size = 1 if letter.isascii() else 2
        if wide + size > _LETTERS:
            lines.append(line)
            line, wide = "", 0
        line, wide = line + letter, wide + size
    lines.append(line)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}…"]
    return tuple(one.strip() for one in lines if one.strip())
