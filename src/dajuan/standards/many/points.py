"""Tables of points over columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import numpy as np

from dajuan.standards.many.columns import NO, YES, Columns, Floats, Span, exact
from dajuan.standards.many.measures import beyond, values
from dajuan.standards.rules.interval import Interval
from dajuan.standards.rules.scoring import (
    Bands,
    Best,
    Choices,
    Flagged,
    Judged,
    Part,
    PerUnit,
    Points,
    Sum,
    Table,
)


def scores(table: Table, columns: Columns) -> Mapping[str, Span]:
    """Points by key: ``total``, groups, parts."""
    found: dict[str, Span] = {}
    for group in table.groups:
        parts = {part.key: _within(part, columns) for part in group.parts}
        found |= parts
        found[group.key] = _capped(_plus(parts.values()), group.most)
    found["total"] = _capped(_plus(found[group.key] for group in table.groups), table.most)
    return found


def _within(part: Part, columns: Columns) -> Span:
    if part.unconfirmed:
        return Span(np.zeros(columns.many), np.full(columns.many, float(part.most)))
    return _capped(_points(part.points, columns), part.most)


def _points(points: Points, columns: Columns) -> Span:
    match points:
        case Bands():
            return _bands(points, columns)
        case PerUnit(measure, size, each, most):
            found = values(measure, columns)
            ends = [np.minimum(float(most), end // float(size) * float(each)) for end in found]
            return _known(ends[0], ends[1], points.span)
        case Choices(key, given):
            words = columns.word(key)
            scored = np.zeros(columns.many)
            for word, worth in given.items():
                scored[words == word] = float(worth)
            scored[words == ""] = np.nan
            return _known(scored, scored, points.span)
        case Flagged(key, worth, otherwise):
            flags = columns.flag(key)
            scored = np.select([flags == YES, flags == NO], [float(worth), float(otherwise)], np.nan)
            return _known(scored, scored, points.span)
        case Judged(key, most):
            judged = columns.number(key)
            return _capped(_known(judged.low, judged.high, points.span), most)
        case Best(ways):
            some = [_points(one, columns) for one in ways]
            return _ends(np.maximum.reduce, some)
        case Sum(parts, most):
            return _capped(_plus(_points(one, columns) for one in parts), most)
    raise TypeError(f"{type(points).__name__} gives no points for many at once")


def _bands(points: Bands, columns: Columns) -> Span:
    found = values(points.measure, columns)
    at = [_band_points(points, columns, end, place) for place, end in enumerate(found[: 1 if found.is_exact else 2])]
    low = np.minimum.reduce([one.low for one in at])
    high = np.maximum.reduce([one.high for one in at])
    unknown = np.isnan(found.low)
    return _known(np.where(unknown, np.nan, low), np.where(unknown, np.nan, high), points.span)


def _band_points(points: Bands, columns: Columns, ends: Floats, end: int) -> Span:
    """The best band comes first: the worst is laid down first, and each better one over it."""
    low = np.full(columns.many, float(points.otherwise.low))
    high = np.full(columns.many, float(points.otherwise.high))
    for band in reversed(points.bands):
        form = {
            (False, False): "at_least",
            (False, True): "more_than",
            (True, False): "at_most",
            (True, True): "less_than",
        }[points.up_to, band.strict]
        there = beyond(points.measure, columns, ends, form, band.bound, end)
        low[there], high[there] = float(band.points.low), float(band.points.high)
    return Span(low, high)


def _known(low: Floats, high: Floats, span: Interval) -> Span:
    """Anything that may be given where it is not known."""
    unknown = np.isnan(low)
    if low is high and not unknown.any():
        return exact(low)
    return Span(np.where(unknown, float(span.low), low), np.where(unknown, float(span.high), high))


def _plus(some: Iterable[Span]) -> Span:
    return _ends(np.add.reduce, list(some))


def _capped(one: Span, most: Fraction) -> Span:
    return _ends(lambda ends: np.minimum(ends[0], float(most)), [one])


def _ends(change: Callable[[list[Floats]], Floats], some: list[Span]) -> Span:
    low = change([one.low for one in some])
    return exact(low) if all(one.is_exact for one in some) else Span(low, change([one.high for one in some]))
