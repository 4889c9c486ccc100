"""A job, as its page shows it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from dajuan.web.words import Words


class State(models.TextChoices):
    WAITING = "waiting", "排队"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "没有办成"
    CANCELLED = "cancelled", "已取消"


_ENGLISH = {
    State.WAITING: "waiting",
    State.RUNNING: "under way",
    State.DONE: "done",
    State.FAILED: "failed",
    State.CANCELLED: "cancelled",
}


class Job(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=50)
    title = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="jobs", null=True)
    """None: the server itself, by the clock."""
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(default=0)
    """0: not known."""
    zh = models.TextField(blank=True)
    en = models.TextField(blank=True)
    """What it is at, or what went wrong."""
    result = models.JSONField(default=dict)
    """``url``: where its fruit is to be seen; the rest is its kind's own."""
    asked_to_stop = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    """When its worker last said that it is alive."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["state", "seen_at"])]

    @property
    def state_said(self) -> Words:
        state = State(self.state)
        return Words(str(state.label), _ENGLISH[state])

    @property
    def words(self) -> Words:
        """What it is at, or what came of it."""
        return Words(self.zh, self.en) if self.zh and self.state != State.WAITING else self.state_said

    @property
    def is_over(self) -> bool:
        return self.state in {State.DONE, State.FAILED, State.CANCELLED}
