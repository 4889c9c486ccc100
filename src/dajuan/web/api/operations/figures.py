"""Figures: the catalogue, any figure by period and part, and what it rests on."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import Http404
from ninja import Field, Query, Router

from dajuan.figures.period import Period, PeriodError, period_of, period_with, split_into
from dajuan.ledger.trouble import Trouble
from dajuan.outputs.figure_rows import Answer, figure_object
from dajuan.programmes.definitions import definition_in_words
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import cursor, place_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.finding import indicator_called
from dajuan.web.api.operations.programmes import said
from dajuan.web.api.shapes import figures as shapes
from dajuan.web.api.shapes.pieces import Asked, Line
from dajuan.web.figures.asking import Line as CatalogueLine
from dajuan.web.figures.asking import answer, catalogue
from dajuan.web.figures.forms import MOST_PERIODS
from dajuan.web.layout.problems import ProblemError
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.records.lineages import lineage_of
from dajuan.web.served import served
from dajuan.web.words import Words

router = Router(tags=["figures"])
Each = Literal["", "day", "month", "quarter", "half", "year"]


class OfPeriod(Asked):
    period: Line = Field("", description="2026、2026H1、2026Q2、2026-06 … 缺省今年 / else this year")


class OfProgramme(OfPeriod):
    programme: Line = Field("", description="只要一个事项的 / of one programme only")


class OfParts(OfPeriod):
    each: Each = Field("", description="逐期 / each period of this length within it")
    by: Line = Field("", description="按哪个字段分 / split by a field")


class OfPart(OfPeriod):
    by: Line = ""
    after: Line = Field("", description="上一页的 next / the next of the page before")
    part: Line | None = Field(None, description="by 时哪一部分；缺省为未填的 / which part; else that never stated")


def _period(asked: OfPeriod, moment: Moment) -> Period:
    try:
        return period_of(asked.period) if asked.period.strip() else period_with("year", _day(moment))
    except PeriodError as error:
        words = Words(error.zh, error.en)
        raise ProblemError(422, words, [Trouble("period", *words, field="period")]) from error


def _day(moment: Moment) -> date:
    return moment.as_of or served().today()


@router.get("/figures", response=shapes.Catalogue, summary="指标目录 / The catalogue")
def figures(request: Request, asked: Query[OfProgramme]) -> dict[str, Any]:
    need(request, Action.SEE)
    moment = asked.moment()
    period = _period(asked, moment)
    chosen = [programme_called(asked.programme)] if asked.programme else list(served().programmes.values())
    lines = catalogue(chosen, period, moment)
    return {"period": str(period), "items": [_line(one) for one in lines]}


def _line(one: CatalogueLine) -> dict[str, Any]:
    told = Answer(one.programme, one.indicator, [one.figure] if one.figure else [])
    return {
        "programme": one.programme.code,
        "indicator": one.indicator.key,
        "name": said(one.indicator.name),
        "unit": one.indicator.unit,
        "definition": {
            "zh": definition_in_words(one.programme, one.indicator, "zh"),
            "en": definition_in_words(one.programme, one.indicator, "en"),
        },
        "direction": one.indicator.direction,
        "steward": one.steward,
        "figure": figure_object(told, one.figure) if one.figure else None,
        "why": one.trouble._asdict() if one.trouble else None,
        "heard_on": one.heard.on if one.heard else None,
        "heard_seq": one.heard.seq if one.heard else None,
    }


@router.get(
    "/figures/{programme}/{indicator}", response=shapes.Figures, summary="一个指标的数 / One indicator's figures"
)
def figure(request: Request, programme: str, indicator: str, asked: Query[OfParts]) -> dict[str, Any]:
    need(request, Action.SEE)
    pack, moment = programme_called(programme), asked.moment()
    wanted, period = indicator_called(pack, indicator), _period(asked, moment)
    periods = split_into(period, asked.each) if asked.each else [period]
    if len(periods) > MOST_PERIODS:
        words = Words(f"一次最多 {MOST_PERIODS} 期", f"at most {MOST_PERIODS} periods at once")
        raise ProblemError(422, words, [Trouble("period", *words, field="each")])
    told = answer(pack, wanted, periods, moment, by=asked.by)
    if told.trouble is not None:
        raise told.trouble
    first = told.figures[0] if told.figures else None
    return {
        "items": [figure_object(told, one) for one in told.figures],
        "size": first.size if first else 0,
        "root": first.root if first else "",
    }


@router.get(
    "/figures/{programme}/{indicator}/trace", response=shapes.Lineage, summary="一个数的依据 / What a figure rests on"
)
def lineage(request: Request, programme: str, indicator: str, asked: Query[OfPart]) -> dict[str, Any]:
    """一页 25 个对象，各有它的数和说明它的记录。 A page is 25 subjects, each with its amounts and the entries that say so."""
    viewer = need(request, Action.SEE)
    pack, moment = programme_called(programme), asked.moment()
    wanted, period = indicator_called(pack, indicator), _period(asked, moment)
    list_ = f"trace {programme} {indicator}"
    after = str(place_of(list_, asked.after) or "")
    found = lineage_of(viewer, pack, wanted.key, period, moment, by=asked.by, part=asked.part, after=after)
    if found is None:
        raise Http404
    return {
        "figure": figure_object(Answer(pack, wanted, [found.figure]), found.figure),
        "subjects": found.subjects,
        "hidden": found.hidden,
        "why_none": found.ruled._asdict() if found.ruled else None,
        "items": [
            {
                "code": one.code,
                "name": one.name,
                "amounts": [each._asdict() | {"seqs": list(each.seqs)} for each in one.amounts],
                "entries": [each.seq for each in one.entries],
            }
            for one in found.behind
        ],
        "next": cursor(list_, found.next) if found.next else None,
    }
