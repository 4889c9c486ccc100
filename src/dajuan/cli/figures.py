"""``dajuan figures``: the figures of a period, split, as of a day, as known at a moment; with the log they come from."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import cast

from dajuan.cli.figures_export import over_export
from dajuan.cli.figures_output import csv_of, json_of, table_of, xlsx_of
from dajuan.cli.figures_question import Question, question_of, split_of
from dajuan.cli.ledger_arguments import FIGURE_FORMATS
from dajuan.cli.printing import chosen_format, put
from dajuan.cli.zone import opened, programme_of
from dajuan.figures.ask import RootedEngine, figures, indicator_of
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import Grain, Period, split_into
from dajuan.figures.sql import ZONE
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.outputs.figure_rows import Answer
from dajuan.programmes.pack import Indicator, Programme


def run(options: Namespace) -> int:
    with (over_export if options.export else _over_ledger)(options) as (question, programmes, engine):
        chosen = _chosen(options, programmes)
        periods = _periods(options, question.period)
        answers = [_answer(engine, question, periods, options, *one) for one in chosen]
        _refuse_if_none(question, answers)
        size = engine.size if question.size is None else min(question.size, engine.size)
        root = engine.root(size).hex()
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


@contextmanager
def _over_ledger(options: Namespace) -> Iterator[tuple[Question, Mapping[str, Programme], DuckEngine]]:
    """What is asked, the programmes that are on, and the engine that answers for a zone's ledger."""
    _refuse_export_only(options)
    with opened(options) as (zone, ledger):
        question = question_of(options, zone, ledger)
        engine = engine_of(zone, ledger)
        try:
            yield question, ledger.programmes, engine
        finally:
            engine.close()


def _refuse_export_only(options: Namespace) -> None:
    if options.zones or options.engine:
        raise LedgerError(
            "--zones 和 --engine 用于导出的文件夹：加 --export 文件夹",
            "--zones and --engine are for an export: add --export DIR",
        )


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


def _periods(options: Namespace, period: Period) -> list[Period]:
    return split_into(period, cast(Grain, options.each)) if options.each else [period]


def _chosen(options: Namespace, programmes: Mapping[str, Programme]) -> list[tuple[Programme, Indicator]]:
    """One indicator, all of one programme, or all there are; a single word may also be an indicator's."""
    if options.programme is None:
        return [(one, indicator) for one in programmes.values() for indicator in one.indicators.values()]
    try:
        programme = programme_of(programmes, options.programme)
    except LedgerError:
        if options.indicator is None and (found := list(indicators_named(programmes, options.programme))):
            return found
        raise
    if options.indicator is None:
        return [(programme, indicator) for indicator in programme.indicators.values()]
    return [(programme, indicator_of(programme, options.indicator))]


def indicators_named(programmes: Mapping[str, Programme], said: str) -> Iterator[tuple[Programme, Indicator]]:
    """The indicators of that key or name, over all programmes."""
    for programme in programmes.values():
        for one in programme.indicators.values():
            if said in {one.key, one.name.zh, one.name.en}:
                yield programme, one


def _answer(
    engine: RootedEngine,
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
        if options.indicator is not None or (
            options.programme is not None and by and by not in {*programme.fields, ZONE}
        ):
            raise
        return Answer(programme, indicator, [], error)
    return Answer(programme, indicator, found)
