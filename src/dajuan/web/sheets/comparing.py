"""Two versions side by side: which paragraphs and rows say something else, and where in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Piece = tuple[str, bool]
"""A stretch of a line, and whether the other version has it otherwise."""
_ALIKE = 0.5
"""Lines less alike than this are not shown as one line changed: ours, only how it looks hangs on it."""


class Change(NamedTuple):
    """A line of the first and what the second has in its place; one of them empty where it is only there or gone."""

    before: list[Piece]
    after: list[Piece]


def changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Where two texts differ, in order. Equal texts give nothing."""
    for what, start, stop, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            yield from _paired(before[start:stop], after[first:last])


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Lines of a stretch that are alike stand beside each other, in order; the others alone."""
    rest = list(after)
    for line in before:
        place = next((nth for nth, other in enumerate(rest) if _alike(line, other)), None)
        if place is None:
            yield Change([(line, True)], [])
            continue
        for other in rest[:place]:
            yield Change([], [(other, True)])
        yield _line(line, rest[place])
        del rest[: place + 1]
    for other in rest:
        yield Change([], [(other, True)])


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _line(before: str, after: str) -> Change:
    old: list[Piece] = []
    new: list[Piece] = []
    for what, start, stop, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if stop > start:
            old.append((before[start:stop], what != "equal"))
        if last > first:
            new.append((after[first:last], what != "equal"))
    return Change(old, new)
