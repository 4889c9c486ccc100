"""How fresh an indicator is: the newest entry that any of its fields or stages was given in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.figures.asked import Engine
from dajuan.programmes.pack import (
    Change,
    Count,
    Cumulative,
    Days,
    Definition,
    Indicator,
    InStage,
    Last,
    Mean,
    Programme,
    Ratio,
    RuleResult,
    Share,
    Sum,
)

Read = tuple[str, str]
"""``field`` or ``stage``, and its key."""


class Heard(NamedTuple):
    """The newest day it was heard of, and the place of the newest entry in the log."""

    on: date
    seq: int


Freshness = Mapping[tuple[str, str, str], Heard]
"""By programme, ``field`` or ``stage``, and key."""


def freshness(engine: Engine, *, size: int | None = None) -> Freshness:
    """What was heard of every field and stage of every programme, in two passes over the columns."""
    fields = engine.run(
        "select programme, 'field', field, max(effective_on), max(seq) from amount group by 1, 2, 3", size
    )
    stages = engine.run(
        "select programme, 'stage', stage, max(effective_on), max(seq) from fact where kind = 'moved' group by 1, 2, 3",
        size,
    )
    return {(programme, what, key): Heard(on, seq) for programme, what, key, on, seq in [*fields, *stages]}


def heard_of(known: Freshness, programme: Programme, indicator: Indicator) -> Heard | None:
    """The newest of what an indicator rests on; None: nothing was ever heard."""
    heard = [known.get((programme.code, what, key)) for what, key in reads_of(programme, indicator)]
    return max((one for one in heard if one is not None), default=None)


def reads_of(programme: Programme, indicator: Indicator) -> frozenset[Read]:
    """The fields and stages that an indicator rests on, by way of others too."""
    found = {read for one in _bases(programme, indicator.definition) for read in _read_by(programme, one)}
    return frozenset(found | {("field", condition.field) for condition in indicator.where})


def _bases(programme: Programme, definition: Definition) -> Iterator[Definition]:
    """The definitions that entries answer, under those made of other indicators."""
    match definition:
        case Ratio(over, under):
            others = [over, under]
        case Change(of) | Share(of) | Cumulative(of):
            others = [of]
        case _:
            yield definition
            return
    for key in others:
        yield from _bases(programme, programme.indicators[key].definition)


def _read_by(programme: Programme, definition: Definition) -> list[Read]:
    match definition:
        case Count(stage):
            return [("stage", stage)]
        case InStage(stages):
            return [("stage", stage) for stage in stages]
        case Sum(field, at):
            return [("field", field), *([("stage", at)] if at else [])]
        case Last(field) | Mean(field):
            return [("field", field)]
        case Days(start, end):
            return [("stage", start), ("stage", end)]
        case RuleResult():
            return [("field", field) for field in programme.fields]
    return []
