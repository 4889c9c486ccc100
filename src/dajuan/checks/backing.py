"""依据: where a document's figures can be held against a ledger's — the questions that a check asks, and the answers.

Whoever has a ledger answers them (``answers.backing``); a check knows these values and no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple, Protocol

from dajuan.claims.claim import Claim, Reading


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure that the ledger has about what a claim speaks of.

    ``value`` is exact, in the claim's base unit (元, a ratio for %); None where nothing was recorded in the period.
    """

    name: str
    """What it is called there: 交付套数."""
    value: Fraction | None
    unit: str
    first: date
    last: date
    """The period that it is the figure of."""
    zh: str
    en: str
    """Where it comes from: the indicator or the target, by name and code."""
    entries: int = 0
    """How many entries it rests on."""
    proven: int = 0
    """How many of them came with evidence, or were looked at by somebody else; of very many, at least so many."""
    upper: Fraction | None = None
    """The upper end, of what was asked as a range."""
    sure: bool = True
    """It is beyond doubt what the claim speaks of. Where it is not, an equal value is agreement and another is no contradiction."""

    @property
    def bare(self) -> bool:
        """Nothing was recorded, or nothing of what was recorded is proven."""
        return self.value is None or not self.proven


class WrittenNumber(NamedTuple):
    """``[start, end)`` of a line: a number that was computed, and which one (目标 2024-007 的完成值)."""

    start: int
    end: int
    zh: str
    en: str


class WrittenLine(NamedTuple):
    text: str
    numbers: tuple[WrittenNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was written from the ledger, as it was written; or why that cannot be said any more."""

    stamp: str
    """The words of its stamp that the document bears, to point at."""
    lines: tuple[WrittenLine, ...] = ()
    zh: str = ""
    en: str = ""
    """What is wrong with the stamp; empty where nothing is."""


class Backing(Protocol):
    """What a check may ask of a ledger."""

    def facts_about(self, claim: Claim) -> Sequence[Fact]:
        """The figures that the claim may be told of; none where there is no telling."""
        ...

    def written(self, reading: Reading) -> Written | None:
        """The document as the ledger writes it; None where it does not claim to be written from a ledger."""
        ...
