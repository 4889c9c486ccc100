"""拿地即开工接口: hours, cases with their lists, moments, papers, promises and their checks; every deed goes the way of the pages'."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from ninja import Query, Router, Status

from dajuan.ledger.entry import Evidence
from dajuan.standards.permits.certificates import published
from dajuan.systems.permits import CASES
from dajuan.systems.permits.case import Case
from dajuan.systems.permits.hours import Span, doubts
from dajuan.systems.permits.issuing import REPORT
from dajuan.systems.permits.materials import Wanted
from dajuan.systems.permits.promises import Promise, Standing, bar_on
from dajuan.systems.permits.promising import CHECK, DECISION, PAPER, Asked, Found
from dajuan.systems.permits.statistics import Month, by_month, month_of
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.recording import evidence_of
from dajuan.web.api.shapes.pieces import Asked as MomentAsked
from dajuan.web.api.shapes.programmes import EvidenceIn
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.permits import deeds, shapes
from dajuan.web.systems.permits.seen import (
    case_called,
    cases_seen,
    known_at,
    materials,
    promise_called,
    promises_seen,
    settings,
    span,
    stands,
    timed,
    wanted_of,
)
from dajuan.web.systems.permits.typed import moment_typed

router = Router(tags=["permits"])


@router.get("/permits/hours", response=shapes.PermitHours, summary="四证用时 / Hours to the certificates")
def permit_hours(request: Request, asked: Query[MomentAsked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    certificates, on = settings().certificates.certificates, day_of(moment)
    every = timed(cases_seen(viewer, moment), on)
    months, done = by_month(every, certificates), [one for one in every if one.span.done]
    whole = [month_of("", done, certificates)] if done else []
    return {
        "on": on, "certificates": [one.key for one in certificates], "deal": settings().deal,
        "office_hours": str(settings().clock.hours), "items": [_month(one) for one in (*months, *whole)],
        "open": len(every) - len(done),
    }  # fmt: skip


def _month(one: Month) -> dict[str, Any]:
    return {
        "month": one.label, "cases": len(one.some), "in_a_day": one.in_a_day,
        "worked_median": float(one.worked.median), "worked_p90": float(one.worked.p90),
        "passed_median": float(one.passed.median), "passed_p90": float(one.passed.p90),
        "links": [
            {"certificate": link.certificate.key, "waiting": float(link.waiting), "handling": float(link.handling)}
            for link in one.links
        ],
    }  # fmt: skip


@router.get("/permits/cases", response=shapes.PermitCases, summary="审批件 / Cases")
def permit_cases(request: Request, asked: Query[shapes.CasesAsked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    part, more = page_of("permit-cases", cases_seen(viewer, moment), lambda one: one.code, asked)
    return {"on": day_of(moment), "items": [_case(one, moment) for one in part], "next": more}


def _case(one: Case, moment: Moment) -> dict[str, Any]:
    found = span(one, moment)
    return {"code": one.code, "name": one.name, "builder": one.builder, "stage": one.stage, "span": _span(found) if found else None}  # fmt: skip


def _span(found: Span) -> dict[str, Any]:
    return {
        "deal": f"{found.deal:%Y-%m-%d %H:%M}", "until": f"{found.until:%Y-%m-%d %H:%M}", "done": found.done,
        "worked": found.took.worked, "passed": found.took.passed, "working_days": found.days, "in_a_day": found.in_a_day,
        "links": [
            {"certificate": one.certificate.key, "waiting": one.waiting.worked, "handling": one.handling.worked, "issued": not one.open}
            for one in found.links
        ],
    }  # fmt: skip


@router.get("/permits/cases/{code}", response=shapes.PermitCaseOut, summary="一件，缺什么 / One case, what is missing")
def permit_case(request: Request, code: str, asked: Query[MomentAsked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    one, _ = case_called(viewer, code, moment)
    every = known_at(moment).every_promise
    bar = bar_on(day_of(moment), one.builder, one.enterprise, every)
    return {
        **_case(one, moment),
        "materials": [_material(it) for it in wanted_of(one, moment)],
        "promises": [it.code for it in every if it.case == code],
        "doubts": [{"zh": zh, "en": en} for zh, en in doubts(one, settings())],
        "barred_until": bar.until if bar else None,
    }


def _material(row: Wanted) -> dict[str, Any]:
    one = row.material
    return {
        "material": one.code, "name": one.name._asdict(), "standing": row.standing.value, "certificates": list(one.certificates),
        "unknown": list(row.unknown), "promise": row.promise, "within": one.within, "source": one.source.text, "mark": one.source.mark,
    }  # fmt: skip


@router.post("/permits/cases/{code}/moments", response={201: shapes.PermitDone}, summary="登记时刻 / Note a moment")
def note_permit_moment(request: Request, code: str, told: shapes.MomentIn) -> Status[Any]:
    """签约、交地、申请、发证；最后一证发出，件就到“四证齐发”。 With the last certificate the case moves on."""
    viewer = need(request, Action.RECORD)
    case, thing = case_called(viewer, code, Moment())
    what = deeds.happening_named(told.what)

    def work(key: str) -> dict[str, Any]:
        papers = _papers(told.evidence, what.paper)
        deeds.note_moment(
            viewer, case, thing, what=what, at=moment_typed(told.at), evidence=papers, note=told.note, key=key
        )
        return {"code": code}

    return once(request, (code, told), work)


@router.post("/permits/cases/{code}/papers", response={201: shapes.PermitDone}, summary="交材料 / Hand in a material")
def hand_in_permit_paper(request: Request, code: str, told: shapes.PaperIn) -> Status[Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    case, thing = case_called(viewer, code, Moment())
    material = deeds.material_named(told.material)

    def work(key: str) -> dict[str, Any]:
        deeds.hand_in_paper(viewer, case, thing, evidence=_papers(told.evidence, material.name.zh), key=key)
        return {"code": code}

    return once(request, (code, told), work)


@router.post("/permits/cases/{code}/start", response={201: shapes.PermitDone}, summary="开工 / Works started")
def start_permit_case(request: Request, code: str, told: shapes.StartIn) -> Status[Any]:
    viewer = need(request, Action.RECORD)
    case, thing = case_called(viewer, code, Moment())

    def work(key: str) -> dict[str, Any]:
        deeds.start(viewer, case, thing, on=told.on, evidence=_papers(told.evidence, REPORT), key=key)
        return {"code": code}

    return once(request, (code, told), work)


@router.post("/permits/cases/{code}/promises", response={201: shapes.PermitDone}, summary="登记承诺 / Enter a promise")
def make_permit_promise(request: Request, code: str, told: shapes.PromiseIn) -> Status[Any]:
    viewer = need(request, Action.RECORD)
    case, thing = case_called(viewer, code, Moment())
    asked = Asked(
        told.certificate, told.material, told.content, told.due_on, told.verify_by, _papers(told.evidence, PAPER)
    )
    return once(request, (code, told), lambda key: {"code": deeds.promise(viewer, case, thing, asked, key=key)})


@router.get("/permits/promises", response=shapes.PromisesOut, summary="承诺 / Promises")
def permit_promises(request: Request, asked: Query[shapes.PromisesAsked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    found = [one for one in promises_seen(viewer, moment) if asked.standing in ("", one[1])]
    part, more = page_of(f"permit-promises/{asked.standing}", found, lambda one: one[0].code, asked)
    return {"on": day_of(moment), "items": [_promise(*one) for one in part], "next": more}


@router.get("/permits/promises/{code}", response=shapes.PromiseOut, summary="一项承诺 / One promise")
def permit_promise(request: Request, code: str, asked: Query[MomentAsked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    one, _ = promise_called(viewer, code, moment)
    return _promise(*stands([one], moment)[0])


def _promise(one: Promise, standing: Standing) -> dict[str, Any]:
    return {
        "code": one.code, "name": one.name, "builder": one.builder, "case": one.case, "certificate": one.certificate,
        "material": one.fields.text("material"), "stage": one.stage, "standing": standing.value, "due_on": one.due_on,
        "proof": one.fields.text("proof"), "suspended_until": one.fields.day("suspended-until"),
    }  # fmt: skip


@router.post("/permits/promises/{code}/hand-in", response={201: shapes.PermitDone}, summary="补交 / Hand in what was promised")  # fmt: skip
def hand_in_promised(request: Request, code: str, told: shapes.HandInIn) -> Status[Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    one, thing = promise_called(viewer, code, Moment())

    def work(key: str) -> dict[str, Any]:
        deeds.hand_in(viewer, one, thing, evidence=_papers(told.evidence, one.fields.text("proof")), key=key)
        return {"code": code}

    return once(request, (code, told), work)


@router.post("/permits/promises/{code}/check", response={201: shapes.PermitDone}, summary="核查 / Check a promise")
def check_promise(request: Request, code: str, told: shapes.CheckIn) -> Status[Any]:
    """兑现、限期整改、撤销；核查的人不能是登记的人。 Kept, to be mended or revoked, by another than who entered it."""
    viewer = need(request, Action.VERIFY)
    one, thing = promise_called(viewer, code, Moment())
    papers = _papers(told.evidence, DECISION if told.outcome == "revoke" else CHECK)
    found = Found(
        told.on or served().today(), told.note, told.mend_by, told.suspended_until, told.untrue, told.on_record, papers
    )

    def work(key: str) -> dict[str, Any]:
        deeds.check(viewer, one, thing, outcome=told.outcome, found=found, key=key)
        return {"code": code}

    return once(request, (code, told), work)


@router.get("/permits/rules", response=shapes.PermitRules, summary="清单和规则 / The list and the rules")
def permit_rules(request: Request) -> dict[str, Any]:
    need(request, Action.SEE, enterprises=True)
    fields = programme_called(CASES).fields
    return {
        "materials": [
            {
                "material": one.code, "name": one.name._asdict(), "certificates": list(one.certificates),
                "when": one.when.said(fields)._asdict(), "within": one.within, "source": one.source.text, "mark": one.source.mark,
            }
            for one in materials()
        ],
        "sets": {key: [it.key for it in one.certificates] for key, one in published().sets.items()},
        "used": settings().certificates.code,
    }  # fmt: skip


def _papers(some: list[EvidenceIn], kind: str) -> tuple[Evidence, ...]:
    """Each as evidence of one kind, whatever it was sent as: the list finds it by that."""
    return tuple(replace(one, kind=kind) for one in evidence_of(some))
