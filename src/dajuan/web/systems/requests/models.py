"""Who asks, in full: a table of its own, so that a person can be forgotten. The ledger has them masked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Contact(models.Model):
    code = models.CharField(max_length=40, unique=True)
    """Of the request."""
    name = models.CharField(max_length=50, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code
