"""Asking for figures: which indicator, which periods, split by what, as of which day, as known at which entry."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from typing import Protocol

from dajuan.figures.asked import Asked, Engine, by_period
from dajuan.figures.computed import Computed, Values
from dajuan.figures.dialect import Dialect
from dajuan.figures.figure import Figure
from dajuan.figures.period import Period
from dajuan.figures.series import cells
from dajuan.figures.sql import ZONE
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.indicator_units import indicator_unit
from dajuan.programmes.pack import Indicator, Programme

EVER = date(9999, 12, 31)


class RootedEngine(Engine, Protocol):
    """An engine that knows which log it answers from."""

    size: int

    @property
    def computed(self) -> Computed | None:
        """Values it may give again; None where every answer is asked for anew."""
        ...

    @property
    def dialect(self) -> Dialect: ...
    def root(self, size: int) -> bytes: ...


def figures(
    engine: RootedEngine,
    programme: Programme,
    indicator: str,
    periods: Sequence[Period],
    *,
    by: str = "",
    as_of: date | None = None,
    size: int | None = None,
    verified: bool = False,
    parts: Collection[str | None] | None = None,
) -> list[Figure]:
    """The figures of one indicator, by period and, with ``by``, by part: the values of a field, ``link.field``, ``ZONE``;
    with ``parts`` of these only, where there are any.

    ``as_of`` leaves out what came into effect later; ``size`` what was recorded later (see ``ledger.read.size_of`` for
    a moment); ``verified`` what nobody else has verified. A period in which nothing is known has a figure of None.
    """
    declared = indicator_of(programme, indicator)
    _check_split(engine, programme, by)
    if not periods:
        return []
    known = engine.size if size is None else min(size, engine.size)
    asked = Asked(engine, programme, as_of or EVER, by, verified, size)
    root = engine.root(known).hex()
    return [
        Figure(programme.code, declared, period, value, part, entries, known, root)
        for period, part, value, entries in _values(engine, asked, declared, periods)
        if parts is None or part in parts
    ]


def _values(engine: RootedEngine, asked: Asked, indicator: Indicator, periods: Sequence[Period]) -> Values:
    if engine.computed is None:
        return _computed(asked, indicator, periods)
    known = engine.computed.find(asked, indicator, periods)
    return known or engine.computed.keep(asked, indicator, periods, _computed(asked, indicator, periods))


def _computed(asked: Asked, indicator: Indicator, periods: Sequence[Period]) -> Values:
    found = by_period(cells(asked, indicator, periods))
    factor = _factor(indicator)
    made: Values = []
    for period in periods:
        some = found[period]
        for part in sorted(some, key=lambda part: (part is None, part or "")) or [None]:
            cell = some.get(part)
            value = cell.value if cell else None
            if value is not None and factor != 1:
                value /= factor
            made.append((period, part, value, cell.entries if cell else 0))
    return made


def indicator_of(programme: Programme, key: str) -> Indicator:
    """An indicator by its key, or by its name."""
    for one in programme.indicators.values():
        if key in {one.key, one.name.zh, one.name.en}:
            return one
    listed = "、".join(f"{one.key}（{one.name.zh}）" for one in programme.indicators.values())
    raise LedgerError(
        f"{programme.code} 没有指标“{key}”；有：{listed}",
        f"{programme.code} has no indicator '{key}'; it has {', '.join(programme.indicators)}",
    )


def _check_split(engine: Engine, programme: Programme, by: str) -> None:
    relation, dot, _ = by.partition(".")
    if (
        not by
        or (by == ZONE and engine.dialect.zone)
        or (not dot and by in programme.fields)
        or (dot and relation in programme.links)
    ):
        return
    fields = "、".join([*programme.fields, *(f"{link}.字段" for link in programme.links)])
    raise LedgerError(
        f"不能按“{by}”分组；{programme.code} 可按：{fields}",
        f"cannot split by '{by}'; {programme.code} splits by {', '.join(programme.fields)}, or LINK.FIELD",
    )


def _factor(indicator: Indicator) -> Fraction:
    """Base units in one unit of the indicator: 10,000 元 in 万元, 1/100 in %."""
    unit = indicator_unit(indicator)
    return unit.factor if unit else Fraction(1)
