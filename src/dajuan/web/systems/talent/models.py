"""Who people are, sealed under a key of the zone: a table of its own, so that a person can be forgotten."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SealedIdentity(models.Model):
    code = models.CharField(max_length=40, unique=True)
    """The person's, in the ledger."""
    key = models.CharField(max_length=8)
    data = models.BinaryField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code


class Erasure(models.Model):
    """That an identity was deleted, by whom and why; not whose it was."""

    code = models.CharField(max_length=40, unique=True)
    by = models.CharField(max_length=200)
    why = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code
