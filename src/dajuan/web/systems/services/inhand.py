"""Reach in hand: the bases in use brought together once, and what is asked over them.

Where facilities stand and how many live in a cell is everybody's of the zone to know: coverage is computed over all of it,
whoever looks, as a number of some facilities would be wrong. A facility's own page is its department's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.http import Http404

from dajuan.ledger.trouble import LedgerError
from dajuan.standards.circles.circles import Pace, minutes_called, pace_called, paces
from dajuan.subjects.row import Row
from dajuan.systems.firms import every
from dajuan.systems.services.bases import (
    BASES,
    NETWORK,
    RESIDENTS,
    ground_over,
    in_use,
    network_in,
    residents_in,
)
from dajuan.systems.services.coverage import Coverage, circle, coverage, coverages
from dajuan.systems.services.facilities import FACILITIES, Facility, facilities
from dajuan.systems.services.ground import Ground
from dajuan.systems.services.measured import COVERAGE, MINUTES
from dajuan.systems.services.settings import CIRCLE, Lines, Service, lines_of
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept
from dajuan.web.words import Words

CIRCLE_NAME = Words("生活圈", "The whole circle")


class Question(NamedTuple):
    """``with_coming``: as if what is planned and under way were open."""

    minutes: int
    pace: Pace
    with_coming: bool

    @property
    def metres(self) -> int:
        return self.pace.metres(self.minutes)


def question(asked: Mapping[str, str]) -> Question:
    """Of an address, the usual one where it says nothing. Raises ``RuleError``."""
    return Question(
        minutes_called(asked.get("minutes") or str(MINUTES)),
        pace_called(asked.get("pace") or next(iter(paces()))),
        asked.get("coming") == "1",
    )


@dataclass(frozen=True, eq=False)
class InHand:
    lines: Lines
    facilities: list[Facility]
    bases: list[Row]
    network: Row | None
    residents: Row | None
    ground: Ground | None
    trouble: LedgerError | None
    """Why there is no ground, where bases are in use."""

    def those(self, service: Service, asked: Question) -> list[Facility]:
        return [one for one in self.facilities if one.kind in service.kinds and (one.is_open or asked.with_coming)]

    def coverage(self, key: str, asked: Question) -> Coverage:
        """Of a service, or of the whole circle. Raises ``Http404`` where there is none of that key, or no ground."""
        if self.ground is None:
            raise Http404
        if key == CIRCLE:
            return circle([self.coverage(one, asked) for one in self.lines.circle])
        if key not in self.lines.services:
            raise Http404
        return coverage(self.ground, self.those(self.lines.services[key], asked), asked.metres)

    def coverages(self, asked: Question) -> dict[str, Coverage]:
        """Of every service, the whole circle first."""
        if self.ground is None:
            return {}
        some = [one for one in self.facilities if one.is_open or asked.with_coming]
        return coverages(self.ground, some, self.lines, asked.metres)

    def name(self, key: str) -> Words:
        return CIRCLE_NAME if key == CIRCLE else Words(*self.lines.services[key].name)

    @cached_property
    def unplaced(self) -> list[Facility]:
        """Open, and nowhere on the map."""
        return [one for one in self.facilities if one.is_open and not one.entries]

    @cached_property
    def off(self) -> list[Facility]:
        """On the map, and no way near them."""
        return [one for one in self.facilities if self.ground and self.ground.is_off(one)]


def _made(moment: Moment) -> InHand:
    here, subjects, as_of, size = served(), served().subjects(), moment.as_of, moment.size
    lines = lines_of(here.zone)
    known = facilities(subjects, here.programmes[FACILITIES], as_of=as_of, size=size)
    bases = list(every(subjects, BASES, as_of=as_of, size=size))
    network, residents = (in_use(bases, kind) for kind in (NETWORK, RESIDENTS))
    ground, trouble = None, None
    if network and residents:
        store = here.zone.evidence()
        try:
            ground = ground_over(network_in(store, network), residents_in(store, residents), lines)
        except LedgerError as error:
            trouble = error
    return InHand(lines, known, bases, network, residents, ground, trouble)


_IN_HAND = Kept((FACILITIES, BASES), _made)


def in_hand(moment: Moment) -> InHand:
    """Raises ``Http404`` where the zone keeps none of it."""
    for one in (FACILITIES, BASES, COVERAGE):
        programme_called(one)
    return _IN_HAND.at(moment)
