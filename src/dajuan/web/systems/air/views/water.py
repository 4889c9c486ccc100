"""Water sections: their class now and month by month, as published, and whether it meets the goal."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.ledger.read import states_of_programme
from dajuan.ledger.state import State
from dajuan.programmes.values import show_value
from dajuan.subjects.row import Row
from dajuan.systems.air.stations import WATER
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.air.asked import year_asked
from dajuan.web.systems.air.found import rows_seen
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.this_year import of_year
from dajuan.web.words import spoken

_FIGURES = ("sections", "good-sections", "good-section-rate", "worst-sections")
ORDER = ("i", "ii", "iii", "iv", "v", "worse")


class Section(NamedTuple):
    """``months``: of each the class that was published for it, "" where none was."""

    row: Row
    kind: str
    goal: str
    now: str
    missed: bool
    """Whether it is worse than its goal; of one with no goal or no class it is not said."""
    months: list[str]


def sections(rows: list[Row], moment: Moment, year: int) -> list[Section]:
    states = states_of_programme(served().ledger, programme=WATER, size=moment.size)
    return [_section(row, states[row.code], year, day_of(moment)) for row in rows]


def _section(row: Row, state: State, year: int, on: date) -> Section:
    told = {key: str(row.fields.get(key, "")) for key in ("kind", "goal", "class")}
    published = {
        one.effective_on.month: str(one.fields["class"])
        for one in sorted(state.entries.values(), key=lambda entry: entry.effective_on)
        if "class" in one.fields and one.effective_on.year == year and one.effective_on <= on
    }
    known = told["goal"] in ORDER and told["class"] in ORDER
    return Section(
        row, _said("kind", told["kind"]), _said("goal", told["goal"]), _said("class", told["class"]),
        known and ORDER.index(told["class"]) > ORDER.index(told["goal"]),
        [_said("class", published.get(month, "")) for month in range(1, 13)],
    )  # fmt: skip


def _said(field: str, value: str) -> str:
    return show_value(served().programmes[WATER].fields[field], value, spoken()) if value else ""


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    year = year_asked(request.GET, day_of(moment).year)
    kept = WATER in served().programmes
    rows = [row for row in rows_seen(viewer, WATER, moment) if row.stage != "dropped"] if kept else []
    context = {
        "sections": sections(rows, moment, year),
        "year": year,
        "months": range(1, 13),
        "figures": of_year(WATER, _FIGURES, year, moment),
        "on": day_of(moment),
    }
    return render(request, "air/water.html", context)
