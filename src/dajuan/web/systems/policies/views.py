"""Pages of policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.append import append
from dajuan.outputs.rows import Column
from dajuan.standards.rules.facts import asked_name
from dajuan.standards.rules.interval import Interval
from dajuan.standards.rules.listing import rule_lines
from dajuan.standards.words import interval
from dajuan.systems.policies.batch import OverBudgetError
from dajuan.systems.policies.batch import batch as batch_of
from dajuan.systems.policies.entitled import GRANTS, Case, Claim, total
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.layout.stretches import stretch
from dajuan.web.served import served
from dajuan.web.systems.enterprises import enterprise_called
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.policies.seen import policy_called, seen_at
from dajuan.web.words import Words, words_of

CASES: Mapping[Case, Words] = {
    Case.WAITING: Words("应享未享", "Entitled, not received"),
    Case.RECEIVED: Words("已列入兑现", "Granted"),
    Case.OPEN: Words("缺数，定不了", "Not known"),
    Case.BARRED: Words("已享同类，不重复", "Has one that this does not go with"),
    Case.NOT: Words("不符合", "Not entitled"),
}


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    rows = []
    for one in seen_at(viewer, moment).values():
        waiting = one.of(Case.WAITING)
        budget = one.policy.row.fields.get("budget")
        rows.append(
            {
                "policy": one.policy,
                "mode": _mode(one.policy.row.fields.get("mode")),
                "applies": one.policy.applies(day_of(moment)),
                "waiting": len(waiting),
                "owed": f"{float(total(waiting)):,.2f}",
                "received": len(one.of(Case.RECEIVED)),
                "open": len(one.of(Case.OPEN)),
                "budget": f"{int(budget) / 100:,.0f}" if budget else "",
            }
        )
    return render(request, "policies/home.html", {"rows": rows, "on": day_of(moment)})


@require_safe
@needs(Action.SEE)
def policy(request: HttpRequest, code: str) -> HttpResponse:
    """One policy: its terms in words, who is entitled with the reason, who has received, a batch of those who have not."""
    viewer, moment = seen_by(request)
    found = policy_called(viewer, code, moment)
    case = request.GET.get("case", Case.WAITING)
    listed = [one for one in found.claims if one.case == case]
    shown = stretch(listed, request.GET.get("from"))
    may_batch = not moment.is_past and _may_batch(viewer, found.policy.department)
    context = {
        "policy": found.policy,
        "mode": _mode(found.policy.row.fields.get("mode")),
        "terms": found.policy.terms,
        "lines": list(rule_lines(found.policy.terms.who)) if found.policy.terms else [],
        "cases": [(one, CASES[one], len(found.of(one))) for one in Case],
        "case": case,
        "rows": [_row(one, viewer) for one in shown.rows],
        "stretch": shown,
        "owed": f"{float(total(found.of(Case.WAITING))):,.2f}",
        "may_batch": may_batch and case == Case.WAITING and bool(listed),
        "may_export": viewer.may(Action.EXPORT),
        "applies": found.policy.applies(day_of(moment)),
        "on": day_of(moment),
    }
    return render(request, "policies/policy.html", context)


def _may_batch(viewer: Viewer, department: str) -> bool:
    return viewer.may(Action.RECORD, Thing((department,)))


@require_POST
@needs(Action.RECORD)
def batch(request: HttpRequest, code: str) -> HttpResponse:
    """Those chosen, or all who wait, become grants in one go: all of them or none."""
    viewer, moment = seen_by(request)
    found = policy_called(viewer, code, moment)
    if moment.is_past or not _may_batch(viewer, found.policy.department):
        raise PermissionDenied
    back = redirect(reverse("policies:policy", args=[code]))
    on, picked = served().today(), set(request.POST.getlist("firm"))
    chosen = [one for one in found.of(Case.WAITING) if one.firm in picked]
    if not chosen:
        messages.warning(request, str(Words("没有勾选企业", "no enterprise was ticked")))
        return back
    name = request.POST.get("name", "").strip()[:100] or f"{on:%Y-%m-%d}"
    try:
        drafts = batch_of(found.policy, chosen, name=name, on=on, spent=found.spent)
    except OverBudgetError as error:
        messages.error(request, str(Words(error.zh, error.en)))
        return back
    append(served().ledger, drafts, actor=viewer.actor)
    said = f"{float(total(chosen)):,.2f}"
    messages.success(
        request,
        str(
            Words(
                f"批次“{name}”：{len(chosen)} 家，{said} 元，已列入兑现",
                f"Batch “{name}”: {len(chosen)} enterprises, {said} yuan granted",
            )
        ),
    )
    return back


_COLUMNS = (
    Column("code", "兑现编号", "Grant", "text"),
    Column("firm", "信用代码", "Credit code", "text"),
    Column("name", "企业", "Enterprise", "text"),
    Column("case", "情况", "Case", "text"),
    Column("amount", "金额（元）", "Amount (yuan)", "decimal"),
    Column("reason", "理由", "Reason", "text"),
    Column("lacking", "差什么", "Lacking", "text"),
    Column("missing", "缺的数", "Not known", "text"),
)


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    found = policy_called(viewer, code, moment)
    case = request.GET.get("case", "")
    rows = [
        (
            one.code, one.firm, one.name, str(CASES[one.case]), f"{one.fen / 100:.2f}" if one.amount else "",
            str(Words(*one.reason)), "；".join(str(Words(*words)) for words in one.lacking), "；".join(str(Words(*asked_name(key))) for key in one.missing),
        )
        for one in found.claims
        if not case or one.case == case
    ]  # fmt: skip
    return table(form, _COLUMNS, rows, name=f"{code}-{day_of(moment)}", sheet=code[:31])


@require_safe
@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    """Every policy in force with one enterprise: what it may have, has, lacks."""
    viewer, moment = seen_by(request)
    row = enterprise_called(viewer, code, moment)
    found = [
        (one.policy, _mode(one.policy.row.fields.get("mode")), _row(claim, viewer))
        for one in seen_at(viewer, moment).values()
        for claim in one.claims
        if claim.firm == code
    ]
    order = list(Case)
    found.sort(key=lambda one: order.index(one[2]["claim"].case))
    context = {"row": row, "found": found, "on": day_of(moment)}
    return render(request, "policies/enterprise.html", context)


def _row(one: Claim, viewer: Viewer) -> dict[str, Any]:
    return {
        "claim": one,
        "its_page": viewer.may(Action.SEE, Thing(one.owners, (one.firm,))),
        "case": CASES[one.case],
        "amount": _money(one.amount),
        "reason": Words(*one.reason),
        "lacking": [Words(*words) for words in one.lacking[:3]],
        "missing": [Words(*asked_name(key)) for key in one.missing[:3]],
        "stage": _stage(one),
    }


def _money(value: Interval | None) -> str:
    return interval(value, "元") if value is not None else ""


def _stage(one: Claim) -> Words | None:
    pack = served().programmes.get(GRANTS)
    stage = pack.stages.get(one.grant.stage) if pack and one.grant else None
    return words_of(stage.name) if stage else None


def _mode(key: object) -> Words:
    pack = served().programmes.get("policies")
    choices = pack.fields["mode"].choices if pack and "mode" in pack.fields else ()
    found = next((one.name for one in choices if one.key == key), None)
    return words_of(found) if found else Words("", "")
