"""When a notice is due, in numbers: the defaults with their sources are in ``timing.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Timing:
    days_before: tuple[int, ...]
    """Days before a deadline, largest first."""
    accept_within: int
    """Working days."""
    repeat_every: int
    """Working days."""
    escalate_at: int
    """From the time of which reminder of an overdue target on the supervision office is told too."""


@cache
def default_timing() -> Timing:
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return Timing(tuple(told.pop("days_before")), **told)
