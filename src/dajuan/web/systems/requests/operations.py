"""企业诉求接口: requests and visits for programmes; every deed goes the way of the pages'."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Query, Router, Status

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.standards.working_days import worked_days
from dajuan.systems.requests import VISITS
from dajuan.systems.requests.alike import Asked as Compared
from dajuan.systems.requests.case import Case
from dajuan.systems.requests.handling import Handling, HandlingError, plain_version, published
from dajuan.systems.requests.intake import Request as Read
from dajuan.systems.requests.phone_note import read_phone_note
from dajuan.systems.requests.standing import Standing, answers_of, by_urgency
from dajuan.systems.requests.statistics import BY, counted, numbers
from dajuan.systems.requests.steps import BY_KEY, Told
from dajuan.systems.requests.visits import Plan, Visit
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.administration.audit import note
from dajuan.web.api.cursors import page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.recording import evidence_of
from dajuan.web.api.shapes.pieces import Asked
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.requests import shapes
from dajuan.web.systems.requests.choosing import TYPED, adopted, version_typed
from dajuan.web.systems.requests.found import (
    alike_seen,
    budget,
    case_called,
    day_of,
    pack,
    seen,
    settings,
    standings,
    visit_called,
    visits_between,
)
from dajuan.web.systems.requests.models import Contact
from dajuan.web.systems.requests.recording import (
    firm_called,
    read,
    record_cancelled,
    record_held,
    record_requests,
    record_step,
    record_visit,
)
from dajuan.web.systems.requests.rights import may_call, steps_of

router = Router(tags=["requests"])


# Requests ---------------------------------------------------------------------------------------------------------


@router.get("/requests", response=shapes.Requests, summary="诉求，最急的在前 / Requests, the most urgent first")
def requests(request: Request, asked: Query[shapes.Listed]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    wanted = {"department": asked.department, "enterprise": asked.enterprise}
    some = [
        one
        for one in seen(viewer, moment)
        if (not asked.open or one.is_open)
        and (not asked.stage or one.stage == asked.stage)
        and all(one.fields.text(key) == value for key, value in wanted.items() if value)
    ]
    ordered = by_urgency(standings(some, day_of(moment)))
    found = [one for one in ordered if not asked.waits_for or one.waits == asked.waits_for]
    items, more = page_of("requests", found, lambda one: one.case.code, asked)
    return {"items": [_item(one) for one in items], "next": more}


def _item(one: Standing) -> dict[str, Any]:
    case = one.case
    said = {key: case.fields.text(key) for key in ("kind", "field", "grade", "department", "office", "enterprise")}
    return {
        "code": case.code, "name": case.name, "stage": case.stage, "stage_on": case.stage_on, "waits_for": one.waits,
        "received_on": case.received_on, "enterprise_name": case.fields.text("enterprise-name"), **said, "clock": _clock(one),
    }  # fmt: skip


def _clock(one: Standing) -> dict[str, Any]:
    return {
        "used": one.used, "limit": one.limit, "left": one.left, "over": one.over, "due": one.due,
        "stands_still": one.is_still, "rung": one.rung.code if one.rung else None,
    }  # fmt: skip


@router.post("/requests", response={201: shapes.Received}, summary="受理 / Bring requests in")
def bring_in(request: Request, told: shapes.RequestsIn) -> Status[Any]:
    """全部受理或一件不收；错处按第几件、哪个字段说明。 All or none; what is wrong is named by row and field."""
    viewer = need(request, Action.SEE, enterprises=True)

    def work(key: str) -> dict[str, Any]:
        return {"codes": record_requests(viewer, _read_all(viewer, told), key=key)}

    return once(request, (told,), work)


def _read_all(viewer: Viewer, told: shapes.RequestsIn) -> list[Read]:
    troubles: list[Trouble] = []
    found: list[Read] = []
    for row, one in enumerate(told.requests):
        typed = {key.replace("_", "-"): value for key, value in one.dict(exclude={"evidence"}).items() if value}
        try:
            found.append(read(viewer, typed, evidence=evidence_of(one.evidence, row), row=row))
        except RefusedError as error:
            troubles += error.troubles
    if troubles:
        raise RefusedError(troubles)
    return found


@router.get("/requests/numbers", response=shapes.NumbersOut, summary="统计 / Numbers")
def request_numbers(request: Request, asked: Query[shapes.AskedNumbers]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    day = day_of(moment)
    start, end = asked.start or date(day.year, 1, 1), asked.end or day
    some = seen(viewer, moment)
    if asked.by:
        some = [one for one in some if one.fields.text(_known(asked.by)) == asked.part]
    found = numbers(counted(some, settings().handlings, worked_days()), start=start, end=end)
    codes = {key: list(value) for key, value in found._asdict().items() if key != "days"}
    return {
        "start": start, "end": end, "counts": {key: len(value) for key, value in codes.items()}, "median": found.median,
        "p90": found.p90, "codes": codes,
    }  # fmt: skip


def _known(by: str) -> str:
    if by in BY:
        return by
    listed = "、".join(BY)
    raise RefusedError(
        [Trouble("by", f"by 是 {listed} 之一，不是 {by}", f"by is one of {listed}, not {by}", field="by")]
    )


@router.post("/requests/alike", response=shapes.AlikeList, summary="相似的 / What a text is like")
def requests_alike(request: Request, told: shapes.AlikeAsked) -> dict[str, Any]:
    """受理之前查：可能已经提过的。 Before it is brought in: what may have been asked already."""
    viewer = need(request, Action.SEE, enterprises=True)
    found = alike_seen(viewer, Compared("", viewer.enterprise or told.enterprise, told.text), most=20)
    items = [
        {"code": other.code, "name": other.name, "score": round(one.score, 4), "same_firm": one.same_firm}
        for one, other in found
    ]
    return {"items": items}


@router.post("/requests/phone-note", response=shapes.NoteOut, summary="读电话记录 / Read a phone note")
def phone_note(request: Request, told: shapes.NoteIn) -> dict[str, Any]:
    """只读，不记。 Read only: nothing is recorded."""
    need(request, Action.RECORD)
    return read_phone_note(told.text)._asdict()


@router.get("/requests/rules", response=shapes.HandlingRules, summary="办理规则 / Rules of handling")
def handling_rules(request: Request) -> dict[str, Any]:
    need(request, Action.SEE)
    return {
        "items": [_rule(one) for one in settings().handlings.versions],
        "published": [_rule(one) for one in published()],
    }


def _rule(one: Handling) -> dict[str, Any]:
    plain = plain_version(one)
    del plain["in_force"]
    return plain | {"first": one.first, "last": one.last}


@router.post(
    "/requests/rules", response={201: shapes.HandlingRuleOut}, summary="施行新的一版 / A new version of the rules"
)
def adopt_rules(request: Request, told: shapes.RuleIn) -> Status[Any]:
    need(request, Action.ADMINISTER, everywhere=True)
    if strange := sorted(set(told.numbers) - TYPED):
        raise HandlingError(f"没有这一项：{'、'.join(strange)}", f"there is no number {', '.join(strange)}")
    typed = {"base": told.base, "name": told.name, "first": told.first.isoformat()}
    typed |= {key: str(value) for key, value in told.numbers.items()}

    def work(key: str) -> dict[str, Any]:
        version = version_typed(served().zone, typed)
        adopted(served().zone, version, by=request.user)
        return _rule(version)

    return once(request, (told,), work)


@router.get("/requests/{code}", response=shapes.RequestWhole, summary="一件诉求 / One request")
def request_one(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    return _whole(viewer, case_called(viewer, code, moment), moment)


def _whole(viewer: Viewer, case: Case, moment: Moment) -> dict[str, Any]:
    (stands,) = standings([case], day_of(moment))
    answers = answers_of(case, settings().handlings, worked_days())
    return _item(stands) | {
        "what": case.fields.text("what"), "contact": case.fields.text("contact"), "phone": case.fields.text("phone"), "answer": case.answer,
        "satisfaction": case.satisfaction, "into": case.into,
        "answers": [{**one._asdict(), "in_time": one.in_time} for one in answers],
        "steps": [] if moment.is_past else [one.key for one in steps_of(viewer, case)], "seen": served().size(),
    }  # fmt: skip


@router.post("/requests/{code}/contact", response=shapes.ContactOut, summary="联系人（会记下） / Whom to call (noted)")
def request_contact(request: Request, code: str) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    case = case_called(viewer, code)
    if not may_call(viewer, case):
        raise PermissionDenied(Action.RECORD)
    found = Contact.objects.filter(code=code).first()
    if found is None:
        raise Http404
    note(request, "contact", code)
    return {"name": found.name, "phone": found.phone}


@router.post("/requests/{code}/steps/{step}", response={201: shapes.RequestWhole}, summary="办一步 / Take a step")
def take_step(request: Request, code: str, step: str, told: shapes.StepIn) -> Status[Any]:
    """可办的见 ``steps``。 Those that may be taken are in ``steps``."""
    viewer = need(request, Action.SEE, enterprises=True)
    taken = BY_KEY.get(step)
    case = case_called(viewer, code)
    if taken is None:
        raise Http404

    def work(key: str) -> dict[str, Any]:
        said = told.dict(exclude={"evidence", "seen"})
        record_step(viewer, taken, case, Told(**said, evidence=evidence_of(told.evidence)), seen=told.seen, key=key)
        return _whole(viewer, case_called(viewer, code), Moment())

    return once(request, (told,), work)


# Visits -----------------------------------------------------------------------------------------------------------


@router.get("/visits", response=shapes.Visits, summary="入企计划 / Visits planned for these days")
def visits(request: Request, asked: Query[shapes.VisitsAsked]) -> dict[str, Any]:
    viewer = need(request, Action.SEE, enterprises=True)
    items, more = page_of("visits", visits_between(viewer, asked.start, asked.end), lambda one: one.code, asked)
    return {"items": [_visit(one) for one in items], "next": more}


def _visit(one: Visit) -> dict[str, Any]:
    return {key: value for key, value in one._asdict().items() if key != "stage_on"}


@router.get("/visits/budget", response=shapes.BudgetOut, summary="还能入企几次 / What is left of a firm's month")
def visit_budget(request: Request, asked: Query[shapes.BudgetAsked]) -> dict[str, Any]:
    need(request, Action.RECORD)
    found = budget(firm_called(asked.enterprise).code, asked.on)
    return {
        "most": found.most,
        "counted": found.counted,
        "left": found.left,
        "visits": [_visit(one) for one in found.visits],
    }


@router.post("/visits", response={201: shapes.VisitOut}, summary="报入企计划 / Plan a visit")
def plan_visit(request: Request, told: shapes.VisitIn) -> Status[Any]:
    """次数已满的 422，说明谁已安排。 422 where the budget is spent, with who comes already."""
    viewer = need(request, Action.RECORD)
    pack(VISITS)

    def work(key: str) -> dict[str, Any]:
        want = Plan(
            firm_called(told.enterprise.strip().upper()), told.department.strip(), told.name.strip(), told.kind, told.on,
            told.helpers.strip(), told.emergency, told.leader.strip(), told.note, told.request or "",
            evidence_of(told.evidence),
        )  # fmt: skip
        return _visit(visit_called(viewer, record_visit(viewer, want, key=key)))

    return once(request, (told,), work)


@router.get("/visits/{code}", response=shapes.VisitOut, summary="一次入企 / One visit")
def visit(request: Request, code: str) -> dict[str, Any]:
    return _visit(visit_called(need(request, Action.SEE, enterprises=True), code))


@router.post("/visits/{code}/held", response={201: shapes.VisitOut}, summary="已入企 / It was made")
def visit_held(request: Request, code: str, told: shapes.HeldIn) -> Status[Any]:
    viewer = need(request, Action.RECORD)
    found = visit_called(viewer, code)

    def work(key: str) -> dict[str, Any]:
        on = told.on or served().today()
        record_held(viewer, found, on=on, note=told.note.strip(), evidence=evidence_of(told.evidence), key=key)
        return _visit(visit_called(viewer, code))

    return once(request, (told,), work)


@router.post("/visits/{code}/cancelled", response={201: shapes.VisitOut}, summary="取消 / Call it off")
def visit_cancelled(request: Request, code: str, told: shapes.NoteIn) -> Status[Any]:
    viewer = need(request, Action.RECORD)
    found = visit_called(viewer, code)

    def work(key: str) -> dict[str, Any]:
        record_cancelled(viewer, found, note=told.text.strip(), key=key)
        return _visit(visit_called(viewer, code))

    return once(request, (told,), work)
