"""One request: where it is, its clock, what was said and done, and what may be done next."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import RefusedError
from dajuan.standards.working_days import worked_days
from dajuan.systems.requests import PROGRAMME
from dajuan.systems.requests.book import asked_of
from dajuan.systems.requests.case import Case
from dajuan.systems.requests.standing import answers_of
from dajuan.systems.requests.steps import BY_KEY
from dajuan.web.access.enterprises import speaks_for
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.administration.audit import note
from dajuan.web.people.models import Organisation
from dajuan.web.records.entries import told
from dajuan.web.served import served
from dajuan.web.systems.requests.asks import Ask, asks, told_in, wrong
from dajuan.web.systems.requests.found import alike_seen, book, case_called, day_of, pack, settings, standings
from dajuan.web.systems.requests.models import Contact
from dajuan.web.systems.requests.recording import record_step
from dajuan.web.systems.requests.rights import may_call, may_take, steps_of, thing_of
from dajuan.web.systems.requests.views.lists import names
from dajuan.web.words import Words


@require_safe
@needs(Action.SEE, enterprises=True)
def request_page(request: HttpRequest, code: str) -> HttpResponse:
    case = case_called(request.viewer, code, request.moment)  # type: ignore[attr-defined]
    return _page(request, case)


@require_POST
@needs(Action.SEE, enterprises=True)
def take(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Take a step; one that is refused comes back as it was filled in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    case, taken = case_called(viewer, code), BY_KEY.get(step)
    if taken is None:
        raise Http404
    if not may_take(viewer, taken, case):  # Before its files are kept.
        raise PermissionDenied(step)
    seen = request.POST.get("seen", "")
    try:
        record_step(
            viewer, taken, case, told_in(request, taken), seen=int(seen) if seen.isdecimal() else None,
            key=request.POST.get("key", "")[:64],
        )  # fmt: skip
    except RefusedError as error:
        (ask,) = asks([taken], pack())
        return _page(request, case, wrong(ask, request, error), status=422)
    messages.success(request, str(Words(f"已记下：{taken.name.zh}", f"Recorded: {taken.name.en}")))
    return redirect("requests:one", code)


@require_POST
@needs(Action.SEE, enterprises=True)
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Whom to call, in full: shown to who handles it, and noted that it was."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    case = case_called(viewer, code)
    if not may_call(viewer, case):
        raise PermissionDenied(Action.RECORD)
    note(request, "contact", code)
    return _page(request, case, contact=Contact.objects.filter(code=code).first(), called=True)


def _page(
    request: HttpRequest,
    case: Case,
    wrong: Ask | None = None,
    *,
    contact: Contact | None = None,
    called: bool = False,
    status: int = 200,
) -> HttpResponse:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    (stands,) = standings([case], day_of(moment))
    ready = [] if moment.is_past else asks(steps_of(viewer, case), pack())
    context: dict[str, Any] = {
        "case": case,
        "stands": stands,
        "answers": answers_of(case, settings().handlings, worked_days()),
        "asks": [wrong if wrong and one.step.key == wrong.step.key else one for one in ready],
        "wrong": wrong,
        "history": told(PROGRAMME, case.code, size=moment.size, as_of=moment.as_of),
        "alike": alike_seen(viewer, asked_of(case), most=6) if viewer.is_staff else [],
        "merged": _merged(viewer, case),
        "into": book().cases().get(case.into),
        "contact": contact,
        "called": called,
        "may_call": may_call(viewer, case),
        "has_contact": Contact.objects.filter(code=case.code).exists(),
        "speaks": speaks_for(viewer, case.enterprise),
        "seen": served().size(),
        "key": uuid.uuid4().hex,
        "organisations": Organisation.objects.filter(closed_at=None).values_list("name", flat=True) if ready else (),
        **names(),
    }
    return render(request, "requests/one.html", context, status=status)


def _merged(viewer: Viewer, case: Case) -> list[Case]:
    """Those that were merged into it."""
    return [one for one in book().cases().values() if one.into == case.code and viewer.may(Action.SEE, thing_of(one))]
