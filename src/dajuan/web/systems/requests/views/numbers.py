"""Statistics of a period: each number opens the requests that it was counted from; split by a field."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.figures.period import Period, PeriodError, period_of
from dajuan.standards.working_days import worked_days
from dajuan.systems.requests.statistics import BY, Numbers, counted, numbers, split
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.systems.requests.found import day_of, pack, seen, settings
from dajuan.web.systems.requests.views.lists import names
from dajuan.web.words import Words, spoken

HEADS = {
    "received": Words("受理", "Received"),
    "answered": Words("答复", "Answered"),
    "in_time": Words("按时答复", "Answered in time"),
    "late": Words("超期答复", "Answered late"),
    "visited": Words("回访", "Visited"),
    "satisfied": Words("满意和基本满意", "Satisfied, mostly satisfied"),
    "at_first": Words("首次回访满意", "Satisfied at the first visit"),
    "dissatisfied": Words("不满意", "Dissatisfied"),
    "reopened": Words("重新办理", "Reopened"),
    "closed": Words("办结", "Closed"),
    "merged": Words("并案", "Merged"),
    "retracted": Words("企业撤回", "Withdrawn"),
    "differing": Words("记录与重算不符", "Entry and recount differ"),
}


@require_safe
@needs(Action.SEE)
def numbers_page(request: HttpRequest) -> HttpResponse:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    day = day_of(moment)
    period, trouble = _period(request.GET.get("period", ""), day)
    by = request.GET.get("by", "")
    by = by if by in BY else "department"
    some, end = seen(viewer, moment), min(period.end, day)
    every = counted(some, settings().handlings, worked_days())
    whole, parts = numbers(every, start=period.start, end=end), split(every, by, start=period.start, end=end)
    context: dict[str, Any] = {
        "period": request.GET.get("period", "") if not trouble else "",
        "shown": f"{period.start} – {end}",
        "trouble": trouble,
        "whole": whole,
        "rates": rates(whole),
        "parts": [(part, _part_said(by, part), one, rates(one)) for part, one in parts.items()],
        "by": by,
        "bys": [(key, pack().fields[key].name) for key in BY],
        "chart": _chart(by, parts),
        **_listed(request.GET.get("list", ""), request.GET.get("part"), whole, parts),
        **names(),
    }
    known = {one.code: one for one in some}
    context["listed"] = [known[code] for code in context["codes"]]
    return render(request, "requests/numbers.html", context)


def _period(said: str, day: date) -> tuple[Period, Words | None]:
    if not said.strip():
        return period_of(f"{day.year}"), None
    try:
        return period_of(said.strip()), None
    except PeriodError as error:
        return period_of(f"{day.year}"), Words(error.zh, error.en)


def rates(one: Numbers) -> dict[str, str]:
    """Each as 12/15 = 80.0 %, or "" of none."""
    return {
        "in_time": _rate(one.in_time, one.answered),
        "satisfied": _rate(one.satisfied, one.visited),
        "at_first": _rate(one.at_first, one.visited),
    }


def _rate(over: tuple[str, ...], under: tuple[str, ...]) -> str:
    return f"{len(over) / len(under):.1%}".replace("%", " %") if under else ""


def _part_said(by: str, part: str) -> str:
    if not part:
        return str(Words("（没有）", "(none)"))
    field = pack().fields[by]
    return next((one.name.said(spoken()) for one in field.choices if one.key == part), part)


def _chart(by: str, parts: dict[str, Numbers]) -> dict[str, Any]:
    some = list(parts.items())[:12]
    return {
        "kind": "bars",
        "about": str(Words("各部分按时与超期答复的件数", "Answered in time and late, by part")),
        "unit": str(Words("件", "requests")),
        "across": [_part_said(by, part) for part, _ in some],
        "stacked": True,
        "horizontal": True,
        "series": [
            {"name": str(HEADS["in_time"]), "light": "green", "values": [len(one.in_time) for _, one in some]},
            {"name": str(HEADS["late"]), "light": "red", "values": [len(one.late) for _, one in some]},
        ],
    }


def _listed(key: str, part: str | None, whole: Numbers, parts: dict[str, Numbers]) -> dict[str, Any]:
    """The requests behind a number."""
    of = whole if part is None else parts.get(part, Numbers())
    codes: tuple[str, ...] = getattr(of, key) if key in HEADS else ()
    return {"list": key if key in HEADS else "", "heading": HEADS.get(key), "codes": codes, "part": part}
