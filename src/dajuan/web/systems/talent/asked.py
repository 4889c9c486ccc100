"""Which of the people a list shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dajuan.systems.talent.people import HELD, Person


class Asked(NamedTuple):
    """Empty: any. ``stage`` empty: those that the zone counts, but with a year those first listed in it."""

    kind: str = ""
    grade: str = ""
    year: str = ""
    enterprise: str = ""
    team: str = ""
    stage: str = ""


def asked_in(said: Mapping[str, str]) -> Asked:
    return Asked(**{key: said.get(key, "") for key in Asked._fields})


def matching(some: Iterable[Person], asked: Asked) -> list[Person]:
    return [one for one in some if _matches(one, asked)]


def _matches(one: Person, asked: Asked) -> bool:
    held = [title for title in one.titles if title.row.stage == HELD]
    if asked.stage and one.row.stage != asked.stage:
        return False
    if not asked.stage and not asked.year and not one.is_here:
        return False
    return (
        (not asked.kind or any(title.kind == asked.kind for title in held))
        and (not asked.grade or any(title.grade == asked.grade for title in held))
        and (not asked.year or str(one.row.since.year) == asked.year)
        and (not asked.enterprise or one.firm == asked.enterprise)
        and (not asked.team or asked.team in one.teams)
    )
