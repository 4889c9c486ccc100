"""Who is within so many metres on foot, who is not and why; and whom a circle of the same radius would claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dajuan.systems.services.facilities import Facility
from dajuan.systems.services.ground import Ground
from dajuan.systems.services.planes import Array
from dajuan.systems.services.settings import CIRCLE, Lines
from dajuan.systems.services.snapping import Truth
from dajuan.systems.services.trouble import without
from dajuan.systems.services.walks import walks


class Case(StrEnum):
    REACHED = "reached"
    BEYOND = "beyond"
    """Too far."""
    CUT_OFF = "cut-off"
    """On a part of the network from which no way leads to any facility."""
    OFF = "off"
    """No way near the home."""


@dataclass(frozen=True, eq=False, slots=True)
class Coverage:
    """Of one service. Arrays are in the order of the residents."""

    metres: int
    people: Array
    walk: Array
    """To the nearest facility; infinite where none can be walked to."""
    straight: Array
    """As the crow flies."""
    is_off: Truth
    facilities: int

    @property
    def is_reached(self) -> Truth:
        return np.less_equal(self.walk, self.metres)

    @property
    def is_claimed(self) -> Truth:
        """Within the circle."""
        return np.less_equal(self.straight, self.metres)

    @property
    def residents(self) -> int:
        return int(self.people.sum())

    @property
    def reached(self) -> int:
        return int(self.people[self.is_reached].sum())

    @property
    def claimed(self) -> int:
        return int(self.people[self.is_claimed].sum())

    @property
    def share(self) -> float | None:
        return self.reached / self.residents if self.residents else None

    @property
    def claimed_share(self) -> float | None:
        return self.claimed / self.residents if self.residents else None

    def case(self, at: int) -> Case:
        if self.is_off[at]:
            return Case.OFF
        if np.isinf(self.walk[at]):
            return Case.CUT_OFF if self.facilities else Case.BEYOND
        return Case.REACHED if self.is_reached[at] else Case.BEYOND

    def walked(self, at: int) -> float | None:
        """Metres on foot; None where no facility can be walked to."""
        return None if np.isinf(self.walk[at]) else float(self.walk[at])

    def flown(self, at: int) -> float | None:
        """Metres as the crow flies; None where no facility has a place."""
        return None if np.isinf(self.straight[at]) else float(self.straight[at])

    def people_by_case(self) -> dict[Case, int]:
        found = dict.fromkeys(Case, 0)
        for at, many in enumerate(self.people):
            found[self.case(at)] += int(many)
        return found


def coverage(ground: Ground, some: Sequence[Facility], metres: int) -> Coverage:
    entries = ground.entries(some)
    walk = walks(ground.network, ground.snapper.snap(entries), ground.snapped)
    placed = sum(1 for one in some if one.entries)
    return Coverage(
        metres, ground.residents.people, walk, _straight(ground.homes, entries), ~ground.snapped.is_on, placed
    )


def coverages(ground: Ground, some: Sequence[Facility], lines: Lines, metres: int) -> dict[str, Coverage]:
    """Of every service, the whole circle first."""
    found = {
        key: coverage(ground, [one for one in some if one.kind in service.kinds], metres)
        for key, service in lines.services.items()
    }
    return {CIRCLE: circle([found[one] for one in lines.circle]), **found}


def circle(parts: Sequence[Coverage]) -> Coverage:
    """Of all of several: one is as near to the whole circle as to the farthest part of it."""
    first = parts[0]
    walk = np.max([one.walk for one in parts], axis=0)
    straight = np.max([one.straight for one in parts], axis=0)
    many = 0 if any(one.facilities == 0 for one in parts) else sum(one.facilities for one in parts)
    return Coverage(first.metres, first.people, walk, straight, first.is_off, many)


def _straight(homes: Array, entries: Array) -> Array:
    if not len(entries):
        return np.full(len(homes), np.inf)
    try:
        from scipy.spatial import cKDTree
    except ImportError as error:
        raise without("scipy") from error
    found: Array = cKDTree(entries).query(homes)[0]
    return found
