"""A job's page: how far it is, a button to stop it, and its fruit; and the list of jobs."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.jobs.models import Job, State
from dajuan.web.jobs.start import CANCELLED

_PAGE = 50


def jobs_of(request: HttpRequest) -> QuerySet[Job]:
    """A job is its starter's; administrators see them all."""
    viewer = request.viewer  # type: ignore[attr-defined]
    jobs = Job.objects.select_related("by")
    return jobs if viewer.everywhere(Action.ADMINISTER) else jobs.filter(by=request.user.pk)


@needs(Action.SEE, enterprises=True)
def jobs(request: HttpRequest) -> HttpResponse:
    shown = jobs_of(request)
    with suppress(ValueError):
        shown = shown.filter(created_at__lt=datetime.fromisoformat(request.GET.get("before", "")))
    rows = list(shown[: _PAGE + 1])
    older = rows[_PAGE - 1].created_at.isoformat() if len(rows) > _PAGE else ""
    return render(request, "jobs/list.html", {"jobs": rows[:_PAGE], "older": older})


@needs(Action.SEE, enterprises=True)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(jobs_of(request), pk=pk)
    if request.htmx:  # type: ignore[attr-defined]
        answer = render(request, "jobs/progress.html", {"job": job})
        if job.is_over and job.result.get("url"):
            answer["HX-Redirect"] = job.result["url"]
        return answer
    if job.is_over and job.result.get("url") and "stay" not in request.GET:
        return redirect(job.result["url"])
    return render(request, "jobs/one.html", {"job": job})


@require_POST
@needs(Action.SEE, enterprises=True)
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(jobs_of(request), pk=pk)
    ask_to_stop(job)
    return redirect("jobs:one", pk)


def ask_to_stop(job: Job) -> None:
    """One that waits is cancelled at once; one under way is asked to stop, and does at its next progress."""
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if not waiting.update(state=State.CANCELLED, zh=CANCELLED.zh, en=CANCELLED.en, ended_at=timezone.now()):
        Job.objects.filter(pk=job.pk, state=State.RUNNING).update(asked_to_stop=True)
