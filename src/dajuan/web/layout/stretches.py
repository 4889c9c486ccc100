"""A list in hand, shown a stretch at a time; the address says from which row on (``from=50``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
AT_ONCE = 50


class Stretch(NamedTuple, Generic[T]):
    """``previous`` and ``next``: where those before and after begin; None where there are none."""

    rows: Sequence[T]
    previous: int | None
    next: int | None


def stretch(rows: Sequence[T], said: str | None, many: int = AT_ONCE) -> Stretch[T]:
    start = whole_number(said)
    end = start + many
    return Stretch(rows[start:end], max(0, start - many) if start else None, end if len(rows) > end else None)


def whole_number(said: str | None) -> int:
    """What an address says, nought where it says none."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 9 else 0
