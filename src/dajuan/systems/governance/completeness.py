"""完整性 completeness: of the values that a pack asks for, how many are there.

Asked of a subject is every level field that its pack declares. A field that only a later stage needs is not asked before
that stage; amounts of a period (``flow``) and shapes on the map are not asked at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dajuan.programmes.pack import Field, Programme
from dajuan.subjects.row import Row


class Filled(NamedTuple):
    """Of one field: subjects that have it, of those of which it is asked."""

    field: Field
    has: int
    asked: int

    @property
    def lacks(self) -> int:
        return self.asked - self.has


def filled(pack: Programme, rows: Iterable[Row]) -> list[Filled]:
    """Field by field, what most lack first."""
    fields = asked_fields(pack)
    has, asked = dict.fromkeys(fields, 0), dict.fromkeys(fields, 0)
    for row in rows:
        for key, stages in fields.items():
            if stages is None or row.stage in stages:
                asked[key] += 1
                has[key] += key in row.fields
    found = [Filled(pack.fields[key], has[key], asked[key]) for key in fields if asked[key]]
    return sorted(found, key=lambda one: -one.lacks)


def lacking(pack: Programme, rows: Iterable[Row], field: str) -> Iterator[Row]:
    """The subjects of which a field is asked and that do not have it."""
    stages = asked_fields(pack)[field]
    return (row for row in rows if field not in row.fields and (stages is None or row.stage in stages))


def asked_fields(pack: Programme) -> Mapping[str, frozenset[str] | None]:
    """Level fields, each with the stages in which it is asked; None: in all, and before the first too."""
    first_needed: dict[str, str] = {}
    for key, stage in pack.stages.items():
        for field in stage.needs.fields:
            first_needed.setdefault(field, key)
    return {
        key: None if field.required or key not in first_needed else _from(pack, first_needed[key])
        for key, field in pack.fields.items()
        if not field.flow and field.type != "geometry"
    }


def _from(pack: Programme, stage: str) -> frozenset[str]:
    """It and the stages that may only come after it. Off the way nothing is known, so nothing is asked."""
    order = list(pack.stages)
    later = order[order.index(stage) :]
    return frozenset(key for key in later if key == stage or not pack.stages[key].side)
