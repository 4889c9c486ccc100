"""What a check says. The JSON contract is in docs/contracts.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "question"]
"""error: a contradiction, or wrong by definition · warning: likely wrong · question: only the author can say."""


class Place(NamedTuple):
    """A half-open span of ``document.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fix:
    """Replace ``document.text[start:end]`` by ``replacement``. ``safe`` fixes mend form only and never a number."""

    start: int
    end: int
    replacement: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold. Offsets point into ``document.text``. The message names the mend."""

    code: str
    severity: Severity
    start: int
    end: int
    zh: str
    en: str
    related: tuple[Place, ...] = ()
    fix: Fix | None = None

    def message(self, language: str = "zh") -> str:
        return self.en if language == "en" else self.zh
