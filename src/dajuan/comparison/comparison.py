"""What became of each promise. The JSON contract is in docs/contracts.md."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from dajuan.claims.claim import Claim, Reading

Verdict = Literal["met", "partly", "missed", "admitted", "not_answered", "cannot_compare", "definition_changed"]
"""met 兑现 · partly 接近 (short by less than the tolerance's wide step) · missed 未兑现 · admitted 未兑现且报告自己承认 ·
not_answered 未作答 · cannot_compare 无法比较 · definition_changed 口径改变 (indicator, base or scope is another)."""


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise of the plan: ``[start, end)`` in the plan's ``document.text``; ``claim`` is None for a wordless one."""

    start: int
    end: int
    text: str
    indicator: str
    claim: Claim | None
    main: bool
    """An item of the main-targets sentence (主要预期目标)."""
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The words of the report that answer it: ``[start, end)`` in the report's ``document.text``."""

    start: int
    end: int
    text: str
    claim: Claim | None
    score: float
    """How near promise and answer are, 0–1: indicator words, unit, scope, period."""


class HeldTarget(NamedTuple):
    """The target that a promise became in a ledger, where one stands on either side."""

    code: str
    owner: str
    dropped: bool
    """不再跟踪."""
    original: str
    """What was asked before it was changed; empty where it was not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One promise with its answer and verdict, and why, in both languages."""

    promise: Promised
    answer: Answered | None
    verdict: Verdict
    zh: str
    en: str
    gap: Decimal | None = None
    """Answered minus promised in the base unit, signed so that negative is short of the promise."""
    called_success: bool = False
    """It fell short, and the same report says that the year's main goals were fulfilled."""
    others: tuple[Answered, ...] = ()
    """Further places that speak of it, nearest first."""
    target: HeldTarget | None = None

    def reason(self, language: str = "zh") -> str:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Comparison:
    """All promises of ``plan`` with what ``report`` answers, main targets first, then in the plan's order."""

    plan: Reading
    report: Reading
    answers: tuple[Answer, ...]
    success_claims: tuple[tuple[int, int], ...] = ()
    """Where the report calls the year's goals as a whole fulfilled: spans of its ``document.text``."""
