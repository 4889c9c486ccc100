"""Who looks after an indicator, and addresses that people keep."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dajuan.web.people.models import Organisation


class Steward(models.Model):
    """指标责任单位: the organisation that answers for an indicator's definition and its timely entries."""

    programme = models.CharField(max_length=64)
    indicator = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["programme", "indicator"], name="one_steward_each")]

    def __str__(self) -> str:
        return f"{self.programme}/{self.indicator}: {self.organisation}"


class SavedView(models.Model):
    """A page as somebody looked at it: its filters, split, moment, all of which stand in its address."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="views")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=2000)
    """Path and query on this server."""
    shared = models.BooleanField(default=False)
    """Everybody of the zone finds it; what it shows is what each may see."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["by", "name"], name="one_view_a_name")]

    def __str__(self) -> str:
        return self.name
