"""及时性 timeliness: how old the last entry is against the cycle by which the data set is updated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from dajuan.systems.governance.settings import Cycle, Settings

_YEAR = timedelta(days=365)
"""How far back entries say how often there are any."""


class Freshness(NamedTuple):
    """``cycle``: as declared, else as seen from the days on which there were entries; None where neither says one."""

    last: date | None
    age: int | None
    cycle: Cycle | None
    is_declared: bool

    @property
    def allowed(self) -> int | None:
        return self.cycle.allowed if self.cycle else None

    @property
    def is_stale(self) -> bool:
        return self.age is not None and self.allowed is not None and self.age > self.allowed


def freshness(days: Sequence[date], declared: str, on: date, settings: Settings) -> Freshness:
    """``days``: those with entries, in order; what came after ``on`` is left out. ``declared``: the key of a cycle, ""
    where nobody declared one."""
    until = [day for day in days if day <= on]
    last = until[-1] if until else None
    cycle = settings.cycle(declared) if declared else _seen_cycle(until, on, settings)
    return Freshness(last, (on - last).days if last else None, cycle, bool(declared))


def _seen_cycle(days: Sequence[date], on: date, settings: Settings) -> Cycle | None:
    """The shortest cycle that the middle gap between days of the last year fits."""
    recent = [day for day in days if day >= on - _YEAR]
    if len(recent) < settings.fewest_days:
        return None
    gap = median_low([(later - earlier).days for earlier, later in pairwise(recent)])
    regular = [one for one in settings.cycles if one.key != "realtime"]
    return next((one for one in regular if gap <= one.days), None)
