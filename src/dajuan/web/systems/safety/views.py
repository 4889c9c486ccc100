"""Pages of safety."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.values import tell_value
from dajuan.systems.safety import CAMPAIGNS, HAZARDS
from dajuan.systems.safety.campaigns import Tally, by_campaign
from dajuan.systems.safety.hazard import Standing
from dajuan.systems.safety.heat import Cell, Heat, heat
from dajuan.systems.safety.steps import BY_KEY, Step, Told
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.stretches import stretch
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called, subject_called
from dajuan.web.programmes.views.recording import next_stages
from dajuan.web.records.entries import told
from dajuan.web.served import served
from dajuan.web.systems.days import day_typed
from dajuan.web.systems.files import files_in
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.marks import MARKS
from dajuan.web.systems.safety import deeds
from dajuan.web.systems.safety.seen import campaign_called, campaigns, hazard_called, settings, standings
from dajuan.web.systems.safety.words import BLANKS, LIGHTS, WAITS, WHO
from dajuan.web.systems.this_year import this_year
from dajuan.web.words import Words, spoken, words_of

_FIGURES = {
    HAZARDS: (
        "hazards-found", "hazards-closed", "hazards-closed-rate", "hazards-major-open", "hazards-in-time-rate", "days-to-mend",
        "days-to-close-p90", "hazards-returned",
    ),
    CAMPAIGNS: ("campaigns-running",),
}  # fmt: skip
_ASKED = ("sector", "street", "campaign", "light", "grade")
_BY_HAND = frozenset({"found", "void"})
"""Stages that a form of the programme moves it to."""
_WAY = ("found", "notified", "mended", "rechecked", "closed")


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    every = standings(viewer, moment)
    asked = {key: request.GET.get(key, "") for key in _ASKED}
    kept = [one for one in every if _is_asked(one, {**asked, "light": ""})]
    found = [one for one in kept if asked["light"] in ("", one.light) and (one.waits or asked["light"])]
    shown = stretch(found, request.GET.get("from"))
    names = _choices("sector")
    context = {
        "lights": [(key, words, sum(one.light == key for one in kept)) for key, words in LIGHTS.items()],
        "asked": asked,
        "is_asked": any(asked.values()),
        "sector": names.get(asked["sector"]),
        "heat": _heat(
            heat((one for one in every if _is_asked(one, {"campaign": asked["campaign"]})), list(names)), names
        ),
        "rows": [{"one": one, "waits": WAITS[one.waits], "sector": names.get(one.hazard.sector)} for one in shown.rows],
        "many": len(found),
        "stretch": shown,
        "campaigns": _campaigns(every, moment),
        "figures": [one for code, keys in _FIGURES.items() for one in this_year(code, keys, moment)],
        "may_open": viewer.may(Action.RECORD) and not moment.is_past,
        "on": day_of(moment),
    }
    return render(request, "safety/home.html", context)


def _is_asked(one: Standing, asked: dict[str, str]) -> bool:
    said = {"campaign": one.hazard.campaign, "light": one.light}
    return all(not value or said.get(key, one.hazard.fields.text(key)) == value for key, value in asked.items())


def _choices(field: str) -> dict[str, Words]:
    """Raises ``Http404`` where the zone keeps no hazards."""
    return {one.key: words_of(one.name) for one in programme_called(HAZARDS).fields[field].choices}


def _heat(found: Heat, names: dict[str, Words]) -> dict[str, Any]:
    """Rows of the table: a sector, its cells by street, the sum of both at the edges."""
    return {
        "streets": [(street, found.by_street[street]) for street in found.streets],
        "rows": [
            (key, names.get(key, Words(key, key)), [(street, found.cells.get((key, street), Cell())) for street in found.streets], found.by_sector[key])
            for key in found.sectors
        ],
        "whole": found.whole,
    }  # fmt: skip


def _campaigns(every: Sequence[Standing], moment: Moment) -> list[dict[str, Any]]:
    """What each found, closed, and has open and overdue."""
    stages = served().programmes[CAMPAIGNS].stages if CAMPAIGNS in served().programmes else {}
    tallies = by_campaign(every)
    return [
        {"row": row, "stage": stages.get(row.stage), "tally": tallies.get(row.code, Tally())}
        for row in campaigns(moment)
    ]


@require_safe
@needs(Action.SEE)
def rules(request: HttpRequest) -> HttpResponse:
    """Limits, rechecks and the ladder, with their source."""
    handling = settings().handling
    grades = _choices("grade")
    context = {
        "handling": handling,
        "limits": [(grades[key], days, handling.extension_most[key]) for key, days in handling.limits.items() if key in grades],
        "ladder": [(one, [WHO[who] for who in one.tell]) for one in handling.ladder],
        "mark": MARKS[handling.mark],
    }  # fmt: skip
    return render(request, "safety/rules.html", context)


@require_safe
@needs(Action.SEE, enterprises=True)
def hazard(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    return _page(request, *hazard_called(viewer, code, moment))


@require_POST
@needs(Action.RECORD, Action.VERIFY)
def take(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Take a step; one that is refused comes back as it was filled in."""
    viewer = seen_by(request)[0]
    (one, thing), taken = hazard_called(viewer, code, Moment()), BY_KEY.get(step)
    if taken is None:
        raise Http404
    if not deeds.may_take(viewer, taken, thing):  # Before its files are kept.
        raise PermissionDenied(step)
    try:
        deeds.take(viewer, taken, one.hazard, thing, _told(request, taken), key=request.POST.get("key", "")[:64])
    except RefusedError as error:
        return _page(request, one, thing, error=error, wrong=taken)
    messages.success(request, str(Words(f"已记下：{taken.name.zh}", f"Recorded: {taken.name.en}")))
    return redirect("safety:hazard", code)


