"""Readings and findings → the JSON contract of docs/contracts.md: its keys, in its order, and ours after them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from dajuan.checks.coverage import Coverage
from dajuan.checks.finding import Finding
from dajuan.claims.claim import Claim, Commitment, Reading
from dajuan.documents.document import Document
from dajuan.language.spans import Period
from dajuan.outputs.covered import backing_object
from dajuan.outputs.words import plain


def reading_object(
    reading: Reading, findings: Iterable[Finding] = (), language: str = "zh", coverage: Coverage | None = None
) -> dict[str, Any]:
    """What ``dajuan read`` and ``dajuan check`` print with ``--format json``, for one document."""
    backing = {"backing": backing_object(coverage, language)} if coverage is not None else {}
    return {
        "document": document_object(reading.document),
        "claims": [claim_object(one) for one in reading.claims],
        "commitments": [commitment_object(one) for one in reading.commitments],
        "findings": [finding_object(one, language) for one in findings],
        **backing,
    }


def document_object(document: Document) -> dict[str, Any]:
    return {
        "source": document.source,
        "sha256": document.sha256,
        "title": document.title,
        "published": iso(document.published),
        "text": document.text,
        "sections": [
            {"title": one.title, "level": one.level, "start": one.start, "end": one.end} for one in document.sections
        ],
    }


def claim_object(claim: Claim) -> dict[str, Any]:
    """``part_of``, ``verb`` and ``per`` come after the contract's own keys."""
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "low": plain(claim.low),
        "high": plain(claim.high),
        "unit": claim.unit,
        "dimension": claim.dimension,
        "qualifier": claim.qualifier,
        "cumulative": claim.cumulative,
        "basis": claim.basis,
        "role": claim.role,
        "indicator": claim.indicator,
        "period": period_object(claim.period),
        "deadline": iso(claim.deadline),
        "scope": claim.scope,
        "entities": list(claim.entities),
        "section": list(claim.section),
        "confidence": round(claim.confidence, 4),
        "part_of": claim.part_of,
        "verb": claim.verb,
        "per": claim.per,
    }


def commitment_object(commitment: Commitment) -> dict[str, Any]:
    return {
        "id": commitment.id,
        "start": commitment.start,
        "end": commitment.end,
        "action": commitment.action,
        "object": commitment.object,
        "deadline": iso(commitment.deadline),
        "owner": commitment.owner,
        "claims": list(commitment.claims),
        "section": list(commitment.section),
    }


def finding_object(finding: Finding, language: str = "zh") -> dict[str, Any]:
    fix = finding.fix
    return {
        "code": finding.code,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message(language),
        "related": [{"start": one.start, "end": one.end} for one in finding.related],
        "fix": fix and {"start": fix.start, "end": fix.end, "replacement": fix.replacement, "safe": fix.safe},
    }


def period_object(period: Period | None) -> dict[str, str | None] | None:
    return period and {"label": period.label, "start": iso(period.first), "end": iso(period.last)}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def json_text(value: object, *, one_line: bool = False) -> str:
    """JSON with Chinese as it is; a lone surrogate (from a broken file name) is escaped, so that it is always UTF-8."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=None if one_line else 2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
