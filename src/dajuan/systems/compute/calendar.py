"""空闲: cards of each offer that are free in each slot (an hour) from now on, as far as is looked ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from dajuan.systems.compute.offers import Offer

HORIZON = 168
"""Slots that are looked ahead: a week of hours."""
SLOT = timedelta(hours=1)


class Taken(NamedTuple):
    """Cards of an offer that are in use or promised, in slots from ``start`` up to ``end``."""

    offer: str
    quantity: int
    start: int
    end: int


@dataclass(slots=True)
class Calendar:
    """``free``: by offer, one number a slot. What lasts beyond the horizon is taken to find room there."""

    now: datetime
    free: dict[str, list[int]]

    @property
    def horizon(self) -> int:
        return len(next(iter(self.free.values()), ()))

    def fits(self, offer: str, quantity: int, start: int, slots: int) -> bool:
        return start < self.horizon and all(one >= quantity for one in self.free[offer][start : start + slots])

    def free_from(self, offer: str) -> int | None:
        """The first slot in which one is free; None: none as far as is looked ahead."""
        return next((slot for slot, there in enumerate(self.free[offer]) if there > 0), None)

    def take(self, offer: str, quantity: int, start: int, slots: int) -> None:
        free = self.free[offer]
        for slot in range(start, min(start + slots, len(free))):
            free[slot] -= quantity

    def copy(self) -> Calendar:
        return Calendar(self.now, {offer: list(free) for offer, free in self.free.items()})

    def free_now(self, offer: str) -> int:
        """None where more is promised than there is."""
        return max(0, self.free[offer][0])

    def moment(self, slot: int) -> datetime:
        return self.now + slot * SLOT


def calendar_of(
    offers: Mapping[str, Offer], taken: Iterable[Taken], now: datetime, *, horizon: int = HORIZON
) -> Calendar:
    made = Calendar(now, {code: [one.quantity] * horizon for code, one in offers.items()})
    for one in taken:
        if one.offer in made.free:
            made.take(one.offer, one.quantity, max(0, one.start), one.end - max(0, one.start))
    return made
