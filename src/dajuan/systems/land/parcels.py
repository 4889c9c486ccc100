"""Parcels as the register has them: in which stage, in whose hands, for how long, and whether that is too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.subjects.row import Row
from dajuan.systems.land.settings import Settings

PARCELS, CODES, PROJECTS = "land-parcels", "land-codes", "investment-projects"
GONE = ("divided", "taken-back")
"""Stages that end a parcel."""


class Waiting(NamedTuple):
    """A parcel with what it waits for. ``days`` in its stage, ``in_hand`` with who has it now."""

    row: Row
    holder: str
    days: int
    in_hand: int
    limit: int | None

    @property
    def over(self) -> int:
        """Days beyond the limit; nought or less where it is not too long."""
        return self.days - self.limit if self.limit is not None else 0


def is_gone(row: Row) -> bool:
    return row.stage in GONE


def area_off(row: Row, settings: Settings) -> float | None:
    """The share by which the shape's area is off the stated one; None where that is little, or one of them is not known."""
    stated, measured = row.fields.get("area"), row.fields.get("area-measured")
    if not stated or not measured:
        return None
    off = int(measured) / int(stated) - 1
    return off if abs(off) > settings.area_off else None


def waiting(row: Row, held: Mapping[str, date], on: date, settings: Settings) -> Waiting:
    """``held``: since when each parcel's holder has it."""
    since = row.stage_on or row.since
    holder = str(row.fields.get("holder", ""))
    taken = max(since, held.get(row.code, since)) if holder else since
    return Waiting(row, holder, (on - since).days, (on - taken).days, settings.waiting.get(row.stage))


def too_long(some: Iterable[Waiting]) -> list[Waiting]:
    """The longest over its limit first."""
    return sorted((one for one in some if one.over > 0), key=lambda one: (-one.over, one.row.code))


class Holder(NamedTuple):
    """Who has how many parcels in hand, how many of them for too long, and the longest of all."""

    name: str
    parcels: int
    late: int
    longest: int


def holders(some: Iterable[Waiting]) -> list[Holder]:
    """Who has most of what waits too long first."""
    found: dict[str, list[Waiting]] = {}
    for one in some:
        if one.holder and one.limit is not None:
            found.setdefault(one.holder, []).append(one)
    counted = (
        Holder(name, len(own), sum(one.over > 0 for one in own), max(one.in_hand for one in own))
        for name, own in found.items()
    )
    return sorted(counted, key=lambda one: (-one.late, -one.parcels, one.name))
