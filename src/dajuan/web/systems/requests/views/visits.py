"""Visits to enterprises: the calendar of a month, a new one within its budget, one of them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.systems.requests import VISITS
from dajuan.systems.requests.visits import Budget, Plan
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.people.models import Organisation
from dajuan.web.served import served
from dajuan.web.systems.files import files_in
from dajuan.web.systems.months import month_of, month_page
from dajuan.web.systems.requests.asks import typed_in
from dajuan.web.systems.requests.found import budget, day_of, pack, settings, visit_called, visits_between
from dajuan.web.systems.requests.recording import firm_called, record_cancelled, record_held, record_visit
from dajuan.web.systems.requests.rights import thing_of_visit
from dajuan.web.words import Words, spoken


@require_safe
@needs(Action.SEE, enterprises=True)
def calendar(request: HttpRequest) -> HttpResponse:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    month = month_of(request.GET.get("month", ""), day_of(moment))
    found = visits_between(viewer, month.start, month.end, moment)
    context = {
        **month_page(month, found, lambda one, day: one.planned_on == day),
        "visits": found,
        "rule": settings().handlings.on(month.start),
        "today": served().today(),
        "may_plan": viewer.may(Action.RECORD) and not viewer.enterprise and not moment.is_past,
        **visit_names(),
    }
    return render(request, "requests/visits.html", context)


def visit_names() -> dict[str, Any]:
    declared, language = pack(VISITS), spoken()
    return {
        "kinds": {one.key: one.name.said(language) for one in declared.fields["kind"].choices},
        "visit_stages": {key: one.name.said(language) for key, one in declared.stages.items()},
    }


@needs(Action.RECORD)
def new(request: HttpRequest) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    pack(VISITS)
    if request.method != "POST":
        return _form(request, {"enterprise": request.GET.get("enterprise", ""), "on": request.GET.get("on", "")})
    typed = typed_in(request)
    try:
        plan = plan_of(typed)._replace(evidence=files_in(request, "领导批示"))
        code = record_visit(viewer, plan, key=typed.get("key", "")[:64])
    except RefusedError as error:
        return _form(request, typed, error)
    messages.success(request, str(Words(f"已安排：{code}", f"Planned: {code}")))
    return redirect("requests:visit", code)


def plan_of(typed: dict[str, str]) -> Plan:
    """Raises :class:`RefusedError` naming the field."""
    try:
        on = date.fromisoformat(typed.get("on", ""))
    except ValueError as error:
        said = typed.get("on", "")
        raise RefusedError([Trouble("value", f"计划日期写成 2025-10-20，现为“{said}”", f"a day is written 2025-10-20, not '{said}'", field="on")]) from error  # fmt: skip
    return Plan(
        firm_called(typed.get("enterprise", "").upper()), typed.get("department", ""), typed.get("name", ""),
        typed.get("kind", ""), on, typed.get("helpers", ""), bool(typed.get("emergency")), typed.get("leader", ""),
        typed.get("note", ""),
    )  # fmt: skip


def _form(request: HttpRequest, typed: dict[str, str], error: RefusedError | None = None) -> HttpResponse:
    troubles = {one.field: Words(one.zh, one.en) for one in reversed(error.troubles)} if error else {}
    typed = {"department": person_of(request).organisation.name} | {key: value for key, value in typed.items() if value}
    context = {
        "typed": typed,
        "troubles": troubles,
        "visit_blanks": _BLANKS,
        "others": [words for key, words in troubles.items() if key not in _FIELDS],
        "budget": _budget(typed),
        "key": typed.get("key", "")[:64] or uuid.uuid4().hex,
        "organisations": Organisation.objects.filter(closed_at=None).values_list("name", flat=True),
        **visit_names(),
    }
    return render(request, "requests/new-visit.html", context, status=422 if error else 200)


_BLANKS = (
    ("enterprise", "企业（统一社会信用代码）", "Enterprise (its credit code)", True),
    ("on", "计划日期", "Day", True),
    ("department", "入企单位", "Visiting department", True),
    ("helpers", "联合单位（用顿号隔开）", "Together with (separated by 、)", False),
    ("kind", "种类", "Kind", True),
    ("name", "事由", "Purpose", True),
    ("emergency", "突发事件，凭领导批示", "An emergency, with a leader's note", False),
    ("leader", "批示领导", "Leader who agreed", False),
    ("note", "批示内容或说明", "The leader's words, or a note", False),
)
_FIELDS = frozenset(key for key, *_ in _BLANKS)


def _budget(typed: dict[str, str]) -> Budget | None:
    """Of the firm and the month that the form names by now: who comes is for everybody who plans to know."""
    try:
        return budget(firm_called(typed.get("enterprise", "")).code, date.fromisoformat(typed.get("on", "")))
    except (RefusedError, ValueError):
        return None


@needs(Action.SEE, enterprises=True)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One visit; who made it says what came of it, or calls it off."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    visit = visit_called(viewer, code)
    may = viewer.may(Action.RECORD, thing_of_visit(visit))
    trouble = None
    if request.method == "POST":
        if not may:
            raise PermissionDenied(Action.RECORD)
        note, key = request.POST.get("note", "").strip(), request.POST.get("key", "")[:64]
        try:
            if "cancel" in request.POST:
                record_cancelled(viewer, visit, note=note, key=key)
            else:
                record_held(
                    viewer, visit, on=served().today(), note=note, evidence=files_in(request, "入企记录"), key=key
                )
        except RefusedError as error:
            trouble = Words(error.zh, error.en)
        else:
            messages.success(request, str(Words("已记下", "Recorded")))
            return redirect("requests:visit", code)
    context = {
        "visit": visit, "may": may and visit.stage == "planned", "trouble": trouble, "key": uuid.uuid4().hex,
        "typed": request.POST.get("note", ""), "budget": budget(visit.enterprise, visit.planned_on), **visit_names(),
    }  # fmt: skip
    return render(request, "requests/visit.html", context, status=422 if trouble else 200)
