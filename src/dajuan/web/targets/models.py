"""Remarks on targets, and whom they call."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

LONGEST = 4000


class Remark(models.Model):
    """What somebody said of a target: talk, no entry. It proves nothing, and its author may change or withdraw it."""

    target = models.CharField(max_length=40, db_index=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="remarks")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField(max_length=LONGEST)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=64, unique=True)
    """Of the form it was sent with: sent twice, it is said once."""

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.target} {self.author}"


class Mention(models.Model):
    """Somebody whom a remark calls by name, alone or with the organisation; in the inbox until it is seen."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["remark", "person"], name="one_mention_of_a_person")]
        indexes: ClassVar = [models.Index(fields=["person", "seen_at"])]

    def __str__(self) -> str:
        return f"{self.remark} → {self.person}"
