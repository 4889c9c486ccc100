"""From a figure to the entries and the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.figures.ask import EVER, RootedEngine, indicator_of
from dajuan.figures.figure import rounded
from dajuan.figures.period import Period
from dajuan.figures.sql import Base, Question, lineage
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.indicator_units import indicator_unit
from dajuan.programmes.pack import (
    Change,
    Condition,
    Count,
    Cumulative,
    Days,
    Indicator,
    Last,
    Mean,
    Programme,
    Ratio,
    RuleResult,
    Share,
    Sum,
)


class Ground(NamedTuple):
    """One subject's share in a figure, and the entries that say so, by their place in the log."""

    indicator: str
    """Of a figure made of others: the one that this entry is behind."""
    period: Period
    subject: str
    on: date
    minor: int
    """In minor units: 10 to the power of ``scale`` make one of the base unit."""
    scale: int
    seqs: tuple[int, ...]

    @property
    def amount(self) -> Fraction:
        """In base units; of a count 1, of days the days. Of a hundred thousand grounds few are looked at."""
        return Fraction(self.minor, 10**self.scale)


def trace(
    engine: RootedEngine,
    programme: Programme,
    indicator: str,
    period: Period,
    *,
    part: str | None = None,
    by: str = "",
    as_of: date | None = None,
    size: int | None = None,
    verified: bool = False,
) -> list[Ground]:
    """Everything that one figure was computed from; of a ratio or a change, both sides."""

    def question(base: Base, where: tuple[Condition, ...]) -> Question:
        return Question(programme, base, as_of or EVER, where, by, verified, engine.dialect)

    grounds: list[Ground] = []
    for one, base, where, span in _bases(programme, indicator_of(programme, indicator), (), period):
        scale = programme.fields[base.field].scale if isinstance(base, Sum | Mean | Last) else 0
        for subject, on, amount, seq, other, of in engine.run(
            lineage(question(base, where), span.start, span.end), size
        ):
            if by and of != part:
                continue
            seqs = tuple(int(n) for n in (seq, other) if n is not None)
            grounds.append(Ground(one.key, span, subject, on, int(amount or 0), scale, seqs))
    return grounds


def evidence_kinds(programme: Programme, indicator: Indicator) -> set[str]:
    """The kinds of evidence that the stages of an indicator ask for."""
    match indicator.definition:
        case Count(stage) | Sum(_, stage) if stage:
            stages = [stage]
        case Days(start, end):
            stages = [start, end]
        case _:
            stages = []
    return {kind for stage in stages for kind in programme.stages[stage].needs.evidence}


def amount_said(programme: Programme, ground: Ground) -> tuple[str, str]:
    """One subject's share, in the unit of its indicator, and that unit."""
    indicator = programme.indicators[ground.indicator]
    if isinstance(indicator.definition, Sum | Mean | Last):
        unit = indicator_unit(indicator)
        value = ground.amount / (unit.factor if unit else 1)
        return f"{rounded(value, indicator.decimals):,f}", indicator.unit
    return f"{rounded(ground.amount):,f}", indicator.unit


def _bases(
    programme: Programme, indicator: Indicator, where: tuple[Condition, ...], period: Period
) -> Iterator[tuple[Indicator, Base, tuple[Condition, ...], Period]]:
    """The figures straight from entries that an indicator is made of."""
    narrowed = (*indicator.where, *where)

    def of(key: str, *periods: Period) -> Iterator[tuple[Indicator, Base, tuple[Condition, ...], Period]]:
        for one in periods:
            yield from _bases(programme, programme.indicators[key], narrowed, one)

    match indicator.definition:
        case Ratio(over, under):
            yield from of(over, period)
            yield from of(under, period)
        case Change(key, against):
            yield from of(key, period, period.before() if against == "previous" else period.year_before())
        case Share(key):
            yield from of(key, period)
        case Cumulative(key, since):
            span = period.from_january() if since == "year" else Period("span", date(1, 1, 1), period.end)
            yield from of(key, span)
        case RuleResult():
            raise LedgerError(
                f"{indicator.name.zh}由规则逐个判定，依据是各对象当时的全部字段，不能列成记录",
                f"{indicator.key} is decided by a rule over all levels of each subject; it has no list of entries",
            )
        case base:
            yield indicator, base, narrowed, period
