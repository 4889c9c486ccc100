"""One text → all its spans: periods first, then whatever amounts stand outside them."""

from __future__ import annotations

from datetime import date

from dajuan.language.fold import fold
from dajuan.language.gaps import squeeze
from dajuan.language.periods import find_periods
from dajuan.language.quantities import find_quantities
from dajuan.language.spans import Quantity, Span


def read_spans(text: str, year: int | None = None, today: date | None = None) -> list[Span]:
    """Quantities, periods, ordinals and numeric names of ``text``, in order, none overlapping.

    ``year`` is the reference year that 今年 means; without it relative periods stay open (see ``periods.resolve``).
    """
    folded = fold(text)
    squeezed = squeeze(folded)
    if squeezed is None:
        return _spans(folded, year, today)
    return [squeezed.restore(span) for span in _spans(squeezed.text, year, today)]


def _spans(text: str, year: int | None, today: date | None) -> list[Span]:
    periods = find_periods(text, year, today)
    return sorted([*periods, *find_quantities(text, periods)], key=_start)


def read_numbers(text: str) -> list[Quantity]:
    """Every number of ``text``, the bare Chinese ones too: for cells and answers, where prose's caution is not wanted."""
    folded = fold(text)
    squeezed = squeeze(folded)
    found = find_quantities(squeezed.text if squeezed else folded, bare=True)
    spans = [squeezed.restore(span) for span in found] if squeezed else found
    return [span for span in spans if isinstance(span, Quantity)]


def _start(span: Span) -> int:
    return span.start
