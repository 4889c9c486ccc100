"""From a place in the reading text to a finding in the source, and how findings quote."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from dajuan.checks.finding import Finding, Fix, Place, Severity
from dajuan.claims.claim import Reading

Span: TypeAlias = tuple[int, int]
"""A half-open span of ``flow.text``."""


def mark(
    reading: Reading,
    code: str,
    severity: Severity,
    at: Span,
    *,
    zh: str,
    en: str,
    related: Iterable[Span] = (),
    fix: tuple[Span, str] | None = None,
    safe: bool = False,
) -> Finding:
    """A finding at a span of the flow. ``fix``: a span and the words to put there; ``safe``: it mends form only."""
    start, end = reading.flow.to_source(*at)
    places = tuple(Place(*reading.flow.to_source(*span)) for span in related)
    mend = Fix(*reading.flow.to_source(*fix[0]), fix[1], safe) if fix else None
    return Finding(code, severity, start, end, zh, en, places, mend)


def quote(words: str, limit: int = 28) -> str:
    """Words of the document in quotation marks (「」 where they hold some), the middle left out when they are long."""
    plain = "".join(words.split())
    if len(plain) > limit:
        plain = f"{plain[: limit * 2 // 3]}…{plain[-limit // 4 :]}"
    return f"「{plain}」" if "“" in plain or "”" in plain else f"“{plain}”"


def words(reading: Reading, at: Span) -> str:
    return reading.flow.text[at[0] : at[1]]
