"""The first page: parcels by stage, in whose hands, what waits too long; and a code read in its parts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dajuan.standards.land.unit_code import UnitCodeError, read_either_code
from dajuan.systems.land.parcels import CODES, PARCELS, Waiting, holders, too_long
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.layout.stretches import stretch
from dajuan.web.moment import Moment
from dajuan.web.programmes.cells import stage_said
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.land.seen import pack, settings, waiting_seen
from dajuan.web.systems.this_year import this_year
from dajuan.web.words import Words, spoken

FIGURES = (
    "parcels-supplied", "area-supplied", "area-supplied-hectares", "industrial-area-supplied", "custom-area-supplied", "parcels-unbuilt",
    "days-supplied-to-building-permit", "custom-investment-per-mu", "custom-tax-per-mu",
)  # fmt: skip


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """``stage``, ``holder``: only those; without, what waits too long."""
    viewer, moment = seen_by(request)
    every = waiting_seen(viewer, moment)
    stage, holder = request.GET.get("stage", ""), request.GET.get("holder", "")
    late = too_long(every)
    listed = late
    if stage or holder:
        listed = [one for one in every if stage in ("", one.row.stage) and holder in ("", one.holder)]
        listed.sort(key=lambda one: (-one.days, one.row.code))
    shown = stretch(listed, request.GET.get("from"))
    context: dict[str, Any] = {
        "stages": [_stage(key, every) for key, stage in pack().stages.items() if not stage.final],
        "holders": holders(every),
        "many": len(every),
        "late": len(late),
        "rows": [line(one) for one in shown.rows],
        "stretch": shown,
        "stage": stage_said(pack(), stage, spoken()) if stage else "",
        "holder": holder,
        "figures": this_year(PARCELS, FIGURES, moment),
        "on": day_of(moment),
        "may_open": not moment.is_past and viewer.may(Action.RECORD),
    }
    return render(request, "land/home.html", context)


def _stage(key: str, every: list[Waiting]) -> dict[str, Any]:
    here = [one for one in every if one.row.stage == key]
    return {
        "key": key,
        "name": stage_said(pack(), key, spoken()),
        "many": len(here),
        "late": sum(one.over > 0 for one in here),
    }


def line(one: Waiting) -> dict[str, Any]:
    """A row of a list of parcels."""
    return {"one": one, "stage": stage_said(pack(), one.row.stage, spoken())}


@require_safe
@needs(Action.SEE)
def code(request: HttpRequest) -> HttpResponse:
    """``code``: a unit code or a parcel code, told in its parts, with the parcel that has it; a parcel's number leads there."""
    viewer, moment = seen_by(request)
    typed = request.GET.get("code", "").strip()
    context: dict[str, Any] = {"typed": typed}
    if typed:
        row = served().subjects().one(PARCELS, typed, as_of=moment.as_of, size=moment.size)
        if row is not None and sees(viewer, row):
            return redirect(moment.on(reverse("land:parcel", args=[row.code])))
        context |= _told(viewer, moment, typed)
    return render(request, "land/code.html", context)


def _told(viewer: Viewer, moment: Moment, typed: str) -> dict[str, Any]:
    try:
        found = read_either_code(typed)
    except UnitCodeError as error:
        return {"faults": [Words(one.zh, one.en) for one in error.faults]}
    issued = served().subjects().one(CODES, found.text, as_of=moment.as_of, size=moment.size)
    issued = issued if issued is not None and sees(viewer, issued) else None
    known = settings().divisions
    return {
        "code": found,
        "issued": issued,
        "parcel": issued.linked_one("parcel") if issued else "",
        "elsewhere": bool(known) and found.division not in known,
        "divisions": known,
    }
