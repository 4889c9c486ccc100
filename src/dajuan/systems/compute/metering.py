"""计量: the runs of a job as its engine accounts for them → card-hours or core-hours, in millionths.

A run's amount is rounded once, half to even; a job's is the sum of its runs', so that the parts add up. A run that
was preempted and done again is two runs: each is told, and ``terms`` say which is charged.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Final, NamedTuple

OUTCOMES: Final = ("completed", "failed", "timed-out", "cancelled", "preempted", "broken")
MILLION = 10**6


class Run(NamedTuple):
    """``start`` and ``end``: milliseconds since 1970; ``quantity``: cards or cores that it held."""

    start: int
    end: int
    quantity: int
    outcome: str

    @property
    def metered(self) -> int:
        """Millionths of a card-hour or core-hour."""
        return round(Fraction(self.quantity * (self.end - self.start) * MILLION, 3_600_000))


def metered(runs: Sequence[Run]) -> int:
    return sum(one.metered for one in runs)


def told(runs: Sequence[Run]) -> str:
    """As a job's entry keeps them: ``2025-10-15T08:00:00.000Z/2025-10-15T10:00:00.000Z 4 completed``, ``;`` between."""
    return "; ".join(f"{_stamp(one.start)}/{_stamp(one.end)} {one.quantity} {one.outcome}" for one in runs)


def runs_of(text: str) -> list[Run]:
    """Raises ``ValueError`` where it is not what :func:`told` gives."""
    return [_run(one) for one in text.split("; ") if one]


def _run(text: str) -> Run:
    span, quantity, outcome = text.split(" ")
    start, end = (round(datetime.fromisoformat(one).timestamp() * 1000) for one in span.split("/"))
    if outcome not in OUTCOMES or end < start or int(quantity) < 0:
        raise ValueError(text)
    return Run(start, end, int(quantity), outcome)


def _stamp(milliseconds: int) -> str:
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03}Z"
