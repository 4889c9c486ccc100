"""A claim, a commitment, and a reading: all that was read in one document. The JSON contract is in docs/contracts.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from dajuan.documents.document import Document
from dajuan.documents.flow import Flow
from dajuan.language.spans import Period, Qualifier, Span

Basis = Literal["level", "change", "growth", "share", "rank", "multiple"]
Role = Literal["result", "target", "context"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity with what it says. Offsets ``start``/``end`` point into ``document.text``, ``at`` into ``flow.text``.

    ``low``/``high`` are in the base unit, ``None`` for an open end. ``basis``: level, change (新增/减少 by), growth (a
    rate), share (of a whole), rank, multiple. ``role``: result (done), target (promised), context (background).
    """

    id: str
    start: int
    end: int
    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    dimension: str
    qualifier: Qualifier | None
    cumulative: bool
    basis: Basis
    role: Role
    indicator: str
    period: Period | None
    deadline: date | None
    scope: str | None
    """The place or the group it is about when the words name one (全省, 城镇), or the whole of a share (全市)."""
    entities: tuple[str, ...]
    section: tuple[str, ...]
    confidence: float
    at: tuple[int, int]
    sentence: int
    """Index into ``flow.sentences``."""
    indicator_at: tuple[int, int]
    """Where in the flow the indicator's words (or most of them) stand; ``(0, 0)`` when inherited from nowhere."""
    verb: str = ""
    """The verb that governs it: 新增, 完成, 达到, 力争 …"""
    part_of: str | None = None
    """Id of the whole that an 其中 part belongs to."""
    per: str = ""
    written_unit: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise: an action with an object, by when and by whom if it says so, and the claims that put a number on it."""

    id: str
    start: int
    end: int
    action: str
    object: str
    deadline: date | None
    owner: str | None
    claims: tuple[str, ...]
    section: tuple[str, ...]
    at: tuple[int, int]
    sentence: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document. ``spans`` are language spans in ``flow.text``, in order."""

    document: Document
    flow: Flow
    spans: tuple[Span, ...]
    claims: tuple[Claim, ...]
    commitments: tuple[Commitment, ...]
    report_year: int | None
    """The year whose results are told."""
    plan_year: int | None
    """The year that is promised; ``None`` when the document promises nothing."""
