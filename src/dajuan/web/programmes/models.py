"""Workbooks that came in, until they are recorded and after: what they would add, and what they added."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models


class Upload(models.Model):
    """One filled-in workbook with the files that it names. Its files lie in the zone's folder until it is done with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    programme = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    on = models.DateField(null=True)
    """The day of values that name none."""
    result = models.JSONField(default=dict)
    """What was recorded; empty before."""

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.name} {self.by}"

    def folder(self, uploads: Path) -> Path:
        return uploads / str(self.pk)
