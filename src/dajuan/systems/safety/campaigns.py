"""专项 campaigns: what each has found, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dajuan.systems.safety.hazard import Standing


class Tally(NamedTuple):
    """Hazards; one that was none (不构成隐患) is found and neither open nor closed."""

    found: int = 0
    closed: int = 0
    open: int = 0
    overdue: int = 0

    def plus(self, one: Standing) -> Tally:
        return Tally(
            self.found + 1,
            self.closed + (one.hazard.stage == "closed"),
            self.open + bool(one.waits),
            self.overdue + bool(one.over),
        )


def by_campaign(some: Iterable[Standing]) -> dict[str, Tally]:
    """By the campaign's code; "": found outside any."""
    found: dict[str, Tally] = {}
    for one in some:
        code = one.hazard.campaign
        found[code] = found.get(code, Tally()).plus(one)
    return found
