"""Starting a job, and doing it."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from dajuan.ledger.trouble import LedgerError
from dajuan.web.jobs.kinds import kind_of
from dajuan.web.jobs.models import Job, State
from dajuan.web.jobs.work import StoppedError, Work
from dajuan.web.people.models import Person
from dajuan.web.words import Words

log = logging.getLogger("dajuan.web.jobs")
_DONE, _CANCELLED = Words("完成", "done"), Words("已取消", "cancelled")
_UNEXPECTED = Words("出了意外的错误，已记入服务器日志", "an unexpected error, now in the server's log")


def start(kind: str, *, by: Person | None, title: str = "", **arguments: Any) -> Job:
    """Put a job in the queue. ``arguments`` are values of JSON."""
    made = Job.objects.create(
        kind=kind_of(kind).key, title=title or str(kind_of(kind).name), by=by, arguments=arguments
    )
    transaction.on_commit(lambda: do.enqueue(str(made.pk)))
    return made


@task()
def do(pk: str) -> None:
    """What the worker is given."""
    job = Job.objects.filter(pk=pk).first()
    if job is None or job.is_over:
        return
    now = timezone.now()
    Job.objects.filter(pk=pk).update(state=State.RUNNING, started_at=now, seen_at=now, tries=job.tries + 1)
    state, words, result = _outcome(job)
    Job.objects.filter(pk=pk).update(state=state, zh=words.zh, en=words.en, result=result, ended_at=timezone.now())


def _outcome(job: Job) -> tuple[State, Words, dict[str, Any]]:
    if job.asked_to_stop:
        return State.CANCELLED, _CANCELLED, {}
    try:
        return State.DONE, _DONE, kind_of(job.kind).run(Work(job), **job.arguments)
    except StoppedError:
        return State.CANCELLED, _CANCELLED, {}
    except LedgerError as error:
        return State.FAILED, Words(error.zh, error.en), {}
    except Exception:
        log.exception("job %s (%s)", job.pk, job.kind)
        return State.FAILED, _UNEXPECTED, {}
