"""Pages of estates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.outputs.rows import Column
from dajuan.systems.housing.account import account, by_month, turns
from dajuan.systems.housing.closing import closings
from dajuan.systems.housing.estate import HOUSING, RESETTLEMENT, Estate
from dajuan.systems.housing.moving import by_stage, moved, over_time, wrongs
from dajuan.systems.housing.status import told_of
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.layout.downloads import table
from dajuan.web.served import served
from dajuan.web.systems.housing.seen import called, seen_at
from dajuan.web.systems.housing.shown import WRONGS, chart_of, moved_said, planned, stage_of, ten_thousand
from dajuan.web.systems.this_year import this_year

_FIGURES = ("estates-delivered", "homes-delivered", "estates-closed", "estates-remaining", "delivery-rate", "area-delivered")  # fmt: skip
_MOVING = ("resettlement-homes-started", "resettlement-homes-basic", "resettlement-area-completed", "households-moved", "people-moved")  # fmt: skip


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """The account and its months, one plan an estate, close-outs that wait, resettlement."""
    viewer, moment = seen_by(request)
    on, estates, resettled = seen_at(viewer, moment)
    packs, now, months = served().programmes, account(estates, on), by_month(estates, on.year, on)
    stages = packs[RESETTLEMENT].stages if RESETTLEMENT in packs else {}
    context = {
        "on": on,
        "account": now,
        "sides": [(count, ten_thousand(count.area)) for count in (now.listed, now.closed, now.remaining)],
        "months": [(one, ten_thousand(one.remaining.area)) for one in months],
        "chart": chart_of(months),
        "rows": [planned(one, on) for one in estates if one.remains],
        "waiting": [one for one in closings(estates) if not one.checked_by],
        "resettled": [_resettled(one, on) for one in resettled],
        "moved": moved_said(moved(resettled, on)),
        "stages": [(stages[stage].name, moved_said(told)) for stage, told in by_stage(resettled, stages, on)],
        "over_time": sum(over_time(one, on) for one in resettled),
        "figures": this_year(HOUSING, _FIGURES, moment) + this_year(RESETTLEMENT, _MOVING, moment),
        "may_export": viewer.may(Action.EXPORT),
        "may_publish": viewer.everywhere(Action.PUBLISH),
    }
    return render(request, "housing/home.html", context)


def _resettled(one: Estate, on: date) -> dict[str, Any]:
    return {
        "one": one,
        "stage": stage_of(one),
        **moved_said(moved([one], on)),
        "over_time": over_time(one, on),
        "wrongs": [WRONGS[what] for what in wrongs(one, on)],
    }


_COLUMNS = (
    Column("code", "编号", "Code", "text"),
    Column("name", "楼盘", "Estate", "text"),
    Column("developer", "开发企业", "Developer", "text"),
    Column("stage", "阶段", "Stage", "text"),
    Column("homes", "应交付套数", "Homes due", "int"),
    Column("plan", "一楼一策", "Plan", "text"),
    Column("lead", "牵头单位", "Lead department", "text"),
    Column("due", "承诺交付", "Promised for", "date"),
    Column("late", "逾期天数", "Days late", "int"),
)


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, form: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    on, estates, _ = seen_at(viewer, moment)
    rows = [
        (
            one.code, one.name, row["developer"], row["stage"], row["homes"], row["plan"], row["lead"], row["due"], row["late"],
        )
        for one in estates
        if one.remains
        for row in (planned(one, on),)
    ]  # fmt: skip
    return table(form, _COLUMNS, rows, name=f"estates-{on}", sheet="estates")


@require_safe
@needs(Action.SEE)
def estate(request: HttpRequest, code: str) -> HttpResponse:
    """One estate: its plan, its way, its turns in the account, who struck it off and who looked."""
    viewer, moment = seen_by(request)
    on, estates, _ = seen_at(viewer, moment)
    one = called(estates, code)
    thing = thing_of_row(served().programmes[HOUSING], one.row)
    context = {
        **planned(one, on),
        "on": on,
        "area": ten_thousand(area) if (area := one.number("area", on)) else "",
        "buildings": one.number("buildings", on),
        "street": one.word("street-office"),
        "moves": [(stage_of(one, str(held.value)), held) for held in one.moves],
        "turns": list(turns(one)),
        "closings": closings([one]),
        "buyer": told_of(one.stage),
        "may_close": not moment.is_past and viewer.may(Action.RECORD, thing),
        "may_verify": not moment.is_past and viewer.may(Action.VERIFY, thing),
    }
    return render(request, "housing/estate.html", context)


@require_safe
@needs(Action.SEE)
def resettlement(request: HttpRequest, code: str) -> HttpResponse:
    """One resettlement estate: its plan, its way, households and people moved back by month."""
    viewer, moment = seen_by(request)
    seen = seen_at(viewer, moment)
    one = called(seen.resettlement, code)
    context = {
        **_resettled(one, seen.on),
        "on": seen.on,
        "plan": one.word("plan"),
        "village": one.word("village"),
        "street": one.word("street-office"),
        "builder": one.word("builder"),
        "due": one.day("due-on"),
        "transition": (one.day("transition-from"), one.number("transition-months")),
        "moves": [(stage_of(one, str(held.value)), held) for held in one.moves],
        "months": [
            (entry.effective_on, entry.fields.get("households-moved", 0), entry.fields.get("people-moved", 0))
            for entry in sorted(one.state.entries.values(), key=lambda entry: entry.effective_on, reverse=True)
            if entry.kind == "measured"
        ],
    }
    return render(request, "housing/resettlement.html", context)
