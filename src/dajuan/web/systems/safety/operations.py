"""安全整治接口: hazards by how they stand, their heat, the steps of one; what is found is recorded as any entry is."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from msgspec.structs import replace
from ninja import Query, Router, Status

from dajuan.answers.notices.ladder import plain_rung
from dajuan.systems.safety import HAZARDS
from dajuan.systems.safety.hazard import Standing
from dajuan.systems.safety.heat import heat
from dajuan.systems.safety.steps import BY_KEY, Told
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.recording import evidence_of
from dajuan.web.api.shapes.pieces import Asked
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.safety import deeds, shapes
from dajuan.web.systems.safety.seen import hazard_called, settings, standings

router = Router(tags=["safety"])


@router.get("/safety/hazards", response=shapes.HazardsOut, summary="隐患 / Hazards")
def hazards(request: Request, asked: Query[shapes.HazardsAsked]) -> dict[str, Any]:
    """最急的在前。 The most urgent first."""
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    wanted = {key: getattr(asked, key) for key in ("sector", "street", "grade")}
    found = [
        one
        for one in standings(viewer, moment)
        if all(not value or one.hazard.fields.text(key) == value for key, value in wanted.items())
        and asked.campaign in ("", one.hazard.campaign)
        and asked.light in ("", one.light)
    ]
    part, more = page_of("hazards", found, lambda one: one.hazard.code, asked)
    return {"on": day_of(moment), "items": [_item(one) for one in part], "next": more}


def _item(one: Standing) -> dict[str, Any]:
    said = {key: one.hazard.fields.text(key) for key in ("name", "unit", "street", "department", "sector", "grade")}
    return {
        "code": one.hazard.code, **said, "stage": one.hazard.stage, "waits_for": one.waits, "light": one.light, "due": one.due,
        "over": one.over, "rung": one.rung.code if one.rung else None, "enterprise": one.hazard.enterprise,
        "campaign": one.hazard.campaign,
    }  # fmt: skip


@router.get("/safety/hazards/{code}", response=shapes.HazardOut, summary="一处隐患 / One hazard")
def hazard(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    one, thing = hazard_called(viewer, code, moment)
    steps = [] if moment.is_past else [step.key for step in deeds.steps_of(viewer, one.hazard, thing)]
    return {**_item(one), "used": one.used, "limit": one.limit, "steps": steps}


@router.post("/safety/hazards/{code}/{step}", response={201: shapes.HazardDone}, summary="办一步 / Take a step")
def take_hazard_step(request: Request, code: str, step: str, told: shapes.HazardStepIn) -> Status[Any]:
    """notify 通知、mend 整改、pass 复查合格、fail 复查不合格、close 销号、extend 延期；整改的人不能复查和销号。 Whoever mended neither rechecks nor closes."""
    viewer = need(request, Action.RECORD, Action.VERIFY)
    (one, thing), taken = hazard_called(viewer, code, Moment()), BY_KEY.get(step)
    if taken is None:
        raise Http404
    papers = tuple(replace(paper, kind=taken.kind) for paper in evidence_of(told.evidence))
    said = Told(told.on or served().today(), told.person.strip(), told.due_on, told.days, told.note, papers)

    def work(key: str) -> dict[str, Any]:
        deeds.take(viewer, taken, one.hazard, thing, said, key=key)
        return {"code": code, "step": step}

    return once(request, (code, step, told), work)


@router.get("/safety/heat", response=shapes.HeatOut, summary="热度，按行业和办事处 / Heat by sector and street")
def safety_heat(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    some = standings(viewer, moment)
    found = heat(some, [one.key for one in served().programmes[HAZARDS].fields["sector"].choices])
    return {
        "on": day_of(moment), "open": found.whole.open, "overdue": found.whole.overdue, "major": found.whole.major,
        "items": [
            {"sector": sector, "street": street, "open": one.open, "overdue": one.overdue, "major": one.major}
            for (sector, street), one in sorted(found.cells.items())
        ],
    }  # fmt: skip


@router.get("/safety/rules", response=shapes.SafetyRules, summary="期限和阶梯 / Limits and the ladder")
def safety_rules(request: Request) -> dict[str, Any]:
    need(request, Action.SEE, enterprises=True)
    rules = settings().handling
    return {
        **rules._asdict(),
        "working_days": rules.working,
        "ladder": [plain_rung(one) for one in rules.ladder],
    }
