"""One application: its way and sums, what is next; to a bank the data items of the firm, consented or not."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.values import show_value
from dajuan.systems.financing.applications import APPLICATIONS, WAY
from dajuan.systems.financing.consent import consents_of
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import subject_called
from dajuan.web.programmes.views.recording import next_stages
from dajuan.web.records.entries import told
from dajuan.web.served import served
from dajuan.web.systems.financing import deeds
from dajuan.web.systems.financing.seen import Applied, application_called
from dajuan.web.systems.financing.typed import items_typed
from dajuan.web.systems.financing.words import CASES, item_names, stages
from dajuan.web.words import Words, spoken, words_of


@require_safe
@needs(Action.SEE, enterprises=True, institutions=True)
def one(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    return _page(request, application_called(viewer, code, moment))


@require_POST
@needs(Action.SEE, enterprises=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    viewer, _ = seen_by(request)
    found = application_called(viewer, code, Moment())
    try:
        deeds.withdraw(viewer, found, note=request.POST.get("note", ""), key=request.POST.get("key", "")[:64])
    except RefusedError as error:
        return _page(request, found, error)
    messages.success(request, str(Words("已撤回", "taken back")))
    return redirect("financing:application", code)


@require_POST
@needs(Action.RECORD, institutions=True)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """A bank asks the applicant for data items."""
    viewer, _ = seen_by(request)
    found = application_called(viewer, code, Moment())
    try:
        some = items_typed(request.POST.getlist("items"))
        asked = deeds.ask(
            viewer, found.firm, some, note=request.POST.get("note", ""), key=request.POST.get("key", "")[:64]
        )  # fmt: skip
    except RefusedError as error:
        return _page(request, found, error)
    messages.success(request, str(Words(f"已请求 {len(asked)} 项", f"{len(asked)} asked for")))
    return redirect("financing:application", code)


def _page(request: HttpRequest, one: Applied, error: RefusedError | None = None) -> HttpResponse:
    viewer, moment = seen_by(request)
    pack, now = served().programmes[APPLICATIONS], not moment.is_past
    found = subject_called(viewer, APPLICATIONS, one.row.code)
    facts = [
        (words_of(field.name), show_value(field, one.row.fields[key], spoken()))
        for key, field in pack.fields.items()
        if key in one.row.fields and key not in {"name", "product"}
    ]
    context: dict[str, Any] = {
        "one": one,
        "facts": facts,
        "product": one.said("product").partition("/")[2],
        "way": [(stages()[key], one.life.stages.get(key), key == one.row.stage) for key in WAY],
        "aside": stages()[one.row.stage] if one.row.stage and one.row.stage not in WAY else None,
        "stage": stages().get(one.row.stage),
        "next": next_stages(pack, found.state.way, viewer, found.whose) if now and not viewer.enterprise else [],
        "back": reverse("financing:application", args=[one.row.code]),
        "may_withdraw": now and deeds.may_withdraw(viewer, one),
        "consents": _consents(viewer.institution, one.firm) if viewer.institution else [],
        "history": told(APPLICATIONS, one.row.code, size=moment.size, as_of=moment.as_of),
        "troubles": [Words(it.zh, it.en) for it in error.troubles] if error else [],
        "typed": request.POST,
        "key": uuid.uuid4().hex,
    }
    return render(request, "financing/application.html", context, status=422 if error else 200)


def _consents(institution: tuple[str, str], firm: str) -> list[dict[str, Any]]:
    """As they stand today, whichever moment is shown."""
    code, name = institution
    found = consents_of(served().subjects(), firm, {code: name}, served().today())
    return [{"consent": it, "name": item_names()[it.item], "case": CASES[it.case]} for it in found]
