"""回迁: resettlement by stage — homes, area, households and people, each a number of its own — and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.months import months_after
from dajuan.systems.housing.estate import DELIVERED, Estate


class Moved(NamedTuple):
    """Of one estate or of several, by a day. ``area`` in 0.01 m²."""

    estates: int
    homes: int
    area: int
    households: int
    people: int
    households_moved: int
    people_moved: int

    @property
    def rate(self) -> Fraction | None:
        """Of the people who are to move back."""
        return Fraction(self.people_moved, self.people) if self.people else None


class Wrong(StrEnum):
    MORE_THAN_DUE = "more-than-due"
    """More people or households moved back than are to."""
    BEFORE_DELIVERY = "before-delivery"
    """People moved back, and the estate is not delivered, or nobody has checked that it is."""
    FEWER_PEOPLE = "fewer-people"
    """Fewer people than households."""


def moved(estates: Iterable[Estate], on: date) -> Moved:
    some = list(estates)
    levels = (sum(one.number(key, on) for one in some) for key in ("homes", "area", "households", "people"))
    flows = (sum(one.added(key, on) for one in some) for key in ("households-moved", "people-moved"))
    return Moved(len(some), *levels, *flows)


def by_stage(estates: Iterable[Estate], stages: Iterable[str], on: date) -> list[tuple[str, Moved]]:
    """The stage that each is in, in the pack's order, without those that none is in."""
    some = list(estates)
    found = [(stage, [one for one in some if one.stage == stage]) for stage in stages]
    return [(stage, moved(these, on)) for stage, these in found if these]


def over_time(one: Estate, on: date) -> int:
    """过渡超期户数: households that have not moved back although the months agreed upon are over. Unconfirmed, as its fields."""
    since, months = one.day("transition-from"), one.number("transition-months", on)
    if since is None or not months or on <= months_after(since, months):
        return 0
    return max(0, one.number("households", on) - one.added("households-moved", on))


def wrongs(one: Estate, on: date) -> list[Wrong]:
    told = moved([one], on)
    found = []
    if told.people_moved > told.people or told.households_moved > told.households:
        found.append(Wrong.MORE_THAN_DUE)
    if told.people_moved and one.reached(DELIVERED) is None:
        found.append(Wrong.BEFORE_DELIVERY)
    if told.households and 0 < told.people < told.households:
        found.append(Wrong.FEWER_PEOPLE)
    return found
