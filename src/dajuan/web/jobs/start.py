"""Starting a job, and doing it."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from dajuan.ledger.trouble import LedgerError
from dajuan.web.jobs.kinds import kind_of
from dajuan.web.jobs.models import Job, State
from dajuan.web.jobs.work import LaidDownError, StoppedError, Work
from dajuan.web.people.models import Person
from dajuan.web.words import Words

log = logging.getLogger("dajuan.web.jobs")
DONE, CANCELLED = Words("完成", "done"), Words("已取消", "cancelled")
_UNEXPECTED = Words("出了意外的错误，已记入服务器日志", "an unexpected error, now in the server's log")
_CUT_OFF = Words("服务器停了，这件事没有做完，不会自己重来；请看做到了哪一步，再决定", "the server was stopped in the middle, and this is not repeated by itself: see how far it came")  # fmt: skip
_PATIENCE = 60
"""Seconds for which a job that is done waits for a database that is away, to say so."""


def start(kind: str, *, by: Person | None, title: str = "", **arguments: Any) -> Job:
    """Put a job in the queue. ``arguments`` are values of JSON.

    Its row and its place in the queue are two rows; should this process die between them, a worker finds the first
    without the second (:mod:`~dajuan.web.jobs.recovery`).
    """
    found = kind_of(kind)
    made = Job.objects.create(kind=found.key, title=(title or str(found.name))[:200], by=by, arguments=arguments)
    do.enqueue(str(made.pk))
    return made


@task()
def do(pk: str) -> None:
    """What the worker is given. Of all who are given a job one gets it, whatever else stands in the queue."""
    now = timezone.now()
    if not Job.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.RUNNING, started_at=now, seen_at=now, tries=F("tries") + 1
    ):
        return
    job = Job.objects.get(pk=pk)
    kind = kind_of(job.kind)
    work = Work(job, repeats=kind.repeats)
    try:
        state, words, result = _outcome(work)
    except LaidDownError:
        lay_down(work)
        return
    except BaseException:  # The process is being ended.
        if kind.repeats:
            lay_down(work)
        else:
            _end(work, State.FAILED, _CUT_OFF, {})
        raise
    _end(work, state, words, result)


def lay_down(work: Work) -> None:
    """Put a job that this worker has back in the queue; that it was begun does not count as a try."""
    if work.mine.update(state=State.WAITING, tries=F("tries") - 1, started_at=None, seen_at=None, done=0):
        do.enqueue(str(work.job.pk))


def _outcome(work: Work) -> tuple[State, Words, dict[str, Any]]:
    job = work.job
    try:
        return State.DONE, DONE, kind_of(job.kind).run(work, **job.arguments)
    except StoppedError:
        return State.CANCELLED, CANCELLED, {}
    except LaidDownError:
        raise
    except LedgerError as error:
        return State.FAILED, Words(error.zh, error.en), {}
    except Exception as error:
        if hasattr(error, "zh") and hasattr(error, "en"):  # The readers' and the checks' own troubles.
            return State.FAILED, Words(error.zh, error.en), {}
        log.exception("job %s (%s)", job.pk, job.kind)
        return State.FAILED, _UNEXPECTED, {}


def _end(work: Work, state: State, words: Words, result: dict[str, Any]) -> None:
    """Say what came of it. What is done is done: a database that is away is waited for, so that it is not done twice."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            work.mine.update(state=state, zh=words.zh, en=words.en, result=result, ended_at=timezone.now())
            return
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > until:
                raise
            connection.close()
            time.sleep(1)
