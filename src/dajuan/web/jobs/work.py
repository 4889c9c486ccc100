"""A job in hand: says how far it is, and learns that it is to stop."""

from __future__ import annotations

import time

from django.utils import timezone

from dajuan.web.jobs.models import Job
from dajuan.web.words import Words

_EVERY = 0.5
"""Seconds between two words about progress."""


class StoppedError(Exception):
    """Whoever asked for the job wants it no longer."""


class Work:
    """Given to the function that does a job."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._told = 0.0

    def progress(self, done: int, of: int = 0, words: Words | None = None) -> None:
        """Say how far it is. Raises :class:`StoppedError` when it was asked to stop; call it between steps that can be
        left, never inside one that may not be half done."""
        now = time.monotonic()
        if now - self._told < _EVERY and done < of:
            return
        self._told = now
        changes: dict[str, object] = {"done": done, "of": of, "seen_at": timezone.now()}
        if words is not None:
            changes |= {"zh": words.zh, "en": words.en}
        Job.objects.filter(pk=self.job.pk).update(**changes)
        if Job.objects.filter(pk=self.job.pk, asked_to_stop=True).exists():
            raise StoppedError
