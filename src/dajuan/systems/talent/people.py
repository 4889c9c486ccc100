"""The people of a ledger: each once, with titles, employer and teams; no names."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import every
from dajuan.systems.talent import PEOPLE, TEAMS, TITLES

HERE = ("listed", "returned")
HELD = "recognised"


class Title(NamedTuple):
    """What somebody was recognised as. ``until`` is its last day, None where it has none."""

    row: Row
    person: str
    kind: str
    grade: str
    until: date | None

    @property
    def firm(self) -> str:
        """The credit code of the employer with whom it was recognised; empty where none is known."""
        return self.row.linked_one("enterprise")

    def in_force(self, on: date) -> bool:
        return self.row.stage == HELD and not self.is_over(on)

    def is_over(self, on: date) -> bool:
        """Whether its last day has passed, recorded as expired or not."""
        return self.until is not None and self.until < on


class Person(NamedTuple):
    row: Row
    titles: tuple[Title, ...]

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def is_here(self) -> bool:
        """Whether the zone counts this person."""
        return self.row.stage in HERE

    @property
    def firm(self) -> str:
        """The employer's credit code; empty where none is known."""
        return self.row.linked_one("enterprise")

    @property
    def teams(self) -> tuple[str, ...]:
        return self.row.linked("teams")

    def kinds(self) -> set[str]:
        """Of the titles that the ledger has as held."""
        return {one.kind for one in self.titles if one.row.stage == HELD}


def people(
    subjects: Subjects,
    *,
    as_of: date | None = None,
    size: int | None = None,
) -> list[Person]:
    """In the order of their codes."""
    titles = defaultdict[str, list[Title]](list)
    for row in every(subjects, TITLES, as_of=as_of, size=size):
        one = title_of(row)
        titles[one.person].append(one)
    rows = every(subjects, PEOPLE, as_of=as_of, size=size)
    return [Person(row, tuple(titles[row.code])) for row in rows]


def teams(subjects: Subjects, *, as_of: date | None = None, size: int | None = None) -> dict[str, Row]:
    return {row.code: row for row in every(subjects, TEAMS, as_of=as_of, size=size)}


def title_of(row: Row) -> Title:
    """A title's code is ``kind.person``."""
    kind, _, person = row.code.partition(".")
    until = row.fields.get("valid-until")
    return Title(row, person, kind, str(row.fields.get("grade", "")), date.fromisoformat(str(until)) if until else None)
