"""``dajuan figures``: the figures of a period, split, as of a day, as known at a moment; with the log they come from."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from dajuan.cli.figures_output import csv_of, json_of, table_of, xlsx_of
from dajuan.cli.ledger_arguments import FIGURE_FORMATS
from dajuan.cli.printing import chosen_format, put
from dajuan.cli.zone import day_of, moment_of, opened, programme_of, today_in
from dajuan.figures.ask import figures, indicator_of
from dajuan.figures.duck import DuckEngine
from dajuan.figures.figure import Figure
from dajuan.figures.period import Grain, Period, PeriodError, period_of, period_with, split_into
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.programmes.pack import Indicator, Programme


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every indicator alike."""

    zone: Zone
    period: Period
    by: str
    as_of: date | None
    known_at: datetime | None
    size: int | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures of one indicator, or why there are none."""

    programme: Programme
    indicator: Indicator
    figures: list[Figure]
    trouble: LedgerError | None = None


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        chosen = _chosen(options, ledger)
        question = question_of(options, zone, ledger)
        engine = engine_of(zone, ledger)
        try:
            periods = _periods(options, question.period)
            answers = [_answer(engine, question, periods, options, *one) for one in chosen]
            _refuse_if_none(question, answers)
            size = engine.size if question.size is None else min(question.size, engine.size)
            root = engine.root(size).hex()
        finally:
            engine.close()
    style = chosen_format(options.format, options.output, "table", FIGURE_FORMATS)
    if style == "json":
        put(json_of(question, answers, size, root), options.output)
    elif style == "csv":
        put(csv_of(answers), options.output)
    elif style == "xlsx":
        put(xlsx_of(answers, options.lang), options.output)
    else:
        put(table_of(question, answers, size, root, options.lang, definitions=options.definitions), options.output)
    return 0


def _refuse_if_none(question: Question, answers: list[Answer]) -> None:
    """A split that no programme knows is a slip."""
    if question.by and answers and all(answer.trouble for answer in answers):
        raise LedgerError(
            f"没有哪个事项能按“{question.by}”分组；dajuan programmes 事项 列出它的字段",
            f"no programme splits by '{question.by}'; dajuan programmes CODE lists its fields",
        )


def engine_of(zone: Zone, ledger: Ledger) -> DuckEngine:
    """The columnar copy, brought up to the log; blocks that were not as written are made anew, and it is said."""
    engine = DuckEngine(ledger.store, zone.derived)
    for name in engine.copy.mended:
        place = zone.derived / "columns" / name
        print(
            f"dajuan: {place} 不是写下时的样子，已从台账重写 / {place} was not as written; it was made anew from the ledger",
            file=sys.stderr,
        )
    return engine


def question_of(options: Namespace, zone: Zone, ledger: Ledger) -> Question:
    known_at = moment_of(options.known_at, zone.timezone) if options.known_at else None
    return Question(
        zone=zone,
        period=period_asked(options, zone),
        by=options.by,
        as_of=day_of(options.as_of, "--as-of") if options.as_of else None,
        known_at=known_at,
        size=size_of(ledger, known_at=known_at) if known_at else None,
        verified=options.verified,
    )


def period_asked(options: Namespace, zone: Zone) -> Period:
    """``--period``, or this year."""
    if not options.period:
        return period_with("year", today_in(zone))
    try:
        return period_of(options.period)
    except PeriodError as error:
        raise LedgerError(error.zh, error.en) from error


def _periods(options: Namespace, period: Period) -> list[Period]:
    return split_into(period, cast(Grain, options.each)) if options.each else [period]


def _chosen(options: Namespace, ledger: Ledger) -> list[tuple[Programme, Indicator]]:
    """One indicator, all of one programme, or all there are; a single word may also be an indicator's."""
    if options.programme is None:
        return [(one, indicator) for one in ledger.programmes.values() for indicator in one.indicators.values()]
    try:
        programme = programme_of(ledger.programmes, options.programme)
    except LedgerError:
        if options.indicator is None and (found := list(indicators_named(ledger, options.programme))):
            return found
        raise
    if options.indicator is None:
        return [(programme, indicator) for indicator in programme.indicators.values()]
    return [(programme, indicator_of(programme, options.indicator))]


def indicators_named(ledger: Ledger, said: str) -> Iterator[tuple[Programme, Indicator]]:
    """The indicators of that key or name, over all programmes."""
    for programme in ledger.programmes.values():
        for one in programme.indicators.values():
            if said in {one.key, one.name.zh, one.name.en}:
                yield programme, one


def split_of(programme: Programme, said: str) -> str:
    """What to split by: a field's or link's key for its name, or as said."""
    relation, dot, rest = said.partition(".")
    if dot:
        key = next((one.key for one in programme.links.values() if relation in {one.key, one.name.zh, one.name.en}), "")
        return f"{key or relation}.{rest}"
    fields = programme.fields.values()
    return next((one.key for one in fields if said in {one.key, one.name.zh, one.name.en}), said)


def _answer(
    engine: DuckEngine,
    question: Question,
    periods: list[Period],
    options: Namespace,
    programme: Programme,
    indicator: Indicator,
) -> Answer:
    """Of many indicators one that cannot be computed is said beside the others; asked for alone, it is an error."""
    by = split_of(programme, question.by)
    try:
        found = figures(
            engine,
            programme,
            indicator.key,
            periods,
            by=by,
            as_of=question.as_of,
            size=question.size,
            verified=question.verified,
        )
    except LedgerError as error:
        if options.indicator is not None or (options.programme is not None and by and by not in programme.fields):
            raise
        return Answer(programme, indicator, [], error)
    return Answer(programme, indicator, found)
