"""Who took what out of the zone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Viewed(models.Model):
    """Evidence opened, an export or a backup downloaded. No entry: it says nothing of a subject."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.CharField(max_length=160)
    what = models.CharField(max_length=30)
    """A key of ``audit.WHAT``."""
    key = models.CharField(max_length=200)
    """Which: a SHA-256, a file's name, an address."""
    address = models.GenericIPAddressField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.what} {self.key}"
