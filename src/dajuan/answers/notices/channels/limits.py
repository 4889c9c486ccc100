"""What a way out takes at most: the numbers of ``limits.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    bytes: int
    """Of one message's text in UTF-8; 0: every notice goes out by itself."""
    per_minute: int
    """Messages; 0: as many as there are."""
    gap: float
    """Seconds between two messages."""
    pause: float
    """Seconds of silence after the other side said that it was too fast."""
    too_fast: tuple[int, ...]
    """The codes by which it says so."""


@cache
def limits_of(channel: str) -> Limits:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[channel]
    return Limits(**{**table, "too_fast": tuple(table["too_fast"])})
