"""One case: its way, its hours link by link, its list and what is missing, its promises; and the forms for what comes next."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.values import show_value
from dajuan.standards.permits.certificates import published
from dajuan.systems.permits import CASES, PROMISES
from dajuan.systems.permits.case import Case
from dajuan.systems.permits.hours import Span, before_start, doubts
from dajuan.systems.permits.issuing import REPORT, happenings
from dajuan.systems.permits.materials import LACKING, Wanted
from dajuan.systems.permits.materials import Standing as Had
from dajuan.systems.permits.promises import bar_on, fallen
from dajuan.systems.permits.promising import PAPER, Asked, Offer, due_of, promisable
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Thing
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import subject_called
from dajuan.web.programmes.views.recording import next_stages
from dajuan.web.records.entries import told
from dajuan.web.served import served
from dajuan.web.systems.days import day_typed
from dajuan.web.systems.files import files_in
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.permits import deeds
from dajuan.web.systems.permits.seen import case_called, facts, known_at, materials, settings, span, stands, wanted_of
from dajuan.web.systems.permits.typed import moment_typed
from dajuan.web.systems.permits.words import MATERIAL_STANDINGS, PROMISE_STANDINGS, hours
from dajuan.web.words import Words, spoken, words_of

_BY_HAND = frozenset({"accepted", "mock-reviewed", "ended"})
"""Stages that a form of the programme moves it to; the others come with a moment."""
_HANDED_IN = (Had.MISSING, Had.OVERDUE, Had.PROMISED)
"""What a material may be handed in for."""
_WAY = ("accepted", "mock-reviewed", "dealt", "issued", "started")


@require_safe
@needs(Action.SEE, enterprises=True)
def one(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    return _page(request, *case_called(viewer, code, moment))


@require_POST
@needs(Action.RECORD)
def moment(request: HttpRequest, code: str) -> HttpResponse:
    """Signed, delivered, applied for or issued at."""

    def work(case: Case, thing: Thing) -> None:
        viewer = seen_by(request)[0]
        deeds.must(deeds.may_record(viewer, thing))
        what = deeds.happening_named(request.POST.get("what", ""))
        deeds.note_moment(
            viewer, case, thing, what=what, at=moment_typed(request.POST.get("at", "")),
            evidence=files_in(request, what.paper), note=request.POST.get("note", "").strip()[:500], key=_key(request),
        )  # fmt: skip

    return _done(request, code, work, "moment")


@require_POST
@needs(Action.SEE, enterprises=True)
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """A material of the list comes in."""

    def work(case: Case, thing: Thing) -> None:
        viewer = seen_by(request)[0]
        deeds.must(deeds.may_hand_in(viewer, case.enterprise, thing))
        files = files_in(request, deeds.material_named(request.POST.get("material", "")).name.zh)
        deeds.hand_in_paper(viewer, case, thing, evidence=files, key=_key(request))

    return _done(request, code, work, "paper")


@require_POST
@needs(Action.RECORD)
def promise(request: HttpRequest, code: str) -> HttpResponse:
    typed = request.POST

    def work(case: Case, thing: Thing) -> None:
        viewer = seen_by(request)[0]
        deeds.must(deeds.may_record(viewer, thing))
        certificate, _, material = typed.get("for", "").partition("/")
        days, today = settings().clock.days, served().today()
        due = day_typed(typed.get("due_on", ""), "due_on") or due_of(certificate, material, materials(), days, today)
        asked = Asked(
            certificate, material, typed.get("content", "")[:500], due, typed.get("verify_by", "record"),
            files_in(request, PAPER),
        )  # fmt: skip
        deeds.promise(viewer, case, thing, asked, key=_key(request))

    return _done(request, code, work, "promise")


@require_POST
@needs(Action.RECORD)
def start(request: HttpRequest, code: str) -> HttpResponse:
    def work(case: Case, thing: Thing) -> None:
        viewer = seen_by(request)[0]
        deeds.must(deeds.may_record(viewer, thing))
        deeds.start(
            viewer, case, thing, on=day_typed(request.POST.get("on", ""), "on") or served().today(),
            evidence=files_in(request, REPORT), key=_key(request),
        )  # fmt: skip

    return _done(request, code, work, "start")


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:64]


def _done(request: HttpRequest, code: str, work: Callable[[Case, Thing], None], form: str) -> HttpResponse:
    """What is refused comes back beside the form that it was typed into."""
    found = case_called(seen_by(request)[0], code, Moment())
    try:
        work(*found)
    except RefusedError as error:
        return _page(request, *found, error=error, form=form)
    messages.success(request, str(Words("已记下", "Recorded")))
    return redirect("permits:case", code)


def _page(
    request: HttpRequest, case: Case, thing: Thing, *, error: RefusedError | None = None, form: str = ""
) -> HttpResponse:
    viewer, moment = seen_by(request)
    pack, on, now = served().programmes[CASES], day_of(moment), not moment.is_past
    found, list_ = subject_called(viewer, CASES, case.code), wanted_of(case, moment)
    records = now and case.stands and deeds.may_record(viewer, thing)
    stretch = span(case, moment)
    every = known_at(moment).every_promise
    own, bar = [one for one in every if one.case == case.code], bar_on(on, case.builder, case.enterprise, every)
    offers = promisable(list_, settings().certificates.certificates, facts(case)) if records else []
    context: dict[str, Any] = {
        "case": case,
        "way": [(words_of(pack.stages[key].name), key == case.stage) for key in _WAY if key in pack.stages],
        "aside": pack.stages.get(case.stage) if case.stage not in _WAY else None,
        "facts": _facts(case),
        "span": stretch,
        "links": _links(stretch) if stretch else [],
        "hours": (hours(stretch.took.worked), hours(stretch.took.passed)) if stretch else None,
        "moments": _moments(case),
        "list": [_row(one) for one in list_],
        "lacking": sum(one.standing in LACKING for one in list_),
        "promises": [(one, *PROMISE_STANDINGS[standing]) for one, standing in stands(own, moment)],
        "fallen": fallen(case, own),
        "bar": bar,
        "doubts": [Words(*one) for one in doubts(case, settings())],
        "before_start": before_start(case, facts(case), settings(), on),
        "records": records,
        "hands_in": now and case.stands and deeds.may_hand_in(viewer, case.enterprise, thing),
        "open_moments": [one for one in _moments(case) if not one[1]] if records else [],
        "papers": [one.material for one in list_ if one.standing in _HANDED_IN and not one.material.issued],
        "promisable": [_offered(it) for it in offers] if bar is None else [],
        "verify_by": served().programmes[PROMISES].fields["verify-by"].choices,
        "may_start": records and case.stage == "issued",
        "next": [it for it in next_stages(pack, found.state.way, viewer, found.whose) if it.key in _BY_HAND] if now else [],
        "back": reverse("permits:case", args=[case.code]),
        "history": told(CASES, case.code, size=moment.size, as_of=moment.as_of),
        "troubles": [Words(it.zh, it.en) for it in error.troubles] if error else [],
        "form": form,
        "typed": request.POST,
        "today": served().today(),
        "key": uuid.uuid4().hex,
    }  # fmt: skip
    return render(request, "permits/case.html", context, status=422 if error else 200)


def _facts(case: Case) -> list[tuple[Words, str]]:
    fields = served().programmes[CASES].fields
    moments = {one.field for one in happenings().values()}
    return [
        (words_of(field.name), show_value(field, case.fields[key], spoken()))
        for key, field in fields.items()
        if key in case.fields and key not in moments and key != "name"
    ]


def _moments(case: Case) -> list[tuple[str, str, Words]]:
    """Each that may be noted: its key, when it was, what it is called."""
    wanted = {f for one in settings().certificates.certificates for f in (one.applied, one.issued)}
    fields = served().programmes[CASES].fields
    return [
        (one.key, str(case.fields.get(one.field, "")), words_of(fields[one.field].name))
        for one in happenings().values()
        if one.field in fields and (one.certificate is None or one.field in wanted or one.field in case.fields)
    ]


def _links(stretch: Span) -> list[dict[str, Any]]:
    return [
        {
            "link": one,
            "waiting": hours(one.waiting.worked),
            "handling": hours(one.handling.worked),
            "took": one.took.worked,
            "longest": one == stretch.longest and bool(one.took.worked),
        }
        for one in stretch.links
    ]


def _row(one: Wanted) -> dict[str, Any]:
    fields = served().programmes[CASES].fields
    names = {it.key: it.name for it in published().every}
    words, light = MATERIAL_STANDINGS[one.standing]
    return {
        "one": one,
        "words": words,
        "light": light,
        "certificates": [names[key] for key in one.material.certificates],
        "unknown": [words_of(fields[key].name) for key in one.unknown if key in fields],
    }


def _offered(one: Offer) -> tuple[str, Words]:
    """What a form sends, and what it shows: a material, or the whole item."""
    key, certificate, many = one.certificate.key, one.certificate.name, len(one.materials)
    if many > 1:
        return f"{key}/", Words(f"{certificate.zh}：整项（{many} 件）", f"{certificate.en}: the whole item ({many})")
    (material,) = one.materials
    return f"{key}/{material.code}", Words(
        f"{certificate.zh}：{material.name.zh}", f"{certificate.en}: {material.name.en}"
    )
