"""A firm's page: products that fit it, its applications, its consents, who looked; and its dossier, as a bank sees it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.values import show_value
from dajuan.standards.rules.facts import asked_name
from dajuan.standards.rules.interval import Truth
from dajuan.systems.financing.applications import APPLICATIONS
from dajuan.systems.financing.consent import Case, Consent, consents_of, institutions, items
from dajuan.systems.financing.dossier import Section, dossier
from dajuan.systems.financing.matching import Match, matches, weights
from dajuan.systems.financing.terms import GUARANTEES
from dajuan.systems.firms import REGISTER, TITLES, Firm
from dajuan.web.access.dossiers import items_shown
from dajuan.web.access.enterprises import speaks_for
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.stretches import whole_number
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.financing import deeds
from dajuan.web.systems.financing.looks import looks_at, note_look
from dajuan.web.systems.financing.seen import applicant_called, applications, firm_called, products_of
from dajuan.web.systems.financing.typed import Typed, items_typed, need_of, until_typed
from dajuan.web.systems.financing.words import CASES, TRUTHS, item_names, stages
from dajuan.web.systems.kept import day_of
from dajuan.web.words import Words, spoken, words_of

_HALF_A_YEAR = timedelta(days=182)
"""The last day that the form of a consent proposes; the firm writes another."""
_LOOKS = 50
_NOTHING = Words("", "")


@require_safe
@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    return _page(request, firm_called(viewer, code, moment))


@require_POST
@needs(Action.SEE, enterprises=True)
def apply_(request: HttpRequest, code: str) -> HttpResponse:
    viewer, _ = seen_by(request)
    firm = firm_called(viewer, code, Moment())
    try:
        need = need_of(_typed(request), served().programmes[APPLICATIONS])
        made = deeds.apply_(
            viewer, firm.row, need, product=request.POST.get("product", ""), purpose=request.POST.get("purpose", ""),
            key=_key(request),
        )  # fmt: skip
    except RefusedError as error:
        return _page(request, firm, error)
    messages.success(request, str(Words(f"已申请：{made}", f"Applied: {made}")))
    return redirect("financing:application", made)


@require_POST
@needs(Action.SEE, enterprises=True)
def give(request: HttpRequest, code: str) -> HttpResponse:
    def work(some: list[str]) -> Words:
        until = until_typed(request.POST.get("until", ""), served().today())
        done = deeds.give(
            seen_by(request)[0], code, request.POST.get("institution", ""), some, until=until,
            note=request.POST.get("note", ""), key=_key(request),
        )  # fmt: skip
        return Words(f"已授权 {len(done)} 项，到 {until}", f"{len(done)} items consented, until {until}")

    return _consented(request, code, work)


@require_POST
@needs(Action.SEE, enterprises=True)
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    def work(some: list[str]) -> Words:
        done = deeds.take_back(
            seen_by(request)[0], code, request.POST.get("institution", ""), some, note=request.POST.get("note", ""),
            key=_key(request),
        )  # fmt: skip
        return Words(f"已收回 {len(done)} 项，从现在起看不到", f"{len(done)} items withdrawn, not seen from now on")

    return _consented(request, code, work)


def _consented(request: HttpRequest, code: str, work: Callable[[list[str]], Words]) -> HttpResponse:
    firm = firm_called(seen_by(request)[0], code, Moment())
    try:
        said = work(items_typed(request.POST.getlist("items")))
    except RefusedError as error:
        return _page(request, firm, error)
    messages.success(request, str(said))
    return redirect("financing:enterprise", code)


# The page ---------------------------------------------------------------------------------------------------------


class Shown(NamedTuple):
    """A product against the need."""

    match: Match
    truth: Words
    reasons: list[tuple[Words, Words, Words, Words, Truth]]
    """Of each term: its name, what it asks, what is found, whether it is met."""
    missing: list[Words]

    @property
    def score(self) -> str:
        return f"{float(self.match.score):.0f}"


def _page(request: HttpRequest, firm: Firm, error: RefusedError | None = None) -> HttpResponse:
    viewer, moment = seen_by(request)
    found, wrong = _matched(request, firm)
    troubles = [*(error.troubles if error else ()), *wrong]
    speaks = speaks_for(viewer, firm.code) and not moment.is_past
    context: dict[str, Any] = {
        "row": firm.row,
        "found": found,
        "asked": "amount" in _said(request),
        "typed": _said(request),
        "guarantees": [(key, words, key in _typed(request).guarantees) for key, words in GUARANTEES.items()],
        "weights": weights(),
        "unread": [one for one in products_of(viewer, moment) if one.trouble] if viewer.is_staff else [],
        "may_apply": not moment.is_past and deeds.may_apply(viewer, firm.code),
        "applications": [one for one in applications(viewer, moment) if one.firm == firm.code],
        "stages": stages(),
        "speaks": speaks,
        "banks": _by_bank(firm.code),
        "items": item_names(),
        **_looks(request, firm.code),
        "until": request.POST.get("until", f"{served().today() + _HALF_A_YEAR}"),
        "troubles": [Words(one.zh, one.en) for one in troubles],
        "on": day_of(moment),
        "key": uuid.uuid4().hex,
    }
    return render(request, "financing/enterprise.html", context, status=422 if troubles else 200)


def _said(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else request.GET


def _typed(request: HttpRequest) -> Typed:
    said = _said(request)
    return Typed(said.get("amount", ""), said.get("months", ""), said.get("rate", ""), said.getlist("guarantees"))


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:64]


def _matched(request: HttpRequest, firm: Firm) -> tuple[list[Shown], list[Any]]:
    """Products for the need in the address; with none, none. What of it cannot be read is told."""
    viewer, moment = seen_by(request)
    if request.method == "POST" or "amount" not in request.GET:
        return [], []
    try:
        need = need_of(_typed(request), served().programmes[APPLICATIONS])
    except RefusedError as error:
        return [], list(error.troubles)
    facts = firm.facts(served().programmes[REGISTER], day_of(moment))
    return [_shown(one) for one in matches(need, facts, products_of(viewer, moment))], []


def _shown(one: Match) -> Shown:
    reasons = [
        (Words(*it.name), _NOTHING if it.asked.zh in it.name.zh else Words(*it.asked), Words(*it.found), TRUTHS[it.truth], it.truth)
        for it in one.reasons
    ]  # fmt: skip
    return Shown(one, TRUTHS[one.truth], reasons, [Words(*asked_name(key)) for key in sorted(one.missing)])


def _looks(request: HttpRequest, firm: str) -> dict[str, Any]:
    found, older = looks_at(firm, most=_LOOKS, before=whole_number(request.GET.get("before")) or None)
    names = item_names()
    shown = [{"at": one.at, "by": one.by, "names": [names[it] for it in one.items if it in names]} for one in found]
    return {"looks": shown, "older": older}


class BankConsents(NamedTuple):
    code: str
    name: str
    lines: list[tuple[Consent, Words, Words]]

    @property
    def given(self) -> int:
        return sum(one.case is Case.VALID for one, *_ in self.lines)

    @property
    def asked(self) -> int:
        return sum(one.case is Case.ASKED for one, *_ in self.lines)


def _by_bank(firm: str) -> list[BankConsents]:
    """As they stand today; those to which something was said first."""
    here = served()
    found = []
    for code, name in institutions(here.subjects()).items():
        some = consents_of(here.subjects(), firm, {code: name}, here.today())
        found.append(BankConsents(code, name, [(one, item_names()[one.item], CASES[one.case]) for one in some]))
    return sorted(found, key=lambda one: (-one.asked, -one.given, one.name))


# The dossier ------------------------------------------------------------------------------------------------------


@require_safe
@needs(Action.SEE, enterprises=True, institutions=True)
def dossier_page(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of a firm by data item: to a bank those consented to it today. Every look of another is noted."""
    viewer, _ = seen_by(request)
    row = applicant_called(viewer, code)
    shown = items_shown(viewer, row)
    note_look(request, code, shown)
    sections = dossier(served().subjects(), served().programmes, row, shown)
    names = item_names()
    context = {
        "code": code,
        "name": row.name if "registration" in shown else "",
        "sections": [(names[one.item], _facts(one), _titles(one)) for one in sections],
        "hidden": [names[one] for one in items() if one not in shown],
        "applications": [one for one in applications(viewer, Moment()) if one.firm == code],
        "stages": stages(),
    }
    return render(request, "financing/dossier.html", context)


def _facts(section: Section) -> list[tuple[Words, list[tuple[int | None, str]]]]:
    pack = served().programmes[REGISTER]
    return [
        (
            words_of(pack.fields[one.field].name),
            [(year, show_value(pack.fields[one.field], value, spoken())) for year, value in one.values],
        )
        for one in section.known
    ]


def _titles(section: Section) -> list[tuple[Words, str]]:
    pack = served().programmes.get(TITLES)
    if pack is None:
        return []
    names = {one.key: words_of(one.name) for one in pack.fields["title"].choices}
    return [(names[one.key], one.until.isoformat() if one.until else "") for one in section.titles]
