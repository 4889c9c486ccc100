"""Facts → a column an indicator: levels, ratios (what COINr calls denominating), growth."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from dajuan.indices.facts import Facts, filled
from dajuan.indices.scheme import Change, Growth, Indicator, Level, Measure, Ratio, Scheme
from dajuan.indices.table import Array, Table, divided


def measured(scheme: Scheme, facts: Facts) -> Table:
    """The scheme's indicators of the facts' last year, before anything is done to them. A unit that lacks a part of an
    indicator lacks the indicator."""
    known = filled(facts, scheme.panel)
    columns = [_column(one.measure, known) for one in scheme.indicators.values()]
    values = np.column_stack(columns) if columns else np.empty((len(facts.units), 0))
    return Table(facts.units, tuple(scheme.indicators), values, facts.classes)


def facts_in(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """The facts that indicators are made of, each once."""
    found: dict[str, None] = {}
    for one in indicators:
        measure = one.measure
        names = (measure.fact,) if isinstance(measure, Level | Growth) else (measure.over, measure.under)
        found |= dict.fromkeys(names)
    return tuple(found)


def years_back(scheme: Scheme) -> int:
    """How many years before the one that is scored a scheme looks at."""
    back = max((getattr(one.measure, "years", 0) for one in scheme.indicators.values()), default=0)
    return back + (scheme.panel.years if scheme.panel.method != "none" else 0)


def _column(measure: Measure, facts: Facts) -> Array:
    match measure:
        case Level(fact):
            return facts.of(fact)
        case Ratio(over, under):
            return divided(facts.of(over), facts.of(under))
        case Growth(fact, years):
            times = divided(facts.own(fact), facts.own(fact, years))
            # What was turned from plus to minus has no rate.
            return np.power(np.where(times > 0, times, np.nan), 1 / years) - 1
        case Change(over, under, years):
            return divided(facts.own(over), facts.own(under)) - divided(facts.own(over, years), facts.own(under, years))