def _told(request: HttpRequest, step: Step) -> Told:
    """Raises :class:`RefusedError` where a day or a number is none."""
    typed = request.POST
    days = typed.get("days", "").strip()
    if days and not (days.isdecimal() and len(days) < 5):
        raise RefusedError(
            [Trouble("value", f"延长几天：不是数“{days}”", f"days: '{days}' is no number", field="days")]
        )
    today = served().today()
    return Told(
        day_typed(typed.get("on", ""), "on") or today, typed.get("person", "").strip()[:50], day_typed(typed.get("due_on", ""), "due_on"),
        int(days or 0), typed.get("note", "").strip()[:500], files_in(request, step.kind),
    )  # fmt: skip


def _page(
    request: HttpRequest, one: Standing, thing: Thing, *, error: RefusedError | None = None, wrong: Step | None = None
) -> HttpResponse:
    viewer, moment = seen_by(request)
    pack, now, found = served().programmes[HAZARDS], not moment.is_past, one.hazard
    state = subject_called(viewer, HAZARDS, found.code)
    context: dict[str, Any] = {
        "one": one,
        "hazard": found,
        "waits": WAITS[one.waits],
        "way": [(words_of(pack.stages[key].name), key == found.stage) for key in _WAY if key in pack.stages],
        "aside": pack.stages.get(found.stage) if found.stage not in _WAY else None,
        "facts": [
            (words_of(field.name), tell_value(field, found.fields[key], spoken()))
            for key, field in pack.fields.items()
            if key in found.fields and key != "name"
        ],
        "campaign": campaign_called(found.campaign, moment),
        "asks": _asks(viewer, one, thing, error, wrong, request) if now else [],
        "next": [it for it in next_stages(pack, state.state.way, viewer, state.whose) if it.key in _BY_HAND] if now else [],
        "back": reverse("safety:hazard", args=[found.code]),
        "history": told(HAZARDS, found.code, size=moment.size, as_of=moment.as_of),
        "key": uuid.uuid4().hex,
    }  # fmt: skip
    return render(request, "safety/hazard.html", context, status=422 if error else 200)


def _asks(
    viewer: Viewer, one: Standing, thing: Thing, error: RefusedError | None, wrong: Step | None, request: HttpRequest
) -> list[dict[str, Any]]:
    """Each step with its blanks; the one that was refused as it was filled in, with what is wrong above it."""
    steps = deeds.steps_of(viewer, one.hazard, thing)
    if wrong is not None and wrong not in steps:
        steps.append(wrong)
    today = f"{served().today()}"
    return [
        {
            "step": step,
            "troubles": [Words(it.zh, it.en) for it in error.troubles] if error and step == wrong else [],
            "blanks": [
                {
                    "key": (key := ask.removesuffix("*")),
                    "label": BLANKS[key],
                    "must": ask.endswith("*"),
                    "typed": request.POST.get(key, "") if step == wrong else today if key == "on" else "",
                }
                for ask in step.asks
            ],
        }
        for step in steps
    ]
