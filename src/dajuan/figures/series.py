"""Arithmetic over the engines' answers: periods, ratios, changes, shares, cumulative sums. Exact fractions throughout.

Values here are in base units (元, not 万元); ``ask`` turns them into the indicator's own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dajuan.figures.asked import Asked, Cell, Cells, by_period
from dajuan.figures.period import Period, split_into
from dajuan.figures.rules import results
from dajuan.figures.sql import Base, Bucket, Query, Question, series
from dajuan.programmes.pack import (
    Change,
    Condition,
    Count,
    Cumulative,
    Days,
    Indicator,
    InStage,
    Last,
    Mean,
    Programme,
    Ratio,
    RuleResult,
    Share,
    Sum,
    Take,
)

_BEGINNING = date(1, 1, 1)


def cells(asked: Asked, indicator: Indicator, periods: Sequence[Period]) -> Cells:
    """An indicator's values for these periods."""
    definition = indicator.definition
    if isinstance(definition, Count | InStage | Sum | Mean | Last | Days):
        return _base(asked, definition, indicator.where, periods)
    if isinstance(definition, RuleResult):
        return results(asked, definition, indicator.where, periods)
    of = _named(asked, definition.over if isinstance(definition, Ratio) else definition.of, indicator.where)
    match definition:
        case Ratio():
            under = _named(asked, definition.under, indicator.where)
            return _ratio(cells(asked, of, periods), cells(asked, under, periods))
        case Change(against=against):
            return _change(asked, of, periods, against)
        case Share():
            return _share(cells(asked, of, periods))
        case Cumulative(since=since):
            return _cumulative(asked, of, periods, since)


def _named(asked: Asked, key: str, where: tuple[Condition, ...]) -> Indicator:
    """Another indicator of the pack, narrowed by what this one asks besides."""
    of = asked.programme.indicators[key]
    return replace(of, where=(*of.where, *where)) if where else of


# Figures straight from entries -----------------------------------------------------------------------------------


def _base(asked: Asked, base: Base, where: tuple[Condition, ...], periods: Sequence[Period]) -> Cells:
    found: Cells = {}
    question = Question(
        programme=asked.programme,
        base=base,
        as_of=asked.as_of,
        where=where,
        by=asked.by,
        verified=asked.verified,
        dialect=asked.engine.dialect,
    )
    scale = _scale(asked.programme, base)
    for query, some in _queries(question, periods):
        found |= _gathered(query, base, some, asked.sums(query), scale)
    return found


def _queries(question: Question, periods: Sequence[Period]) -> Iterator[tuple[Query, list[Period]]]:
    """One query for periods of whole months, one for days, and one for each other span.

    By months all that there is, so that the year, its months and the year before are one question. As nothing counts
    after the day asked about, a span up to it is as good as one to its month's end.
    """
    groups: dict[Bucket | Period, list[Period]] = defaultdict(list)
    for period in periods:
        whole = period.start.day == 1 and (period.ends_a_month or period.end >= question.as_of)
        groups["month" if whole else "day" if period.grain == "day" else period].append(period)
    for kind, some in groups.items():
        if kind == "month":
            yield series(question, "month"), some
        else:
            grain: Bucket = "day" if kind == "day" else "span"
            yield series(question, grain, min(p.start for p in some), max(p.end for p in some)), some


def _scale(programme: Programme, base: Base) -> int:
    field = getattr(base, "field", "")
    return programme.fields[field].scale if field else 0


def _gathered(query: Query, base: Base, periods: list[Period], rows: Sequence[tuple[Any, ...]], scale: int) -> Cells:
    if query.shape == "days":
        assert isinstance(base, Days)
        return _days(base.take, periods, rows)
    if query.shape == "changes":
        yearly = isinstance(base, Last) and base.since == "year"
        return _levels(periods, rows, scale, counted=isinstance(base, InStage), yearly=yearly)
    found = _events(periods, rows, scale, counted=isinstance(base, Count))
    return _means(found) if isinstance(base, Mean) else found


