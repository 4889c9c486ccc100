"""Asking for figures as a page does: at its moment, with why there is none where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.figure import Figure
from dajuan.figures.freshness import Heard, heard_of
from dajuan.figures.period import Period
from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.outputs.figure_rows import Answer, part_said, why_none
from dajuan.programmes.definitions import definition_in_words
from dajuan.programmes.pack import Indicator, Programme
from dajuan.web.figures.models import Steward
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.words import Words, spoken


def answer(
    programme: Programme, indicator: Indicator, periods: Sequence[Period], moment: Moment, *, by: str = ""
) -> Answer:
    """The figures, or what keeps them from being computed."""
    with served().engine() as engine:
        return _answer(engine, programme, indicator, periods, moment, by)


def _answer(
    engine: DuckEngine, programme: Programme, indicator: Indicator, periods: Sequence[Period], moment: Moment, by: str
) -> Answer:
    try:
        found = figures(
            engine,
            programme,
            indicator.key,
            periods,
            by=by,
            as_of=moment.as_of,
            size=moment.size,
            verified=moment.verified,
        )
    except AwayError:
        raise
    except LedgerError as error:
        return Answer(programme, indicator, [], error)
    return Answer(programme, indicator, found)


class Line(NamedTuple):
    """One indicator in the catalogue."""

    programme: Programme
    indicator: Indicator
    figure: Figure | None
    trouble: Words | None
    heard: Heard | None
    steward: str
    words: str
    """Its definition."""


def catalogue(programmes: Sequence[Programme], period: Period, moment: Moment) -> list[Line]:
    """Every indicator with its figure of the period, how fresh it is and who answers for it."""
    found = [(programme, one) for programme in programmes for one in programme.indicators.values()]
    return lines_of(found, period, moment)


def lines_of(wanted: Sequence[tuple[Programme, Indicator]], period: Period, moment: Moment) -> list[Line]:
    """These indicators as the catalogue has them."""
    stewards = {
        (programme, indicator): name
        for programme, indicator, name in Steward.objects.values_list("programme", "indicator", "organisation__name")
    }
    with served().engine() as engine:
        known = served().freshness(engine, moment.size)
        return [
            _line(
                programme,
                indicator,
                _answer(engine, programme, indicator, [period], moment, ""),
                heard_of(known, programme, indicator),
                stewards.get((programme.code, indicator.key), ""),
            )
            for programme, indicator in wanted
        ]


def _line(programme: Programme, indicator: Indicator, told: Answer, heard: Heard | None, steward: str) -> Line:
    whole = told.figures[0] if len(told.figures) == 1 else None
    trouble = Words(told.trouble.zh, told.trouble.en) if told.trouble else None
    words = definition_in_words(programme, indicator, spoken())
    return Line(programme, indicator, whole, trouble, heard, steward, words)


class Shown(NamedTuple):
    """A figure as a cell of a page."""

    figure: Figure
    part: str
    value: str
    why: str


def shown(told: Answer, by: str) -> list[Shown]:
    language = spoken()
    split = bool(by) or any(one.part is not None for one in told.figures)
    return [
        Shown(
            one,
            part_said(told.programme, by, one.part, language) if split else "",
            "" if one.shown is None else f"{one.shown:,f}",
            "" if one.value is not None else why_none(one, language),
        )
        for one in told.figures
    ]
