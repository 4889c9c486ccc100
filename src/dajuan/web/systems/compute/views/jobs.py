"""The jobs by stage, and one of them: its place with the reasons, its runs, its bill, what is done next."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dajuan.ledger.trouble import AwayError, LedgerError
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.objectives import objective_called
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.programmes.found import Found, programme_called
from dajuan.web.systems.compute import deeds, inhand
from dajuan.web.systems.compute.deeds import DEEDS, Told, open_to
from dajuan.web.systems.compute.shown import bill_shown, job_stages, jobs_page, placement_of
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
    found, job = inhand.job_called(request.viewer, code)
    may = request.viewer.may(Action.RECORD, found.whose.to(Action.RECORD))
    offer, bill = inhand.offer_row(job.offer), bill_shown(job)
    context = {
        "tab": "jobs", "job": job, "pack": found.programme, "offer": offer, "sold_by": inhand.sold_by(offer),
        "deeds": [(key, DEEDS[key].name) for key in open_to(job.stage) if key != "settle"] if may else [],
        "reasons": placement_of(request.viewer, job), "bill": bill, "may": may, "why": _why(found),
        "chosen": [it.voucher for it in bill.bill.vouchers] if bill else [], "engine": inhand.engines_now().get(job.engine),
        "objective": objective_called(job.objective, inhand.objectives_now()),
    }  # fmt: skip
    return render(request, "compute/job.html", context)


def _why(found: Found) -> str:
    """It was placed where it is."""
    held = found.state.last_move("matched")
    return found.state.entries[held.seq].note if held else ""


@require_POST
@needs(Action.RECORD)
def do(request: Request, code: str, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    one = inhand.job_called(request.viewer, code)
    if not request.viewer.may(Action.RECORD, one.found.whose.to(Action.RECORD)):
        raise PermissionDenied(Action.RECORD)
    name, told = DEEDS[deed].name, Told(request.POST.get("offer", ""), request.POST.getlist("voucher"))
    try:
        done = deeds.do(request.viewer, one, deed, told)
    except AwayError:
        raise
    except LedgerError as error:
        messages.error(request, str(Words(f"{name.zh}没有成：{error.zh}", f"{name.en}: {error.en}")))
    else:
        nothing = done is not None and not done.added
        said = Words("没有新情况", "Nothing new") if nothing else Words(f"{name.zh}：已办", f"{name.en}: done")
        messages.success(request, str(said))
    return redirect("compute:job", code)
