"""The jobs by stage, and one of them: its place with the reasons, its runs, its bill, what is done next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.network import DEFAULT, explained, placed
from dajuan.systems.compute.reasons import Reasons, reasons
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.programmes.found import programme_called
from dajuan.web.systems.compute import inhand
from dajuan.web.systems.compute.deeds import DEEDS, OPEN_TO
from dajuan.web.systems.compute.inhand import InHand
from dajuan.web.systems.compute.shown import bill_shown, job_stages, jobs_page
from dajuan.web.words import Words


@needs(Action.SEE, enterprises=True)
def listed(request: Request) -> HttpResponse:
    pack, stage = programme_called(JOBS), request.GET.get("stage", "")
    try:
        jobs, more = jobs_page(request.viewer, stage, request.GET.get("after") or None)
    except ValueError as error:
        raise Http404 from error
    counts = job_stages(request.viewer)
    stages = [(key, one.name, counts.get(key, 0)) for key, one in pack.stages.items() if counts.get(key)]
    context = {
        "tab": "jobs", "jobs": jobs, "more": more, "stages": stages, "stage": stage, "pack": pack,
        "may": request.viewer.may(Action.RECORD),
    }  # fmt: skip
    return render(request, "compute/jobs.html", context)


@needs(Action.SEE, enterprises=True)
def one(request: Request, code: str) -> HttpResponse:
    found = inhand.job_called(request.viewer, code)
    may = request.viewer.may(Action.RECORD, found.found.whose.to(Action.RECORD))
    job = found.job
    offer = inhand.offer_row(job.offer) if job.offer else None
    context: dict[str, Any] = {
        "tab": "jobs", "job": job, "pack": found.found.programme, "offer": offer,
        "deeds": [(key, DEEDS[key][0]) for key in OPEN_TO.get(job.stage, ()) if key != "settle"] if may else [],
        "reasons": _reasons(request, found), "bill": bill_shown(job), "sold_by": inhand.sold_by(job), "may": may,
        "engine": inhand.engines_now().get(job.engine), "objective": inhand.objectives_now().get(job.objective),
        "why": found.found.state.last_move("matched"), "entries": found.found.state.entries,
    }  # fmt: skip
    context["chosen"] = [it.voucher for it in context["bill"].bill.vouchers] if context["bill"] else []
    if context["why"]:
        context["why"] = context["entries"][context["why"].seq].note
    return render(request, "compute/job.html", context)


def _reasons(request: Request, one: InHand) -> Reasons | None:
    """Of a job that waits: among all that wait; to an enterprise for itself alone, since others' jobs are not its business."""
    if one.job.need is None or one.job.stage not in {"requested", "matched"}:
        return None
    found, objectives = inhand.network_now(), inhand.objectives_now()
    objective = objectives.get(one.job.objective, objectives[DEFAULT])
    if one.job.stage == "matched" or request.viewer.enterprise:
        return reasons(one.job.need, found.offers, found.calendar(inhand.now()), objective, None)
    return explained(found, placed(found, inhand.now(), objectives), one.job.code)


@needs(Action.RECORD)
@require_POST
def do(request: Request, code: str, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    one = inhand.job_called(request.viewer, code)
    if not request.viewer.may(Action.RECORD, one.found.whose.to(Action.RECORD)):
        raise PermissionDenied(Action.RECORD)
    name, work = DEEDS[deed]
    more: dict[str, Any] = {}
    if deed == "settle":
        more["codes"] = request.POST.getlist("voucher")
    if deed == "match" and request.POST.get("offer"):
        more["offer"] = request.POST["offer"]
    try:
        done = work(request.viewer, one, **more)
    except AwayError:
        raise
    except LedgerError as error:
        messages.error(request, str(Words(f"{name.zh}没有成：{error.zh}", f"{name.en}: {error.en}")))
    else:
        nothing = done is not None and not done.added
        said = Words("没有新情况", "Nothing new") if nothing else Words(f"{name.zh}：已办", f"{name.en}: done")
        messages.success(request, str(said))
    return redirect("compute:job", code)
