"""A programme's indicators: what each is now, how it went by month, split by a field; every chart with its table."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.figure import Figure
from dajuan.figures.period import Period, period_with
from dajuan.programmes.definitions import definition_in_words
from dajuan.programmes.pack import Indicator, Programme
from dajuan.programmes.values import show_value
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

MONTHS = 24
AT_FIRST, MOST = 4, 12
"""Indicators drawn when none is chosen, and at most."""
PARTS = 12


@needs(Action.SEE, everywhere=True)
def charts(request: HttpRequest, code: str) -> HttpResponse:
    """Figures are of the whole zone, so they are for whoever may see the whole zone."""
    programme, moment = programme_called(code), request.moment  # type: ignore[attr-defined]
    wanted = [key for key in dict.fromkeys(request.GET.getlist("indicator")) if key in programme.indicators][:MOST]
    by = request.GET.get("by", "")
    fields = [one for one in programme.fields.values() if one.choices or one.type in {"flag", "organisation"}]
    by = by if by in {one.key for one in fields} else ""
    chosen = wanted or list(programme.indicators)[:AT_FIRST]
    months = _months(moment.as_of or served().today())
    with served().engine() as engine:
        drawn = [_drawn(engine, programme, programme.indicators[key], months, by, moment) for key in chosen]
    context: dict[str, Any] = {
        "programme": programme,
        "tab": "charts",
        "charts": drawn,
        "by": by,
        "splits": [(one.key, one.name.said(spoken())) for one in fields],
        "indicators": [(one, one.key in chosen) for one in programme.indicators.values()],
    }
    return render(request, "programmes/charts.html", context)


def _months(day: date) -> list[Period]:
    """The last months, the running one among them."""
    found = [period_with("month", day)]
    while len(found) < MONTHS:
        found.append(found[-1].before())
    return found[::-1]


def _drawn(
    engine: DuckEngine, programme: Programme, one: Indicator, months: list[Period], by: str, moment: Moment
) -> dict[str, Any]:
    asked: dict[str, Any] = {"as_of": moment.as_of, "size": moment.size, "verified": moment.verified}
    found = figures(engine, programme, one.key, months, **asked)
    name = one.name.said(spoken())
    told: dict[str, Any] = {
        "indicator": one,
        "definition": definition_in_words(programme, one, spoken()),
        "now": found[-1],
        "lines": [(figure.period, figure.shown) for figure in found],
        "trend": {
            "kind": "line",
            "unit": one.unit,
            "about": str(Words(f"{name}，近 {MONTHS} 个月", f"{name}, the last {MONTHS} months")),
            "at": [str(figure.period) for figure in found],
            "lines": [{"name": name, "role": "actual", "values": [_number(figure) for figure in found]}],
        },
    }
    if by:
        parts = figures(engine, programme, one.key, months[-1:], by=by, **asked)
        known = [figure for figure in parts if figure.value is not None]
        known.sort(key=lambda figure: figure.value or 0, reverse=True)
        told["parts"] = [(_part(programme, by, figure), figure.shown) for figure in known]
        told["split"] = {
            "kind": "bars",
            "unit": one.unit,
            "horizontal": True,
            "across": [_part(programme, by, figure) for figure in known[:PARTS]],
            "series": [{"name": name, "values": [_number(figure) for figure in known[:PARTS]]}],
        }
    return told


def _number(figure: Figure) -> str | None:
    return None if figure.shown is None else str(figure.shown)


def _part(programme: Programme, by: str, figure: Figure) -> str:
    if figure.part is None:
        return str(Words("（空）", "(none)"))
    field = programme.fields[by]
    if field.type == "flag":
        return show_value(field, figure.part in {"true", "True", "1"}, spoken())
    return show_value(field, figure.part, spoken())
