"""Versions of the answer sheet, and who signed them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

SIGNATURES = 2
"""People who must sign before a version is published: two, so that nobody answers for the zone alone."""


class Version(models.Model):
    """One sheet as it was composed. The files are in the zone's folder ``sheets/``, by their SHA-256."""

    year = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    verified = models.BooleanField(default=False)
    style = models.CharField(max_length=10, default="plain")
    stamp = models.TextField()
    """The line at the sheet's end, from which it can be made again."""
    lines = models.JSONField(default=list)
    """The text as a reader meets it, for comparing."""
    counted = models.JSONField(default=dict)
    """How many promises were in which state."""
    files = models.JSONField(default=dict)
    """Format → SHA-256."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "-at"]

    def __str__(self) -> str:
        return f"{self.year} @ {self.as_of} #{self.pk}"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None


class Signature(models.Model):
    """签发: that somebody has read a version and stands by it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "by"], name="one_signature_each")]

    def __str__(self) -> str:
        return f"{self.by} → {self.version}"
