"""The board's page, the leaders' screen, and the board as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.answers.board import Board
from dajuan.answers.board_rows import COLUMNS, rows_of
from dajuan.answers.wording import percent_said
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.board import shown
from dajuan.web.board.asked import Asked, asked_of
from dajuan.web.board.seen import seen
from dajuan.web.board.week import week_of
from dajuan.web.layout.downloads import table
from dajuan.web.layout.lights import COLOURS, light_name
from dajuan.web.moment import year_shown
from dajuan.web.served import served
from dajuan.web.words import spoken

_FIRST = 60
"""Targets listed before one asks for them all."""
_ON_SCREEN = 10
"""Targets that the leaders' screen has room for."""


@require_safe
@needs(Action.SEE)
def board(request: HttpRequest) -> HttpResponse:
    return _page(request, "board/board.html")


@require_safe
@needs(Action.SEE)
def screen(request: HttpRequest) -> HttpResponse:
    """The leaders' screen: the same, to be read from across the room, with nothing to press."""
    return _page(request, "board/screen.html")


def _page(request: HttpRequest, template: str) -> HttpResponse:
    years = served().years()
    if not years:
        return render(request, "board/none.html")
    whole = _board_asked(request, years)
    return render(request, template, _context(request, whole, years))


def _board_asked(request: HttpRequest, years: list[int]) -> Board:
    moment = request.moment  # type: ignore[attr-defined]
    return served().board(year_shown(request.GET.get("year", ""), years, moment.as_of or served().today()), moment)


def _context(request: HttpRequest, whole: Board, years: list[int]) -> dict[str, Any]:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    mine = seen(whole, viewer)
    asked = asked_of(request.GET, mine)
    found = asked.of(mine)
    listed = found if "all" in request.GET else found[:_FIRST]
    counts = shown.light_counts(mine)
    red = next((one for one in counts if one.colour == "red"), None)
    due = shown.elapsed(mine)
    return {
        "board": mine,
        "years": years,
        "asked": asked,
        "asked_light": light_name(asked.light) if asked.light in COLOURS else "",
        "asked_prospect": shown.prospect_name(asked.prospect) if asked.prospect else "",
        "lines": shown.lines_of(listed, mine),
        "found": len(found),
        "parts": sum(one.level > 0 for one in found),
        "more": len(found) - len(listed),
        "beyond": len(found) - _ON_SCREEN,
        "lights": counts,
        "promises": sum(one.many for one in counts),
        "red": red.many if red else 0,
        "red_owners": len({one.target.owner for one in Asked(light="red").of(mine)}),
        "grey": shown.lines_of(Asked(light="grey").of(mine), mine),
        "areas": shown.areas_of(mine),
        "owners": shown.owners_of(mine),
        "prospects": shown.prospect_counts(mine),
        "elapsed": percent_said(due),
        "elapsed_of_100": f"{float(due) * 100:.1f}",
        "week": week_of(mine, moment, viewer),
        "programmes": served().programmes,
        "partial": not viewer.everywhere(Action.SEE),
        "may_export": viewer.may(Action.EXPORT),
    }


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The targets that the address asks for, all of them without a filter."""
    years = served().years()
    if not years:
        raise Http404
    mine = seen(_board_asked(request, years), request.viewer, Action.EXPORT)  # type: ignore[attr-defined]
    asked = asked_of(request.GET, mine)
    chosen = list(mine.standings) if asked.nothing else asked.of(mine)
    rows = rows_of(chosen, "zh" if form == "csv" else spoken())
    return table(form, COLUMNS, rows, name=f"board-{mine.year}-{mine.as_of}", sheet="board")
