"""谱系: the codes that a code came from and those that came of it, generation by generation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.land.parcels import CODES

_BUILDING = "building"


class Relative(NamedTuple):
    """A code of the family; ``generation`` 0 is the oldest known. ``until`` None: in use."""

    code: str
    name: str
    parcel: str
    reason: str
    since: date
    until: date | None
    parents: tuple[str, ...]
    generation: int
    outlived: bool = False
    """A building's code that is in use though the parcel's own code, which it begins with, is cancelled."""


def family(subjects: Subjects, code: str, *, as_of: date | None = None, size: int | None = None) -> list[Relative]:
    """All that are related to a code through splits, mergers and buildings, the oldest first; empty: it was not issued."""
    rows = dict(_related(subjects, code, as_of, size))
    depth: dict[str, int] = {}
    for one in rows:
        _generation(rows, one, depth)
    found = [_relative(row, depth[row.code], rows) for row in rows.values()]
    return sorted(found, key=lambda one: (one.generation, one.since, one.code))


def _related(subjects: Subjects, code: str, as_of: date | None, size: int | None) -> Iterator[tuple[str, Row]]:
    wait, seen = [code], {code}
    while wait:
        here = wait.pop()
        row = subjects.one(CODES, here, as_of=as_of, size=size)
        if row is None:
            continue
        yield here, row
        around = subjects.linked(CODES, here, as_of=as_of, size=size)
        others = [one.code for one in (*around.names, *around.named_by) if one.programme == CODES]
        wait += [one for one in dict.fromkeys(others) if one not in seen]
        seen.update(others)


def _generation(rows: dict[str, Row], code: str, depth: dict[str, int]) -> int:
    """One below the lowest of its parents. A circle, which nobody can issue, ends where it comes back."""
    if code not in depth:
        depth[code] = 0
        above = [_generation(rows, one, depth) for one in rows[code].linked("parent") if one in rows]
        depth[code] = max(above, default=-1) + 1
    return depth[code]


def _relative(row: Row, generation: int, rows: Mapping[str, Row]) -> Relative:
    until, reason = row.stage_on if _is_cancelled(row) else None, str(row.fields.get("reason", ""))
    above = [rows[one] for one in row.linked("parent") if one in rows]
    outlived = reason == _BUILDING and until is None and bool(above) and all(_is_cancelled(one) for one in above)
    return Relative(
        row.code, row.name, row.linked_one("parcel"), reason, row.since, until, row.linked("parent"), generation, outlived
    )  # fmt: skip


def _is_cancelled(row: Row) -> bool:
    return row.stage == "cancelled"
