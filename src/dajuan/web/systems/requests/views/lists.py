"""Lists of requests: what waits for whom, soonest due first; by stage; and who is over the limit, by the ladder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dajuan.standards.working_days import worked_days
from dajuan.systems.requests.standing import Standing, of_department
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.systems.requests.found import day_of, pack, settings, under_way
from dajuan.web.systems.requests.rights import may_bring_in
from dajuan.web.words import Words, spoken

WAITS = {
    "office": Words("待交办", "To be assigned"),
    "department": Words("承办中", "Being handled"),
    "enterprise": Words("等企业材料", "Waits for papers"),
    "visit": Words("待回访", "To be visited"),
    "close": Words("待办结", "To be closed"),
}
SHOWN, ON_A_CARD = 300, 30
"""Requests of a page, and of a stage on the board."""


class Tab(NamedTuple):
    key: str
    name: Words
    many: int


@require_safe
@needs(Action.SEE, enterprises=True)
def home(request: HttpRequest) -> HttpResponse:
    """The inbox: of my organisations, or of all that I see."""
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    if viewer.enterprise:
        return redirect("requests:mine")
    day, every = day_of(moment), under_way(viewer, moment)
    reports = viewer.may(Action.RECORD)
    mine = viewer.owners(Action.RECORD) if reports else None
    own = request.GET.get("whose") != "all" and mine is not None
    found = list(of_department(every, mine)) if own else every
    department = request.GET.get("department", "")
    found = [one for one in found if not department or one.case.department == department]
    waits = request.GET.get("waits", "")
    shown = [one for one in found if not waits or one.waits == waits or (waits == "over" and one.over)]
    context = {
        "day": day,
        "rows": shown[:SHOWN],
        "many": len(shown),
        "tabs": _tabs(found),
        "waits": waits,
        "own": own,
        "reports": reports,
        "all": len(every),
        "departments": sorted({one.case.department for one in every if one.case.department}),
        "department": department,
        "may_bring_in": may_bring_in(viewer) and not moment.is_past,
        "unknown": worked_days().unknown([day]),
        **names(),
    }
    return render(request, "requests/home.html", context)


def _tabs(some: Sequence[Standing]) -> list[Tab]:
    counts: Counter[str] = Counter(one.waits for one in some)
    over = sum(1 for one in some if one.over)
    return [
        Tab("over", Words("已超期", "Overdue"), over),
        *(Tab(key, name, counts[key]) for key, name in WAITS.items()),
    ]


def names() -> dict[str, Any]:
    """Names of choices and stages, for templates."""
    declared, language = pack(), spoken()
    choices = {
        key: {one.key: one.name.said(language) for one in field.choices} for key, field in declared.fields.items()
    }
    stages = {key: one.name.said(language) for key, one in declared.stages.items()}
    return {"choices": choices, "stages": stages, "waits_names": WAITS}


@require_safe
@needs(Action.SEE)
def board(request: HttpRequest) -> HttpResponse:
    """Open ones by stage; of each stage the soonest due."""
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    found = under_way(viewer, moment)
    columns = []
    for key, stage in pack().stages.items():
        own = [one for one in found if one.case.stage == key]
        if own or not (stage.final or stage.side):
            columns.append({"key": key, "name": stage.name, "rows": own[:ON_A_CARD], "many": len(own)})
    return render(request, "requests/board.html", {"columns": columns, **names()})


@require_safe
@needs(Action.SEE)
def ladder(request: HttpRequest) -> HttpResponse:
    """Who is told by now, step by step; the highest first."""
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    told, found = settings(), under_way(viewer, moment)
    rungs: dict[str, dict[str, Any]] = {}
    for one in found:
        if one.rung is not None:
            row = rungs.setdefault(one.rung.code, {"rung": one.rung, "rows": []})
            row["rows"].append(
                (one, list(dict.fromkeys(told.called(who, one.case.department) for who in one.rung.tell)))
            )
    order = {rung.code: at for at, rung in enumerate(told.handlings.on(day_of(moment)).ladder)}
    ordered = sorted(rungs.values(), key=lambda row: -order.get(row["rung"].code, 99))
    office = [one for one in found if one.waits in {"office", "visit", "close"} and one.over]
    return render(request, "requests/ladder.html", {"rungs": ordered, "office": office, **names()})
