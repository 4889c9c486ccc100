"""The months of a made-up zone, one after another: rows come in the order in which they happen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from samples.year.enterprises import enterprises, enterprises_go_on
from samples.year.estates import estates, estates_go_on
from samples.year.month import Life, Month, month_end
from samples.year.projects import projects, projects_go_on
from samples.year.scale import YUNLING, Scale


def year(seed: int = 2024, firms: int = 4500) -> Iterator[Month]:
    """The twelve months of 2024."""
    return months(2024, 1, seed=seed, scale=replace(YUNLING, firms=firms))


def months(first: int, years: int, *, seed: int = 2024, scale: Scale = YUNLING) -> Iterator[Month]:
    """So many years from the first on. A year is the same however many follow it."""
    random = Random(seed)
    firms, works, homes = (
        enterprises(random, scale.firms, first),
        projects(random, first, scale),
        estates(random, first),
    )
    for nth in range(years):
        now = first + nth
        if nth:
            more = Random(f"{seed} {nth}")
            firms += enterprises_go_on(more, firms, now)
            works += projects_go_on(more, works, now, scale, nth)
            homes += estates_go_on(more, homes, now, scale.delivered)
        yield from _told(now, [*firms, *works, *homes])


def _told(year: int, lives: list[Life]) -> Iterator[Month]:
    start = date(year, 1, 1)
    for number in range(1, 13):
        month = Month(month_end(year, number))
        for life in lives:
            life.tell(month, start)
        start = month.end + timedelta(days=1)
        yield month