def _means(sums: Cells) -> Cells:
    return {key: Cell((cell.value or 0) / Fraction(cell.entries), cell.entries) for key, cell in sums.items()}


def _within(periods: Sequence[Period], rows: Sequence[tuple[Any, ...]]) -> Mapping[date | None, Sequence[Period]]:
    """The periods that each bucket of an answer lies in."""
    buckets = sorted({row[0] for row in rows if row[0] is not None})
    found: dict[date | None, list[Period]] = defaultdict(list)
    for period in periods:
        for bucket in buckets[bisect_left(buckets, period.start) : bisect_right(buckets, period.end)]:
            found[bucket].append(period)
    return {None: periods} | found


def _unit_of_scale(amount: int, scale: int) -> Fraction:
    return Fraction(int(amount), 10**scale) if scale >= 0 else Fraction(int(amount) * 10**-scale)


def _events(periods: list[Period], rows: Sequence[tuple[Any, ...]], scale: int, *, counted: bool) -> Cells:
    sums: dict[tuple[Period, str | None], tuple[int, int]] = defaultdict(lambda: (0, 0))
    within = _within(periods, rows)
    for bucket, part, amount, entries in rows:
        for period in within.get(bucket, ()):
            known = sums[period, part]
            sums[period, part] = known[0] + int(amount or 0), known[1] + entries
    found = {key: Cell(_unit_of_scale(amount, scale), entries) for key, (amount, entries) in sums.items() if entries}
    return found | _zeros(periods, found) if counted else found


def _levels(
    periods: list[Period], rows: Sequence[tuple[Any, ...]], scale: int, *, counted: bool, yearly: bool = False
) -> Cells:
    """``yearly``: of a period, only the changes of the year that it ends in."""
    changes: dict[str | None, list[tuple[date, int, int]]] = defaultdict(list)
    for bucket, part, amount, entries in rows:
        changes[part].append((bucket or _BEGINNING, int(amount or 0), entries))
    found: Cells = {}
    ordered = sorted(periods, key=lambda one: one.end)
    for part, some in changes.items():
        some.sort()
        place = total = entries = year = 0
        for period in ordered:
            if yearly and period.end.year != year:
                total, entries, year = 0, 0, period.end.year
            while place < len(some) and some[place][0] <= period.end:
                if not yearly or some[place][0] == _BEGINNING or some[place][0].year == year:
                    total, entries = total + some[place][1], entries + some[place][2]
                place += 1
            if entries and not (counted and not total and part is not None):
                found[period, part] = Cell(_unit_of_scale(total, scale), entries)
    return found | _zeros(periods, found) if counted else found


def _zeros(periods: Sequence[Period], found: Cells) -> Cells:
    """Nothing counted is nought; nothing measured is nothing known."""
    busy = {period for period, _ in found}
    parts = {part for _, part in found}
    if parts - {None}:
        return {}
    return {(period, None): Cell(Fraction(0), 0) for period in periods if period not in busy}


