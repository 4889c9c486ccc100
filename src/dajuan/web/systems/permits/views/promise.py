"""Promises: all of them by how they stand, and one with its case, what is due, and what a check may find."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.values import show_value
from dajuan.standards.months import months_after
from dajuan.standards.permits.promising import promising
from dajuan.systems.permits import PROMISES
from dajuan.systems.permits.promises import Promise, bar_on
from dajuan.systems.permits.promising import CHECK, DECISION, Found
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Thing
from dajuan.web.access.roles import Action
from dajuan.web.layout.stretches import stretch
from dajuan.web.moment import Moment
from dajuan.web.records.entries import told
from dajuan.web.served import served
from dajuan.web.systems.days import day_typed
from dajuan.web.systems.files import files_in
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.permits import deeds
from dajuan.web.systems.permits.seen import known_at, promise_called, promises_seen, stands
from dajuan.web.systems.permits.words import PROMISE_STANDINGS
from dajuan.web.words import Words, spoken, words_of


@require_safe
@needs(Action.SEE, enterprises=True)
def promises(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    every = promises_seen(viewer, moment)
    asked, on = request.GET.get("standing", ""), day_of(moment)
    shown = stretch([one for one in every if asked in ("", one[1])], request.GET.get("from"))
    counts = [standing for _, standing in every]
    context = {
        "rows": [(one, *PROMISE_STANDINGS[standing]) for one, standing in shown.rows],
        "stretch": shown,
        "many": len(every),
        "standings": [(key, *PROMISE_STANDINGS[key], counts.count(key)) for key in PROMISE_STANDINGS],
        "standing": asked,
        "barred": _barred([one for one, _ in every], moment),
        "on": on,
    }
    return render(request, "permits/promises.html", context)


def _barred(seen: list[Promise], moment: Moment) -> list[Any]:
    """Builders who may not promise today, each once."""
    every, on = known_at(moment).every_promise, day_of(moment)
    bars = (bar_on(on, one.builder, one.enterprise, every) for one in seen)
    return list({bar.promise.builder: bar for bar in bars if bar is not None}.values())


@require_safe
@needs(Action.SEE, enterprises=True)
def one(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    return _page(request, *promise_called(viewer, code, moment))


@require_POST
@needs(Action.SEE, enterprises=True)
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    viewer, _ = seen_by(request)
    found, thing = promise_called(viewer, code, Moment())
    deeds.must(deeds.may_hand_in(viewer, found.enterprise, thing))
    try:
        files = files_in(request, found.fields.text("proof"))
        deeds.hand_in(viewer, found, thing, evidence=files, key=request.POST.get("key", "")[:64])
    except RefusedError as error:
        return _page(request, found, thing, error=error, form="hand-in")
    return _recorded(request, code)


@require_POST
@needs(Action.VERIFY)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Kept, to be mended, or revoked."""
    viewer, typed = seen_by(request)[0], request.POST
    one, thing = promise_called(viewer, code, Moment())
    deeds.must(deeds.may_check(viewer, thing))
    outcome = typed.get("outcome", "")
    try:
        found = Found(
            day_typed(typed.get("on", ""), "on") or served().today(), typed.get("note", "").strip()[:500], day_typed(typed.get("mend_by", ""), "mend_by"),
            day_typed(typed.get("suspended_until", ""), "suspended_until"), bool(typed.get("untrue")), bool(typed.get("on_record")),
            files_in(request, DECISION if outcome == "revoke" else CHECK),
        )  # fmt: skip
        deeds.check(viewer, one, thing, outcome=outcome, found=found, key=typed.get("key", "")[:64])
    except RefusedError as error:
        return _page(request, one, thing, error=error, form="check")
    return _recorded(request, code)


def _recorded(request: HttpRequest, code: str) -> HttpResponse:
    messages.success(request, str(Words("已记下", "Recorded")))
    return redirect("permits:promise", code)


def _page(
    request: HttpRequest, one: Promise, thing: Thing, *, error: RefusedError | None = None, form: str = ""
) -> HttpResponse:
    viewer, moment = seen_by(request)
    pack, now = served().programmes[PROMISES], not moment.is_past and one.is_open
    ((_, standing),) = stands([one], moment)
    words, light = PROMISE_STANDINGS[standing]
    until = months_after(served().today(), promising().suspension_months)
    context = {
        "promise": one,
        "words": words,
        "light": light,
        "stage": pack.stages.get(one.stage),
        "facts": [
            (words_of(field.name), show_value(field, one.fields[key], spoken()))
            for key, field in pack.fields.items()
            if key in one.fields and key != "name"
        ],
        "days_left": (one.due_on - day_of(moment)).days,
        "hands_in": now and one.stage != "handed-in" and deeds.may_hand_in(viewer, one.enterprise, thing),
        "checks": now and deeds.may_check(viewer, thing),
        "suspension": promising(),
        "until": until,
        "history": told(PROMISES, one.code, size=moment.size, as_of=moment.as_of),
        "troubles": [Words(it.zh, it.en) for it in error.troubles] if error else [],
        "form": form,
        "typed": request.POST,
        "today": served().today(),
        "key": uuid.uuid4().hex,
    }
    return render(request, "permits/promise.html", context, status=422 if error else 200)
