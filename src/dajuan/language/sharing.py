"""A unit said once for several numbers: 3.3和0.7个百分点, 12、15万元, 20.9、36.2、54个百分点."""

from __future__ import annotations

from decimal import Decimal

from dajuan.language.numerals import MAGNITUDES
from dajuan.language.spans import Quantity, Span
from dajuan.language.tables import tables

_ONE = Decimal(1)

_JOINS = frozenset(("、", "和", "与", "及", ",", "，", "或"))


def share_units(text: str, spans: list[Span]) -> list[Span]:
    """The same spans, with each bare number that a list joins to a measured one given that one's unit."""
    units = tables().units
    for i in range(len(spans) - 2, -1, -1):
        left, right = spans[i], spans[i + 1]
        if not isinstance(left, Quantity) or not isinstance(right, Quantity) or not right.unit:
            continue
        if left.unit and not (left.written_unit == "个" and right.dimension == "point"):
            continue
        if left.chinese or right.dimension == "rank" or text[left.end : right.start] not in _JOINS:
            continue
        unit = units.get(right.written_unit)
        if unit is None:
            continue
        magnitude = left.magnitude or right.magnitude
        scale = _ONE if left.magnitude else MAGNITUDES.get(magnitude, _ONE)
        spans[i] = left._replace(
            low=None if left.low is None else unit.to_base(left.low * scale),
            high=None if left.high is None else unit.to_base(left.high * scale),
            unit=right.unit,
            dimension=right.dimension,
            written_unit=right.written_unit,
            magnitude=magnitude,
            per=right.per,
        )
    return spans
