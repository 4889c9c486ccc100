"""What was published, by whom, until when: years of targets, and estates for those who bought a home there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Publication(models.Model):
    """A year's targets as of a day, as known when the log had ``size`` entries."""

    year = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    size = models.BigIntegerField()
    verified = models.BooleanField(default=False)
    """Only what another person has verified was counted."""
    note = models.TextField(max_length=2000, blank=True)
    """What the zone says over it."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-as_of", "-pk"]

    def __str__(self) -> str:
        return f"{self.year} @ {self.as_of}"


class EstatesPublication(models.Model):
    """Stalled estates as of a day, as known when the log had ``size`` entries."""

    as_of = models.DateField()
    size = models.BigIntegerField()
    estates = models.JSONField()
    """The codes of those that the zone publishes."""
    with_plans = models.BooleanField(default=False)
    """一楼一策 is published too."""
    note = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{len(self.estates)} @ {self.as_of}"
