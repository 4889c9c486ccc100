"""三个一批: what was signed, started and brought to production in each quarter, and the four rates (四率), link by link."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.supervision.projects import BatchRule
from dajuan.systems.works.project import PROJECTS, Project

CHAIN = ("signed", "honoured", "started", "producing", "at-capacity")
_REMOVED = "removed"


class Batch(NamedTuple):
    """Public works sign nothing."""

    signed: tuple[Project, ...]
    started: tuple[Project, ...]
    producing: tuple[Project, ...]


def batches(projects: Iterable[Project], year: int) -> list[Batch]:
    """Of the four quarters of a year."""
    some = list(projects)
    return [Batch(*(_in_quarter(some, year, quarter, part) for part in range(3))) for quarter in range(4)]


def _in_quarter(projects: list[Project], year: int, quarter: int, part: int) -> tuple[Project, ...]:
    def when(one: Project) -> date | None:
        signs = ("signed",) if one.row.programme == PROJECTS else ()
        return one.reached((signs, one.family.running, one.family.over)[part])

    return tuple(one for one in projects if (on := when(one)) and on.year == year and (on.month - 1) // 3 == quarter)


def total(projects: Iterable[Project]) -> int:
    """Planned totals, 分."""
    return sum(one.total or 0 for one in projects)


def taken(projects: Iterable[Project], rule: BatchRule) -> int:
    """How many are large enough for the batch by its rule; public works are infrastructure."""
    return sum(
        bool(rule.takes(str(one.row.fields.get("category", "infrastructure")), Fraction(one.total or 0, 100)))
        for one in projects
    )


class Rate(NamedTuple):
    """One of the four: of the projects that came to a stage those that came to the next, or beyond it."""

    of: str
    to: str
    all: tuple[Project, ...]
    waiting: tuple[Project, ...]
    """Those that have not come there."""

    @property
    def rate(self) -> Fraction | None:
        return 1 - Fraction(len(self.waiting), len(self.all)) if self.all else None


def four_rates(projects: Iterable[Project]) -> list[Rate]:
    """Of investment projects, all that ever came to a stage; what was taken off the list (出库) is out of the set."""
    some = [one for one in projects if one.row.programme == PROJECTS and one.stage != _REMOVED]
    return [_rate(some, place) for place in range(len(CHAIN) - 1)]


def _rate(projects: list[Project], place: int) -> Rate:
    base = tuple(one for one in projects if one.reached((CHAIN[place],)))
    waiting = tuple(one for one in base if not one.reached(CHAIN[place + 1 :]))
    return Rate(CHAIN[place], CHAIN[place + 1], base, waiting)
