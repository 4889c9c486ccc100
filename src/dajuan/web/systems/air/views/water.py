"""Water sections: their class now and month by month, and whether it meets the goal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.programmes.values import show_value
from dajuan.systems.air.stations import WATER
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.served import served
from dajuan.web.systems.air.asked import year_asked
from dajuan.web.systems.air.found import sections_seen
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.this_year import of_year
from dajuan.web.words import spoken

_FIGURES = ("sections", "good-sections", "good-section-rate", "worst-sections")


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    year = year_asked(request.GET, day_of(moment).year)
    found = sections_seen(viewer, moment, year) if WATER in served().programmes else []
    context = {
        "sections": [
            {
                "row": one.row, "missed": one.is_missed, "kind": _said("kind", str(one.row.fields.get("kind", ""))),
                "goal": _said("goal", one.goal), "now": _said("class", one.now), "months": [_said("class", each) for each in one.months],
            }
            for one in found
        ],
        "year": year,
        "months": range(1, 13),
        "figures": of_year(WATER, _FIGURES, year, moment),
        "on": day_of(moment),
    }  # fmt: skip
    return render(request, "air/water.html", context)


def _said(field: str, value: str) -> str:
    return show_value(served().programmes[WATER].fields[field], value, spoken()) if value else ""
