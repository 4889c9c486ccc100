"""One text → all its spans: periods first, then whatever amounts stand outside them."""

from __future__ import annotations

from datetime import date

from dajuan.language.fold import fold
from dajuan.language.periods import find_periods
from dajuan.language.quantities import find_quantities
from dajuan.language.spans import Quantity, Span


def read_spans(text: str, year: int | None = None, today: date | None = None) -> list[Span]:
    """Quantities, periods, ordinals and numeric names of ``text``, in order, none overlapping.

    ``year`` is the reference year that 今年 means; without it relative periods stay open (see ``periods.resolve``).
    """
    folded = fold(text)
    periods = find_periods(folded, year, today)
    spans = find_quantities(folded, periods)
    return sorted([*periods, *spans], key=_start)


def read_numbers(text: str) -> list[Quantity]:
    """Every number of ``text``, the bare Chinese ones too: for cells and answers, where prose's caution is not wanted."""
    return [span for span in find_quantities(fold(text), bare=True) if isinstance(span, Quantity)]


def _start(span: Span) -> int:
    return span.start
