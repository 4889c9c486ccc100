"""牵头与参与: whose a platform, a prize or a project is. One that several share is one subject, and each of them has it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from dajuan.subjects.row import Row

LEAD, PARTNERS = "lead", "partners"


class Part(StrEnum):
    LEAD = "lead"
    PARTNER = "partner"


class Share(NamedTuple):
    """A firm with what it has a part in."""

    firm: str
    part: Part


def shares_of(row: Row) -> list[Share]:
    """Each firm once, whoever leads first: named as both, it leads."""
    found: dict[str, Part] = {}
    for part, relation in ((Part.LEAD, LEAD), (Part.PARTNER, PARTNERS)):
        for code in row.linked(relation):
            found.setdefault(code, part)
    return [Share(code, part) for code, part in found.items()]


def part_in(row: Row, firm: str) -> Part | None:
    return next((one.part for one in shares_of(row) if one.firm == firm), None)


class Parts(NamedTuple):
    """Of some subjects, each counted once: led by a firm of the zone, only joined, shared by several of its firms."""

    all: int
    led: int
    joined: int
    shared: int


def parts(rows: Iterable[Row]) -> Parts:
    found = [shares_of(row) for row in rows]
    led = sum(any(one.part is Part.LEAD for one in some) for some in found)
    joined = sum(bool(some) for some in found) - led
    return Parts(len(found), led, joined, sum(len(some) > 1 for some in found))
