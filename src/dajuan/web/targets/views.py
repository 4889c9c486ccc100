"""The list of targets, its export, one target's page, the inbox."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dajuan.answers.board import Board
from dajuan.answers.target import PROGRAMME
from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.served import served
from dajuan.web.targets.inbox import waiting
from dajuan.web.targets.known import Known, known
from dajuan.web.targets.models import Mention
from dajuan.web.targets.one import shown
from dajuan.web.targets.remarks import seen
from dajuan.web.targets.request import found_or_404
from dajuan.web.targets.rows import (
    EXPORTED,
    SORTS,
    Asked,
    Line,
    asked_of,
    choices_of,
    chosen,
    exported,
    lines_of,
    rows_to_show,
)
from dajuan.web.words import spoken


def board_of(request: Request, year: int) -> Board | None:
    """The board of a year; None where it has none at this moment."""
    try:
        return served().board(year, request.moment)
    except AwayError:
        raise
    except LedgerError:
        return None


def _as_of(request: Request, year: int) -> date:
    return request.moment.as_of or min(served().today(), date(year, 12, 31))


def _asked(request: Request, action: Action = Action.SEE) -> tuple[Known, Asked, list[Line]]:
    here = known(request.moment)
    asked = asked_of(request.GET, here.years(), served().today())
    return here, asked, lines_of(here.of_year(asked.year), board_of(request, asked.year), request.viewer, action)


@needs(Action.SEE)
def listed(request: Request) -> HttpResponse:
    here, asked, lines = _asked(request)
    programme = here.ledger.programmes[PROGRAMME]
    found = chosen(lines, asked, request.viewer)
    may_plan = request.viewer.may(Action.PLAN) and not request.moment.is_past
    context = {
        "asked": asked,
        "rows": rows_to_show(found, programme, _as_of(request, asked.year), request.moment),
        "parts": sum(one.standing is not None and one.standing.level > 0 for one in found),
        "all": sum(one.target.stage != "dropped" for one in lines),
        "choices": choices_of(lines, programme),
        "years": here.years(),
        "sorts": SORTS,
        "may_plan": may_plan,
        "may_export": request.viewer.may(Action.EXPORT),
        "filtered": any(asked[1:-1]),  # The order of rows leaves none out.
    }
    return render(request, "targets/list.html", context)


@needs(Action.EXPORT)
def export(request: Request, form: str) -> HttpResponse:
    """What the list shows, as a table to take along; cells that a spreadsheet would run are made harmless."""
    here, asked, lines = _asked(request, Action.EXPORT)
    found = chosen(lines, asked, request.viewer)
    rows = exported(found, here.ledger.programmes[PROGRAMME], spoken())
    return table(form, EXPORTED, rows, name=f"targets-{asked.year}", sheet="targets")


@needs(Action.SEE)
def one(request: Request, code: str) -> HttpResponse:
    found = found_or_404(request, code)
    if not request.moment.is_past:
        seen(request, code)
    board = board_of(request, found.target.year)
    context = shown(found, board, request.viewer, request.moment, _as_of(request, found.target.year))
    return render(request, "targets/one.html", context)


@needs(Action.SEE)
def inbox(request: Request) -> HttpResponse:
    here, today = known(request.moment), served().today()
    year = next((one for one in here.years() if one <= today.year), today.year)
    board = board_of(request, year)
    standings = {one.target.code: one for one in board.standings} if board else {}
    groups = list(waiting(list(here.targets.values()), here.states, standings, request.viewer, today))
    context: dict[str, Any] = {
        "groups": groups,
        "mentions": _mentions(request, here),
        "reports": any(kind.key in ("report", "sent-back") for kind, _ in groups),
        "past": request.moment.is_past,
    }
    return render(request, "targets/inbox.html", context)


def _mentions(request: Request, here: Known) -> list[tuple[Mention, Any]]:
    """Remarks that call this person and were not seen yet, of targets they may see."""
    from dajuan.web.access.things import thing_of_target

    told = Mention.objects.filter(person=request.user.pk, seen_at=None, remark__withdrawn_at=None)
    pairs = [(one, here.targets.get(one.remark.target)) for one in told.select_related("remark__author")]
    return [(one, at) for one, at in pairs if at is not None and request.viewer.may(Action.SEE, thing_of_target(at))]
