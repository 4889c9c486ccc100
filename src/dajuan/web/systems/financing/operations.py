"""融资与基金 by API: products, matches with every term, applications, consents, a firm's dossier, the funnel, funds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Query, Router, Status

from dajuan.outputs.verdicts import said
from dajuan.standards.rules.interval import Truth
from dajuan.systems.financing.applications import funnel
from dajuan.systems.financing.consent import Consent, consents_of, institutions, items
from dajuan.systems.financing.dossier import dossier as dossier_of
from dajuan.systems.financing.funds import Sums
from dajuan.systems.financing.matching import Match, matches, weights
from dajuan.systems.financing.products import Product
from dajuan.systems.firms import REGISTER
from dajuan.web.access.dossiers import items_shown
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, cursor, key_of, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.operations.programmes import said as named
from dajuan.web.api.shapes.pieces import Asked
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.enterprises import enterprise_called
from dajuan.web.systems.financing import deeds, shapes
from dajuan.web.systems.financing.funds import funds_at, left_out
from dajuan.web.systems.financing.looks import looks_at, note_look
from dajuan.web.systems.financing.seen import (
    Applied,
    applicant_called,
    application_called,
    applications,
    days_to_money,
    firm_called,
    packs_needed,
    products_of,
)
from dajuan.web.systems.financing.typed import Typed, items_typed, need_of, until_typed
from dajuan.web.systems.kept import day_of

router = Router(tags=["financing"])
_MET = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "unknown"}


# Products and matches ---------------------------------------------------------------------------------------------


@router.get("/financing/products", response=shapes.ProductsOut, summary="在架产品 / Products on offer")
def products(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    """金融机构只看得到自己的。 An institution sees its own."""
    viewer = need(request, Action.SEE, enterprises=True, institutions=True)
    return {"items": [_product(one) for one in products_of(viewer, asked.moment())]}


@router.post("/financing/matches/{enterprise}", response=shapes.MatchesOut, summary="匹配 / Products against a need")
def match(request: Request, enterprise: str, told: shapes.FinancingNeedIn) -> dict[str, Any]:
    """合适的在前；每条条款写明符合、不符合还是缺数。什么也不记。 Those that fit first, every term told. Nothing is recorded."""
    viewer, moment = need(request, Action.SEE, enterprises=True), Moment()
    firm = firm_called(viewer, enterprise, moment)
    wanted = need_of(_typed(told), packs_needed()["financing-applications"])
    facts = firm.facts(served().programmes[REGISTER], day_of(moment))
    found = matches(wanted, facts, products_of(viewer, moment))
    return {"on": day_of(moment), "weights": said(weights().label), "items": [_match(one) for one in found]}


def _typed(told: shapes.FinancingNeedIn) -> Typed:
    return Typed(told.amount, told.months, told.rate, told.guarantees)


def _product(one: Product) -> dict[str, Any]:
    trouble = {"zh": one.trouble.zh, "en": one.trouble.en} if one.trouble else None
    return {
        "product": one.code,
        "name": one.name,
        "institution": one.institution,
        "terms": one.said,
        "trouble": trouble,
    }


def _match(one: Match) -> dict[str, Any]:
    return {
        "product": one.product.code,
        "name": one.product.name,
        "institution": one.product.institution,
        "fits": _MET[one.truth],
        "score": float(one.score),
        "terms": [
            {
                "name": said(it.name), "asked": said(it.asked), "found": said(it.found), "met": _MET[it.truth],
                "missing": sorted(it.missing),
            }
            for it in one.reasons
        ],
        "parts": [
            {"key": it.key, "points": float(it.points), "most": float(it.most), "why": said(it.why)}
            for it in one.parts
        ],
    }  # fmt: skip


# Applications -----------------------------------------------------------------------------------------------------


@router.get("/financing/applications", response=shapes.ApplicationsOut, summary="申请 / Applications")
def application_list(request: Request, asked: Query[shapes.WantedApplications]) -> dict[str, Any]:
    """企业看自己的，金融机构看向它的。 An enterprise sees its own, an institution those to it."""
    viewer = need(request, Action.SEE, enterprises=True, institutions=True)
    found = [one for one in applications(viewer, asked.moment()) if not asked.stage or one.row.stage == asked.stage]
    part, more = page_of("applications", found, lambda one: one.row.code, asked)
    return {"items": [_application(one) for one in part], "next": more}


@router.get("/financing/applications/{code}", response=shapes.ApplicationOut, summary="一笔申请 / One application")
def application(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True, institutions=True)
    return _application(application_called(viewer, code, asked.moment()))


@router.post("/financing/applications", response={201: shapes.FinancingDone}, summary="申请 / Apply")
def apply(request: Request, told: shapes.ApplyIn) -> Status[Any]:
    """企业自己，或替它办的单位。阶段用 /entries 记。 The firm, or the office that serves it; stages go by /entries."""
    viewer = need(request, Action.SEE, enterprises=True)
    wanted = need_of(_typed(told), packs_needed()["financing-applications"])
    row = enterprise_called(viewer, told.enterprise, Moment())

    def work(key: str) -> dict[str, Any]:
        return {"codes": [deeds.apply_(viewer, row, wanted, product=told.product, purpose=told.purpose, key=key)]}

    return once(request, (told,), work)


@router.post(
    "/financing/applications/{code}/withdraw", response={201: shapes.FinancingDone}, summary="撤回申请 / Take it back"
)
def withdraw(request: Request, code: str, told: shapes.FinancingNoteIn) -> Status[Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    found = application_called(viewer, code, Moment())

    def work(key: str) -> dict[str, Any]:
        deeds.withdraw(viewer, found, note=told.note, key=key)
        return {"codes": [code]}

    return once(request, (code, told), work)


def _application(one: Applied) -> dict[str, Any]:
    return {
        "application": one.row.code, "name": one.row.name, "enterprise": one.firm, "product": one.said("product").partition("/")[2],
        "institution": one.said("institution"), "stage": one.row.stage, "since": one.row.since, "stages": dict(one.life.stages),
        "sums": dict(one.life.sums),
    }  # fmt: skip


# Consent and what is seen by it -----------------------------------------------------------------------------------


@router.get("/financing/consents/{enterprise}", response=shapes.ConsentsOut, summary="授权 / Consents of a firm")
def consents(request: Request, enterprise: str) -> dict[str, Any]:
    """按今天；金融机构只看得到给它的。 As of today; an institution sees those to itself."""
    viewer = need(request, Action.SEE, enterprises=True, institutions=True)
    return {"on": served().today(), "items": [_consent(*one) for one in _consents(viewer, enterprise)]}


def _consents(viewer: Viewer, enterprise: str) -> list[tuple[str, Consent]]:
    subjects = served().subjects()
    if viewer.institution:
        row, some = applicant_called(viewer, enterprise), dict([viewer.institution])
    else:
        packs_needed()
        row, some = enterprise_called(viewer, enterprise, Moment()), institutions(subjects)
    return [
        (code, one)
        for code, name in some.items()
        for one in consents_of(subjects, row.code, {code: name}, served().today())
    ]


def _consent(institution: str, one: Consent) -> dict[str, Any]:
    return {
        "code": one.code, "institution": institution, "name": one.institution, "item": one.item, "case": one.case.value,
        "until": one.until,
    }  # fmt: skip


@router.post("/financing/consents/{enterprise}", response={201: shapes.FinancingDone}, summary="授权 / Consent")
def give(request: Request, enterprise: str, told: shapes.GiveIn) -> Status[Any]:
    """只有企业自己给，令牌不行。 The firm's own account only, and no token."""
    viewer = need(request, Action.SEE, enterprises=True)
    row = enterprise_called(viewer, enterprise, Moment())
    some, until = items_typed(told.items), until_typed(told.until, served().today())
    return once(
        request,
        (enterprise, told),
        lambda key: {"codes": deeds.give(viewer, row.code, told.institution, some, until=until, note=told.note, key=key)},
    )  # fmt: skip