def _days(take: Take, periods: list[Period], rows: Sequence[tuple[Any, ...]]) -> Cells:
    counts: dict[tuple[Period, str | None], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    within = _within(periods, rows)
    for bucket, part, days, entries in rows:
        for period in within.get(bucket, ()):
            counts[period, part][int(days)] += entries
    return {key: Cell(_TAKES[take](some), 2 * sum(some.values())) for key, some in counts.items()}


def quantile(some: Mapping[int, int], share: Fraction) -> Fraction:
    """With linear interpolation between neighbours (Hyndman and Fan's type 7), exact."""
    place = (sum(some.values()) - 1) * share
    low = place.numerator // place.denominator
    return _nth(some, low) + (place - low) * (_nth(some, low + 1) - _nth(some, low))


def _nth(some: Mapping[int, int], n: int) -> int:
    seen = last = 0
    for days in sorted(some):
        seen, last = seen + some[days], days
        if n < seen:
            break
    return last


_TAKES: Mapping[Take, Callable[[Mapping[int, int]], Fraction]] = {
    "median": lambda some: quantile(some, Fraction(1, 2)),
    "p90": lambda some: quantile(some, Fraction(9, 10)),
    "mean": lambda some: Fraction(sum(days * n for days, n in some.items()), sum(some.values())),
    "max": lambda some: Fraction(max(some)),
}


# Figures from figures --------------------------------------------------------------------------------------------


def _ratio(over: Cells, under: Cells) -> Cells:
    return {key: _divided(cell, under.get(key)) for key, cell in over.items()} | {
        key: Cell(None, cell.entries) for key, cell in under.items() if key not in over
    }


def _divided(over: Cell, under: Cell | None) -> Cell:
    entries = over.entries + (under.entries if under else 0)
    if over.value is None or under is None or not under.value:
        return Cell(None, entries)
    return Cell(over.value / under.value, entries)


def _change(asked: Asked, of: Indicator, periods: Sequence[Period], against: str) -> Cells:
    earlier = {period: period.before() if against == "previous" else period.year_before() for period in periods}
    found = cells(asked, of, [*periods, *(set(earlier.values()) - set(periods))])
    changes: Cells = {}
    for (period, part), now in found.items():
        if period in earlier:
            before = found.get((earlier[period], part))
            changes[period, part] = (_moved if isinstance(of.definition, Ratio | Share) else _grown)(now, before)
    return changes


def _grown(now: Cell, before: Cell | None) -> Cell:
    """A growth rate; from nothing, or from less than nothing, there is none."""
    if before is None or before.value is None or before.value <= 0:
        return Cell(None, now.entries + (before.entries if before else 0))
    rate = _divided(now, before)
    return Cell(None if rate.value is None else rate.value - 1, rate.entries)


def _moved(now: Cell, before: Cell | None) -> Cell:
    """By how many percentage points a rate has moved (百分点): rates are subtracted, never divided."""
    entries = now.entries + (before.entries if before else 0)
    if now.value is None or before is None or before.value is None:
        return Cell(None, entries)
    return Cell((now.value - before.value) * 100, entries)


def _share(found: Cells) -> Cells:
    wholes: dict[Period, Fraction] = defaultdict(Fraction)
    for (period, _), cell in found.items():
        wholes[period] += cell.value or 0
    return {
        (period, part): Cell(
            cell.value / wholes[period] if cell.value is not None and wholes[period] else None, cell.entries
        )
        for (period, part), cell in found.items()
    }


def _cumulative(asked: Asked, of: Indicator, periods: Sequence[Period], since: str) -> Cells:
    """What adds up is asked once and added up here; anything else is asked anew for every longer span."""
    grain = periods[0].grain
    adds_up = isinstance(of.definition, Count | Sum) and grain != "span" and all(p.grain == grain for p in periods)
    if not adds_up:
        return _by_spans(asked, of, periods, since)
    first, last = min(p.start for p in periods), max(p.end for p in periods)
    begin = date(first.year, 1, 1) if since == "year" else first
    fine = split_into(Period("span", begin, last), grain)
    before = [Period("span", _BEGINNING, fine[0].start - timedelta(days=1))] if since == "start" else []
    found = by_period(cells(asked, of, [*before, *fine]))
    running = dict(found[before[0]]) if before else {}
    wanted, year = set(periods), 0
    total: Cells = {}
    for period in fine:
        if since == "year" and period.start.year != year:
            running, year = {}, period.start.year
        for part, cell in found[period].items():
            known = running.get(part, Cell(Fraction(0), 0))
            running[part] = Cell(
                (known.value or Fraction(0)) + (cell.value or Fraction(0)), known.entries + cell.entries
            )
        if period in wanted:
            total |= {(period, part): cell for part, cell in running.items()}
    return total


def _by_spans(asked: Asked, of: Indicator, periods: Sequence[Period], since: str) -> Cells:
    spans = {p: p.from_january() if since == "year" else Period("span", _BEGINNING, p.end) for p in periods}
    found = by_period(cells(asked, of, [*dict.fromkeys(spans.values())]))
    return {(period, part): cell for period, span in spans.items() for part, cell in found[span].items()}
