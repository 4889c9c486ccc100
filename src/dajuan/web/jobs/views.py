"""A job's page: how far it is, a button to stop it, and its fruit."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.jobs.models import Job


def _own(request: HttpRequest, pk: UUID) -> Job:
    """A job is its starter's; administrators see them all."""
    viewer = request.viewer  # type: ignore[attr-defined]
    jobs = Job.objects.all() if viewer.everywhere(Action.ADMINISTER) else Job.objects.filter(by=request.user.pk)
    return get_object_or_404(jobs, pk=pk)


@needs(Action.SEE, enterprises=True)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = _own(request, pk)
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
    job = _own(request, pk)
    Job.objects.filter(pk=job.pk).update(asked_to_stop=True)
    return redirect("jobs:one", pk)
