"""What is mended by the clock: jobs whose worker died, jobs that fell out of the queue, rows that are old."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dajuan.web.jobs.kinds import kind_of
from dajuan.web.jobs.models import Job, State
from dajuan.web.jobs.start import CANCELLED, do
from dajuan.web.words import Words

log = logging.getLogger("dajuan.web.jobs")
TRIES = 3
KEPT = timedelta(days=30)
"""How long a job that is over is kept."""
_SPENT = timedelta(days=1)
"""How long the queue keeps what it gave out."""
_LOST = Words(
    "做这件事的后台进程中途停了，这件事不能自动重来；请看做到了哪一步，再决定是否重新开始",
    "the worker stopped in the middle, and this is not repeated by itself: see how far it came before starting it again",
)
_TRIED = Words(
    f"做这件事的后台进程已中途停了 {TRIES} 次，不再重试；请联系管理员看服务器日志",
    f"its worker stopped in the middle {TRIES} times, so it is not tried again: ask an administrator to look at the log",
)


def recover(patience: timedelta) -> int:
    """Take up what died or was lost ``patience`` or more ago. Returns how many jobs were put back in the queue. Any
    number of workers may do it at once."""
    return _take_up_dead(patience) + _queue_lost(patience)


def _take_up_dead(patience: timedelta) -> int:
    back = 0
    for job in Job.objects.filter(state=State.RUNNING, seen_at__lt=timezone.now() - patience):
        still = Job.objects.filter(pk=job.pk, state=State.RUNNING, started_at=job.started_at, seen_at=job.seen_at)
        if job.asked_to_stop:
            _end(still, State.CANCELLED, CANCELLED)
        elif not _repeats(job.kind):
            _end(still, State.FAILED, _LOST)
        elif job.tries >= TRIES:
            _end(still, State.FAILED, _TRIED)
        elif still.update(state=State.WAITING, started_at=None, seen_at=None, done=0):
            log.warning("job %s (%s): its worker died; taken up again", job.pk, job.kind)
            do.enqueue(str(job.pk))
            back += 1
    return back


def _repeats(kind: str) -> bool:
    """A kind that this version does not have any more is not repeated."""
    try:
        return kind_of(kind).repeats
    except KeyError:
        return False


def _end(still: QuerySet[Job], state: State, words: Words) -> None:
    still.update(state=state, zh=words.zh, en=words.en, ended_at=timezone.now())


def _queue_lost(patience: timedelta) -> int:
    """Waiting jobs that the queue does not know, or knows as given to a worker that never began them."""
    since = timezone.now() - patience
    waiting = Job.objects.filter(state=State.WAITING, created_at__lt=since).values_list("pk", flat=True)
    known = set(
        DBTaskResult.objects.filter(
            Q(status=TaskResultStatus.READY) | Q(status=TaskResultStatus.RUNNING, started_at__gte=since),
            task_path=do.module_path,
        ).values_list("args_kwargs__args__0", flat=True)
    )
    lost = [str(pk) for pk in waiting if str(pk) not in known]
    for pk in lost:
        do.enqueue(pk)
    return len(lost)


def prune() -> None:
    """Drop jobs that are long over, and what the queue gave out and needs no more."""
    now = timezone.now()
    Job.objects.filter(ended_at__lt=now - KEPT).delete()
    DBTaskResult.objects.filter(finished_at__lt=now - _SPENT).delete()
    # Given to a worker that died: its job has been taken up by now.
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - KEPT).delete()
