"""A job in hand: says how far it is, and learns that it is to stop."""

from __future__ import annotations

import threading
import time

from django.db.models import QuerySet
from django.utils import timezone

from dajuan.web.jobs.models import Job, State
from dajuan.web.words import Words

_EVERY = 0.5
"""Seconds between two words about progress."""

leaving = threading.Event()
"""Set when this worker was told to end: a job that can be repeated is then laid down at its next progress."""


class StoppedError(Exception):
    """Whoever asked for the job wants it no longer, or another worker has taken it up."""


class LaidDownError(Exception):
    """This worker ends; the job goes back in the queue."""


class Work:
    """Given to the function that does a job."""

    def __init__(self, job: Job, *, repeats: bool = False) -> None:
        self.job = job
        self._repeats = repeats
        self._told = 0.0

    @property
    def mine(self) -> QuerySet[Job]:
        """The job's row as long as this worker has it: nobody writes to a job that was taken from him."""
        return Job.objects.filter(pk=self.job.pk, state=State.RUNNING, started_at=self.job.started_at)

    def progress(self, done: int, of: int = 0, words: Words | None = None) -> None:
        """Say how far it is. Raises :class:`StoppedError` when it was asked to stop; call it between steps that can be
        left, never inside one that may not be half done."""
        if leaving.is_set() and self._repeats:
            raise LaidDownError
        now = time.monotonic()
        if now - self._told < _EVERY and done < of:
            return
        self._told = now
        changes: dict[str, object] = {"done": done, "of": of, "seen_at": timezone.now()}
        if words is not None:
            changes |= {"zh": words.zh, "en": words.en}
        if not self.mine.filter(asked_to_stop=False).update(**changes):
            raise StoppedError
