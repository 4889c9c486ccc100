"""Drafts of one subject, each paper named by its kind alone."""

from __future__ import annotations

from datetime import date
from functools import partial

from dajuan.ledger.entry import Draft, Evidence


def told_of(programme, subject):
    return partial(_told, programme, subject)


def _told(programme, subject, kind, on, stage="", fields=None, papers=()):
    evidence = tuple(Evidence(name=one, sha256="0" * 64, kind=one) for one in papers)
    return Draft(
        programme=programme, subject=subject, kind=kind, stage=stage, effective_on=date.fromisoformat(on), fields=fields or {},
        evidence=evidence,
    )  # fmt: skip
