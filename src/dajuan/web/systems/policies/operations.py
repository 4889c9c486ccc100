"""惠企政策 by API: policies, who is entitled with the reason, one enterprise's list, a batch."""

from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from ninja import Field, Query, Router, Schema, Status

from dajuan.ledger.append import append
from dajuan.ledger.trouble import Trouble
from dajuan.outputs.verdicts import interval_object
from dajuan.systems.policies.batch import OverBudgetError, batch
from dajuan.systems.policies.entitled import Case, Claim
from dajuan.web.access.rights import Thing
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said
from dajuan.web.layout.problems import ProblemError
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.enterprises import enterprise_called
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.policies.seen import policy_called, seen_at
from dajuan.web.words import Words

router = Router(tags=["policies"])


class ClaimOut(Schema):
    policy: str
    enterprise: str
    name: str
    case: str
    amount: dict[str, Any] | None = Field(description="元 / yuan")
    reason: Said
    lacking: list[Said]
    missing: list[str]
    grant: str = Field(description="兑现编号 / the grant's code, there or to be")


class PolicyOut(Schema):
    policy: str
    name: str
    department: str
    in_force: bool
    trouble: Said | None = Field(description="条款为何读不懂 / why the terms cannot be read")
    counts: dict[str, int]


class PoliciesOut(Schema):
    on: Day
    items: list[PolicyOut]


class ClaimsOut(Schema):
    on: Day
    items: list[ClaimOut]
    next: str | None


class WantedClaims(Paging, Asked):
    case: Literal["", "waiting", "received", "open", "barred", "not"] = "waiting"


class BatchIn(Schema):
    enterprises: list[Line] = Field(min_length=1, max_length=2000, description="信用代码 / credit codes")
    name: Line = ""


class BatchOut(Schema):
    grants: list[str]
    size: int


@router.get("/policies", response=PoliciesOut, summary="惠企政策 / Policies")
def policies(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    on = day_of(moment)
    items = [
        {
            "policy": one.policy.code,
            "name": one.policy.row.name,
            "department": one.policy.department,
            "in_force": one.policy.applies(on),
            "trouble": {"zh": one.policy.trouble.zh, "en": one.policy.trouble.en} if one.policy.trouble else None,
            "counts": {case.value: len(one.of(case)) for case in Case},
        }
        for one in seen_at(viewer, moment).values()
    ]
    return {"on": on, "items": items}


@router.get("/policies/{policy}/claims", response=ClaimsOut, summary="谁该享 / Who is entitled")
def policy_claims(request: Request, policy: str, asked: Query[WantedClaims]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    found = [one for one in policy_called(viewer, policy, moment).claims if not asked.case or one.case == asked.case]
    part, more = page_of(f"claims/{policy}", found, lambda one: one.firm, asked)
    return {"on": day_of(moment), "items": [_claim(one) for one in part], "next": more}


@router.get("/policies/of/{enterprise}", response=ClaimsOut, summary="一家企业的政策 / An enterprise's policies")
def policies_of(request: Request, enterprise: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    row = enterprise_called(viewer, enterprise, moment)
    found = [claim for one in seen_at(viewer, moment).values() for claim in one.claims if claim.firm == row.code]
    return {"on": day_of(moment), "items": [_claim(one) for one in found], "next": None}


@router.post("/policies/{policy}/batch", response={201: BatchOut}, summary="列入兑现 / Grant to those who wait")
def policy_batch(request: Request, policy: str, told: BatchIn) -> Status[Any]:
    """全部列入或一家不列。 All of them or none."""
    viewer, moment = need(request, Action.RECORD), Moment()
    found = policy_called(viewer, policy, moment)
    if not viewer.may(Action.RECORD, Thing((found.policy.department,))):
        raise PermissionDenied
    waiting = {one.firm: one for one in found.of(Case.WAITING)}

    def work(key: str) -> dict[str, Any]:
        if wrong := [one for one in told.enterprises if one not in waiting]:
            raise ProblemError(422, None, [_not_waiting(one) for one in wrong[:20]])
        chosen = [waiting[one] for one in dict.fromkeys(told.enterprises)]
        on = served().today()
        try:
            drafts = batch(found.policy, chosen, name=told.name or f"{on}", on=on, spent=found.spent)
        except OverBudgetError as error:
            raise ProblemError(422, Words(error.zh, error.en)) from error
        done = append(served().ledger, drafts, actor=viewer.actor)
        return {"grants": [one.code for one in chosen], "size": done.size}

    return once(request, (policy, told), work)


def _not_waiting(code: str) -> Trouble:
    return Trouble(
        "not-waiting", f"{code} 不在应享未享之列", f"{code} is not among those who wait", field="enterprises"
    )


def _claim(one: Claim) -> dict[str, Any]:
    return {
        "policy": one.policy,
        "enterprise": one.firm,
        "name": one.name,
        "case": one.case.value,
        "amount": interval_object(one.amount),
        "reason": {"zh": one.reason.zh, "en": one.reason.en},
        "lacking": [{"zh": zh, "en": en} for zh, en in one.lacking],
        "missing": list(one.missing),
        "grant": one.code,
    }
