"""Measures over columns, and how each lies to a bound."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dajuan.standards.many.columns import UNKNOWN, Columns, Floats, OneOfMany, Span, Truths, exact
from dajuan.standards.rules.facts import vocabulary
from dajuan.standards.rules.measures import Difference, Fact, Growth, Measure, Named, Share, Total, YearsSince

HOLDS: dict[str, Callable[[Any, Any], Any]] = {
    "at_least": operator.ge,
    "more_than": operator.gt,
    "at_most": operator.le,
    "less_than": operator.lt,
}
Places: TypeAlias = NDArray[np.intp]
LARGEST = 2.0**62
"""Of a product of two whole numbers."""
NEAR = 1e-9
"""Of a bound, or of one: whatever is as near is reckoned exactly. Floats are off by a millionth of that."""


def values(measure: Measure, columns: Columns) -> Span:
    match measure:
        case Named(inner):
            return values(inner, columns)
        case Fact(key, back):
            return columns.number(key, back)
        case Share(part, whole):
            return _over(values(part, columns), values(whole, columns))
        case Difference(one, other):
            return _minus(values(one, columns), values(other, columns))
        case Total(key, years, mean):
            return _total([columns.number(key, back) for back in range(1, years + 1)], years if mean else 1)
        case Growth():
            return _growth(measure, columns)
        case YearsSince(key, at):
            return _years_since(columns, key, at)
    raise TypeError(f"{type(measure).__name__} is not reckoned for many at once")


def compared(measure: Measure, columns: Columns, form: str, bound: Fraction) -> Truths:
    span = values(measure, columns)
    low = _holds(measure, columns, span.low, form, bound, 0)
    high = low if span.is_exact else _holds(measure, columns, span.high, form, bound, 1)
    return np.where(np.isnan(span.low), UNKNOWN, low.astype(np.int8) + high.astype(np.int8)).astype(np.int8)


def beyond(measure: Measure, columns: Columns, ends: Floats, form: str, bound: Fraction, end: int) -> NDArray[np.bool_]:
    """Whether each low (``end`` 0) or high (1) end is as far as a bound; no where it is not known."""
    return _holds(measure, columns, ends, form, bound, end)


def _holds(measure: Measure, columns: Columns, ends: Floats, form: str, bound: Fraction, end: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = HOLDS[form](ends, float(bound))
    bare = measure.measure if isinstance(measure, Named) else measure
    if isinstance(bare, (Fact, YearsSince)):  # A number as it stands, or full years: nothing was rounded.
        return found
    near = np.flatnonzero(np.abs(ends - float(bound)) <= NEAR * max(abs(float(bound)), 1.0))
    left = _multiplied_out(bare, columns, near, form, bound, found)
    for place in left:
        value = bare.read(OneOfMany(columns, int(place))).value
        found[place] = value is not None and HOLDS[form](value[end], bound)
    return found


def _multiplied_out(
    measure: Measure, columns: Columns, places: Places, form: str, bound: Fraction, found: NDArray[np.bool_]
) -> Places:
    """A share of whole numbers against a bound is two products against each other: settled in ``found``, for all at once. The
    places that are left."""
    match measure:
        case Share(part, whole):
            one, other = values(part, columns), values(whole, columns)
        case Growth(key, "last", _, ""):
            one, other, bound = columns.number(key), columns.number(key, 2), bound + 1
        case Total(key, years, mean):
            one, other = values(Total(key, years), columns), exact(np.ones(columns.many))
            bound = bound * years if mean else bound
        case _:
            return places
    if not (one.is_exact and other.is_exact):
        return places
    numbers = [ends.low[places] for ends in (one, other)]
    most = LARGEST / max(bound.numerator, bound.denominator)
    simple = np.logical_and.reduce([(number % 1 == 0) & (np.abs(number) < most) for number in numbers])
    left, right = (number[simple].astype(np.int64) for number in numbers)
    found[places[simple]] = HOLDS[form](left * bound.denominator, right * bound.numerator)
    rest: Places = places[~simple]
    return rest


def _over(one: Span, other: Span) -> Span:
    whole = np.where(other.low > 0, other.low, np.nan)
    if one.is_exact and other.is_exact:
        return exact(one.low / whole)
    ends = [a / b for a in one for b in (whole, np.where(other.low > 0, other.high, np.nan))]
    return Span(np.minimum.reduce(ends), np.maximum.reduce(ends))


def _minus(one: Span, other: Span) -> Span:
    if one.is_exact and other.is_exact:
        return exact(one.low - other.low)
    return Span(one.low - other.high, one.high - other.low)


def _plus(some: list[Span]) -> Span:
    low = sum((one.low for one in some[1:]), some[0].low)
    if all(one.is_exact for one in some):
        return exact(low)
    return Span(low, sum((one.high for one in some[1:]), some[0].high))


def _changed(one: Span, change: Callable[[Floats], Floats]) -> Span:
    return exact(change(one.low)) if one.is_exact else Span(change(one.low), change(one.high))


def _total(some: list[Span], parts: int) -> Span:
    return _changed(_plus(some), lambda ends: ends / parts)


def _growth(measure: Growth, columns: Columns) -> Span:
    many = 3 if measure.form == "ratio-mean" else measure.years + 1
    amounts = [columns.number(measure.key, back) for back in range(1, many + 1)]
    if measure.less:
        amounts = [_minus(one, columns.number(measure.less, back)) for back, one in enumerate(amounts, 1)]
    if measure.form == "ratio-mean":
        return _ratio_mean(*amounts)
    if measure.form == "compound":
        years = measure.years
        grown = _changed(_over(amounts[0], amounts[-1]), lambda ends: np.where(ends < 0, np.nan, ends))
        return _changed(grown, lambda ends: ends ** (1 / years) - 1)
    ratios = [_over(one, before) for one, before in itertools.pairwise(amounts)]
    return _changed(_plus(ratios), lambda ends: ends / len(ratios) - 1)


def _ratio_mean(third: Span, second: Span, first: Span) -> Span:
    """195号, with its own rules for nought; see ``Growth``."""
    latest, earlier = _over(third, second), _over(second, first)
    both = _changed(_plus([latest, earlier]), lambda ends: ends / 2 - 1)
    alone = _changed(latest, lambda ends: ends - 1)
    nothing = (second.high <= 0) & ~np.isnan(third.low)
    ends = [
        np.where(nothing, 0.0, np.where(first.high <= 0, alone_end, both_end))
        for alone_end, both_end in zip(alone, both, strict=True)
    ]
    return exact(ends[0]) if alone.is_exact and both.is_exact else Span(*ends)


def _years_since(columns: Columns, key: str, at: str) -> Span:
    since = columns.day(key)
    until = date(columns.on.year, 1, 1) if at == "year-end" else columns.on
    months = since.astype("datetime64[M]")
    year = since.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (since - months.astype("datetime64[D]")).astype(np.int64) + 1
    after = (month > until.month) | ((month == until.month) & (day > until.day))
    full = np.maximum(until.year - year - after, 0).astype(np.float64)
    return exact(np.where(np.isnat(since), 0.0 if vocabulary()[key].none else np.nan, full))
