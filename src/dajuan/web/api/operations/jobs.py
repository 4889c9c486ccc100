"""Jobs: one's own, how far each is, and stopping one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status

from dajuan.web.access.roles import Action
from dajuan.web.administration.jobs import last_of
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Said
from dajuan.web.jobs.models import Job
from dajuan.web.jobs.start import start
from dajuan.web.jobs.views import ask_to_stop, jobs_of

router = Router(tags=["jobs"])


class JobOut(Schema):
    id: UUID
    kind: str
    title: str
    state: str
    done: int
    of: int
    words: Said
    result: dict[str, Any]
    created_at: datetime
    ended_at: datetime | None


class Jobs(Schema):
    items: list[JobOut]
    next: str | None


def job_object(job: Job) -> dict[str, Any]:
    return {
        "id": str(job.pk),
        "kind": job.kind,
        "title": job.title,
        "state": job.state,
        "done": job.done,
        "of": job.of,
        "words": {"zh": job.zh, "en": job.en},
        "result": job.result,
        "created_at": job.created_at.isoformat(),
        "ended_at": job.ended_at.isoformat() if job.ended_at else None,
    }


def job_by_now(job: Job) -> dict[str, Any]:
    """Of one in hand: whoever does it writes to its row."""
    job.refresh_from_db()
    return job_object(job)


def started(request: Request, kind: str, **arguments: Any) -> dict[str, Any]:
    return job_by_now(start(kind, by=request.user, **arguments))


def last_job(kind: str) -> dict[str, Any] | None:
    """The newest of a kind that came to an end."""
    found = last_of(kind)
    return job_object(found) if found else None


@router.get("/jobs", response=Jobs, summary="后台任务 / Jobs")
def jobs(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    need(request, Action.SEE, enterprises=True)
    found, more = page_of("jobs", jobs_of(request)[:1000], lambda one: str(one.pk), paging)
    return {"items": [job_object(one) for one in found], "next": more}


@router.get("/jobs/{job}", response=JobOut, summary="一个任务 / One job")
def job(request: Request, job: UUID) -> dict[str, Any]:
    need(request, Action.SEE, enterprises=True)
    return job_object(get_object_or_404(jobs_of(request), pk=job))


@router.post("/jobs/{job}/stop", response={200: JobOut}, summary="停止 / Stop")
def stop(request: Request, job: UUID) -> Status[Any]:
    need(request, Action.SEE, enterprises=True)
    found = get_object_or_404(jobs_of(request), pk=job)
    return once(request, (), lambda key: _stopped(found), status=200, tables=True)


def _stopped(job: Job) -> dict[str, Any]:
    ask_to_stop(job)
    return job_by_now(job)
