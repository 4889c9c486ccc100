"""People as pages and programmes show them: masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.systems.talent.people import Person, Title
from dajuan.web.systems.talent.found import choices, firm_names
from dajuan.web.systems.talent.identities import identities_of
from dajuan.web.words import Words

NOTHING = Words("", "")


class ShownTitle(NamedTuple):
    title: Title
    kind: Words
    grade: Words
    firm: str
    """Its credit code."""
    firm_name: str
    in_force: bool

    @property
    def said(self) -> Words:
        return Words(f"{self.kind.zh} {self.grade.zh}".strip(), f"{self.kind.en} {self.grade.en}".strip())


class Shown(NamedTuple):
    person: Person
    name: str
    """Masked; empty where no identity is kept, or its key is not here."""
    number: str
    firm_name: str
    titles: tuple[ShownTitle, ...]


def shown(some: Iterable[Person], on: date) -> list[Shown]:
    listed = list(some)
    identities = identities_of({one.code for one in listed})
    titles = [title for one in listed for title in one.titles]
    names = firm_names({one.firm for one in listed} | {one.firm for one in titles})
    kinds, grades = choices("kind"), choices("grade")
    return [
        Shown(
            one,
            identities[one.code].masked_name if one.code in identities else "",
            identities[one.code].masked_number if one.code in identities else "",
            names.get(one.firm, one.firm),
            tuple(_title(title, kinds, grades, names, on) for title in one.titles),
        )
        for one in listed
    ]


def _title(
    one: Title, kinds: Mapping[str, Words], grades: Mapping[str, Words], names: Mapping[str, str], on: date
) -> ShownTitle:
    return ShownTitle(
        one,
        kinds.get(one.kind, Words(one.kind, one.kind)),
        grades.get(one.grade, NOTHING),
        one.firm,
        names.get(one.firm, one.firm),
        one.in_force(on),
    )