@router.post("/financing/consents/{enterprise}/withdraw", response={201: shapes.FinancingDone}, summary="收回授权 / Withdraw consent")  # fmt: skip
def take_back(request: Request, enterprise: str, told: shapes.TakeBackIn) -> Status[Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    row, some = enterprise_called(viewer, enterprise, Moment()), items_typed(told.items)
    return once(
        request,
        (enterprise, told),
        lambda key: {"codes": deeds.take_back(viewer, row.code, told.institution, some, note=told.note, key=key)},
    )


@router.post(
    "/financing/consents/{enterprise}/ask", response={201: shapes.FinancingDone}, summary="请求授权 / Ask for consent"
)
def ask(request: Request, enterprise: str, told: shapes.ItemsIn) -> Status[Any]:
    """金融机构向申请过的企业。 An institution asks a firm that applied to it."""
    viewer = need(request, Action.RECORD, institutions=True)
    row, some = applicant_called(viewer, enterprise), items_typed(told.items)
    return once(
        request,
        (enterprise, told),
        lambda key: {"codes": deeds.ask(viewer, row.code, some, note=told.note, key=key)},
    )


@router.get("/financing/dossiers/{enterprise}", response=shapes.DossierOut, summary="企业档案 / A firm's dossier")
def dossier(request: Request, enterprise: str) -> dict[str, Any]:
    """金融机构只看得到今天授权给它的数据项；每次看都记下。 An institution sees the items consented to it today; every look is noted."""
    viewer = need(request, Action.SEE, enterprises=True, institutions=True)
    row = applicant_called(viewer, enterprise)
    shown = items_shown(viewer, row)
    note_look(request, enterprise, shown)
    sections = [
        {
            "item": one.item,
            "known": [{"field": it.field, "values": list(it.values)} for it in one.known],
            "titles": [{"title": it.key, "stage": it.stage, "until": it.until} for it in one.titles],
        }
        for one in dossier_of(served().subjects(), served().programmes, row, shown)
    ]
    return {"enterprise": enterprise, "sections": sections, "not_consented": [one for one in items() if one not in shown]}  # fmt: skip


@router.get("/financing/dossiers/{enterprise}/looks", response=shapes.LooksOut, summary="谁看过 / Who looked")
def looks(request: Request, enterprise: str, paging: Query[Paging]) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    row = enterprise_called(viewer, enterprise, Moment())
    found, more = looks_at(row.code, most=paging.limit, before=key_of("looks", paging.after))
    return {"items": [one._asdict() for one in found], "next": cursor("looks", more) if more else None}


# The funnel and funds ---------------------------------------------------------------------------------------------


@router.get("/financing/funnel", response=shapes.FunnelOut, summary="漏斗 / The funnel of a year")
def funnel_of_year(request: Request, asked: Query[Asked], year: int = 0) -> dict[str, Any]:
    """year 为提出申请的年度，不写是今年。 The year of applying; none: this one."""
    viewer, moment = need(request, Action.SEE), asked.moment()
    on = day_of(moment)
    year = year or on.year
    if not date.min.year <= year <= on.year:
        raise Http404
    found = funnel(one.life for one in applications(viewer, moment) if one.row.since.year == year)
    return {
        "year": year, "on": on, "reached": dict(found.reached), "aside": dict(found.aside), "sums": dict(found.sums),
        "days": [
            {"indicator": one.indicator.key, "name": named(one.indicator.name), "days": None if one.value is None else float(one.value)}
            for one in days_to_money(year, moment)
        ],
    }  # fmt: skip


@router.get("/financing/funds", response=shapes.FundsOut, summary="基金，不重复计 / Funds, counted once")
def funds(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    found = funds_at(viewer, moment)
    return {
        "items": [
            {"fund": one.row.code, "name": one.row.name, "stage": one.row.stage, "sums": _sums(one.sums)}
            for one in found.each
        ],
        "total": _sums(found.total),
        "left_out": [
            {
                "code": one.row.code, "investor": one.investor, "fund": one.fund, "committed": one.row.fields.get("committed", 0),
                "subscribed": one.row.fields.get("subscribed", 0), "paid_in": one.row.fields.get("paid-in", 0),
            }
            for one in left_out(viewer, moment)
        ],
        "rings": [list(one) for one in found.cycles],
        "troubles": [said(one) for one in found.troubles],
    }  # fmt: skip


def _sums(found: Sums) -> dict[str, Any]:
    return {key: {"gross": one.gross, "inside": one.inside, "net": one.net} for key, one in found._asdict().items()}
