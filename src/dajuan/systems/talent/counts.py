"""How many people, by kind, grade, year and firm: every part with the people it counts, nobody twice in one part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dajuan.systems.talent.people import HELD, Person


class Counts(NamedTuple):
    """Codes of people; parts by kind and grade may overlap, since one person may hold several titles."""

    everybody: list[str]
    several: list[str]
    """Those with titles of more than one kind: by so much, at least, the kinds add up to more than everybody."""
    in_teams: list[str]
    kinds: dict[str, list[str]]
    grades: dict[str, list[str]]
    years: dict[str, list[str]]
    """By the year in which they were first listed: with those who have left since."""
    firms: dict[str, list[str]]


def counts(known: Iterable[Person]) -> Counts:
    all_ = list(known)
    here = [one for one in all_ if one.is_here]
    return Counts(
        [one.code for one in here],
        [one.code for one in here if len(one.kinds()) > 1],
        [one.code for one in here if one.teams],
        _parts(here, Person.kinds),
        _parts(here, lambda one: {title.grade for title in one.titles if title.grade and title.row.stage == HELD}),
        _parts(all_, lambda one: {str(one.row.since.year)}),
        _parts(here, lambda one: {one.firm} if one.firm else set()),
    )


def _parts(some: Iterable[Person], by: Callable[[Person], set[str]]) -> dict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for one in some:
        for key in by(one):
            found[key].append(one.code)
    return dict(sorted(found.items()))
