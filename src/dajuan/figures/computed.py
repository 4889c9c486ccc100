"""Values computed before: good as long as every answer of the engine that they rest on is the very same list."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from dajuan.figures.asked import Asked
from dajuan.figures.period import Period
from dajuan.figures.sql import Query, Rows
from dajuan.programmes.pack import Indicator, Programme

Values: TypeAlias = list[tuple[Period, str | None, Fraction | None, int]]
"""Period, part, value in the indicator's unit, entries."""
_MOST = 500_000
"""Values kept in all, about 100 MB; those that were not asked for the longest go first."""


class _Known(NamedTuple):
    programme: Programme
    used: list[tuple[Query, Rows]]
    values: Values


class Computed:
    """Of an engine that keeps its answers (``kept``): one that has not changed is the same object."""

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._values = most, 0
        self._known: OrderedDict[Hashable, _Known] = OrderedDict()

    def find(self, asked: Asked, indicator: Indicator, periods: Sequence[Period]) -> Values | None:
        """The values of this question, if they would be the same again."""
        key = _key(asked, indicator, periods)
        known = self._known.get(key)
        if known is None or known.programme is not asked.programme:
            return None
        if any(asked.engine.sums(query, asked.size) is not rows for query, rows in known.used):
            return None
        self._known.move_to_end(key)
        return known.values

    def keep(self, asked: Asked, indicator: Indicator, periods: Sequence[Period], values: Values) -> Values:
        """Keep what was just computed; returns it."""
        key = _key(asked, indicator, periods)
        before = self._known.pop(key, None)
        self._known[key] = _Known(asked.programme, asked.used, values)
        self._values += len(values) - (len(before.values) if before else 0)
        while self._values > self._most and len(self._known) > 1:
            self._values -= len(self._known.popitem(last=False)[1].values)
        return values


def _key(asked: Asked, indicator: Indicator, periods: Sequence[Period]) -> Hashable:
    head = asked.programme.code, asked.as_of, asked.by, asked.verified, asked.size
    return *head, indicator, tuple(periods)
