"""A document that somebody uploaded, and a comparison that somebody asked for."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from dajuan.web.jobs.models import Job
from dajuan.web.words import Words

_UNREAD = Words("没有读成，请重新读", "not read: read it again")


class Document(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="documents")
    created_at = models.DateTimeField(auto_now_add=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    """The newest that reads it or holds it against the ledger."""
    read_at = models.DateTimeField(null=True)
    title = models.CharField(max_length=200, blank=True)
    report_year = models.IntegerField(null=True)
    plan_year = models.IntegerField(null=True)
    claims = models.IntegerField(default=0)
    findings = models.IntegerField(default=0)
    """Those that nobody let stand."""
    asked_at = models.DateTimeField(null=True)
    """When it was held against the ledger."""

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["by", "sha256"], name="one_document_of_a_person")]

    def __str__(self) -> str:
        return self.title or self.name

    def get_absolute_url(self) -> str:
        return reverse("reader:document", args=[self.pk])

    @property
    def is_read(self) -> bool:
        return self.read_at is not None

    @property
    def under_way(self) -> Job | None:
        return self.job if self.job and not self.job.is_over else None

    @property
    def trouble(self) -> Words | None:
        """Why it has not been read."""
        if self.is_read or self.under_way:
            return None
        return self.job.words if self.job and self.job.state != "done" else _UNREAD


class Comparison(models.Model):
    """A plan and the report that answers it. Without a document, that side is the ledger's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    report = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    year = models.IntegerField(null=True)
    """Of the ledger's plan."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comparisons")
    created_at = models.DateTimeField(auto_now_add=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    counts = models.JSONField(default=dict)
    """By verdict."""
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def get_absolute_url(self) -> str:
        return reverse("reader:comparison", args=[self.pk])

    @property
    def words(self) -> Words:
        plan, report = self.plan, self.report
        return Words(
            f"{plan or f'台账 {self.year} 年的计划'} → {report or '台账'}",
            f"{plan or f'the plan of {self.year} in the ledger'} → {report or 'the ledger'}",
        )
