"""认证: who is certified and until when; proposals of a run, and certifying them, which is another person's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dajuan.ledger.append import append
from dajuan.ledger.entry import keyed
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.rows import Cell, Column
from dajuan.systems.growth import certificates as held_by
from dajuan.systems.growth.record import PUBLISHED
from dajuan.systems.growth.trouble import GrowthError
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.served import served
from dajuan.web.systems.growth.held import firms_seen, held, known_runs, run_asked, run_called
from dajuan.web.systems.growth.rights import may_decide, may_prepare
from dajuan.web.systems.growth.words import stage_of
from dajuan.web.words import Words, spoken

_MOST = 2000
COLUMNS = (
    Column("code", "编号", "code", "text", 26),
    Column("name", "企业", "firm", "text", 32),
    Column("year", "年度", "year", "text", 8),
    Column("score", "得分", "score", "number", 8),
    Column("rank", "名次", "rank", "whole", 8),
    Column("stage", "状态", "stage", "text", 12),
    Column("on", "自", "since", "date", 12),
    Column("valid_until", "有效期至", "valid until", "text", 12),
)


@needs(Action.SEE)
def listed(request: HttpRequest) -> HttpResponse:
    viewer, here = request.viewer, served()  # type: ignore[attr-defined]
    seen = firms_seen(viewer)
    known = held_by.certificates(here.ledger, size=request.moment.size)  # type: ignore[attr-defined]
    rows = [one for one in known.values() if one.firm in seen]
    rows.sort(key=lambda one: (-int(one.year), one.rank))
    if form := request.GET.get("format"):
        if not viewer.may(Action.EXPORT):
            raise PermissionDenied
        cells: list[list[Cell]] = [
            [one.code, one.name, one.year, one.score, one.rank, _stage_said(one), one.on, one.valid_until]
            for one in rows
        ]
        return table(form, COLUMNS, cells, name="growth-certificates", sheet="certificates")
    settings = held_by.settings_of(here.zone)
    run = run_asked(request, known_runs(request))
    may = not request.moment.is_past  # type: ignore[attr-defined]
    ready = held_by.proposed(held(run).results, settings.best) if run else []
    context: dict[str, Any] = {
        "tab": "certificates",
        "run": run,
        "rows": rows,
        "settings": settings,
        "best": f"{settings.best:.0%}",
        "ready": [
            (one, seen[one.code].name)
            for one in ready
            if run and f"{run.year}-{one.code}" not in known and one.code in seen
        ],
        "may_propose": may_prepare(viewer) and run is not None and run.stage == PUBLISHED and may,
        "may_certify": may_decide(viewer) and may,
        "waiting": [one for one in rows if one.stage == held_by.PROPOSED],
    }
    return render(request, "growth/certificates.html", context)


def _stage_said(one: held_by.Certificate) -> str:
    stage = stage_of(held_by.PROGRAMME, one.stage)
    return stage.name.said(spoken()) if stage else one.stage


@require_POST
@needs(Action.PLAN, Action.RECORD, everywhere=True)
def propose(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("run", "")
    try:
        count = proposals(request.viewer, code)  # type: ignore[attr-defined]
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        messages.success(
            request,
            str(Words(f"建议认证 {count} 家；由另一个人认证", f"{count} proposed; another person certifies them")),
        )
    return redirect(f"{reverse('growth:certificates')}?run={code}")


def proposals(viewer: Viewer, code: str, *, key: str = "") -> int:
    """Propose whom a published run finds. Raises ``LedgerError``."""
    if not may_prepare(viewer):
        raise PermissionDenied
    here, run = served(), run_called(code)
    if run.stage != PUBLISHED:
        raise GrowthError(f"测算 {code} 还没有发布", f"run {code} is not published yet")
    lines = held_by.proposed(held(run).results, held_by.settings_of(here.zone).best)
    who = {firm: (row.name, row.owners[0] if row.owners else "") for firm, row in firms_seen(viewer).items()}
    drafts = held_by.drafts_of_proposals(run, lines, held_by.certificates(here.ledger), who, on=here.today())
    if drafts:
        append(here.ledger, keyed(drafts, key), actor=viewer.actor)
    return len(drafts) // 2


@require_POST
@needs(Action.VERIFY, everywhere=True)
def certify(request: HttpRequest) -> HttpResponse:
    codes = request.POST.getlist("code")[:_MOST]
    try:
        count = certified(request.viewer, codes)  # type: ignore[attr-defined]
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        messages.success(request, str(Words(f"已认证 {count} 家", f"{count} certified")))
    return redirect("growth:certificates")


def certified(viewer: Viewer, codes: list[str], *, key: str = "") -> int:
    """Certify those proposed. Raises ``LedgerError``, also where the viewer proposed one of them."""
    if not may_decide(viewer):
        raise PermissionDenied
    here = served()
    known = held_by.certificates(here.ledger)
    if not codes:
        raise GrowthError("一家也没有选", "none was chosen")
    wrong = [one for one in codes if one not in known or known[one].stage != held_by.PROPOSED]
    if wrong:
        raise GrowthError(f"不能认证：{'、'.join(wrong[:5])}", f"cannot be certified: {', '.join(wrong[:5])}")
    drafts = held_by.drafts_of_certifying(codes, on=here.today(), years=held_by.settings_of(here.zone).years)
    append(here.ledger, keyed(drafts, key), actor=viewer.actor)
    return len(drafts)
