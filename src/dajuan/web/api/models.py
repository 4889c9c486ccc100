"""令牌 tokens, and the answers that were given to writes with an idempotency key."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from dajuan.web.access.roles import Action


class Token(models.Model):
    """A person's key for a programme. Only its hash is kept: whoever reads this table can sign in as nobody."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, unique=True)
    """Of 32 random bytes as written: with so many a plain hash cannot be guessed back."""
    scopes = models.JSONField(default=list)
    """Keys of the actions that it may do, of those that its person may."""
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    """To the minute."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.person})"

    @property
    def actions(self) -> frozenset[Action]:
        return frozenset(action for action in Action if action in self.scopes)

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def works(self) -> bool:
        return self.revoked_at is None and not self.is_expired


class Answered(models.Model):
    """A write under an idempotency key: what was asked and, once done, what was answered."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64)
    """SHA-256 of the operation and all that was handed in."""
    status = models.PositiveSmallIntegerField(null=True)
    """None: under way."""
    answer = models.JSONField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="one_answer_a_key")]

    def __str__(self) -> str:
        return f"{self.person} {self.key}"
