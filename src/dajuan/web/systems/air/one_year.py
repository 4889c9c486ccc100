"""A year of an area as the page and the API have it: what it comes to so far, its target, and what may come."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dajuan.answers.board import Standing
from dajuan.standards.air.index import Edition, edition_on
from dajuan.systems.air.outlook import Cut, Outlook, outlook
from dajuan.systems.air.results import Day
from dajuan.systems.air.year import Period, Year, so_far, year_of
from dajuan.web.access.rights import Viewer
from dajuan.web.moment import Moment
from dajuan.web.systems.air.found import Area, days_promised, history_of, settings, target_of


class OneYear(NamedTuple):
    year: Year
    so_far: Period
    past: list[Day]
    """Days of years before it."""
    edition: Edition
    """In force on its last day."""
    standing: Standing | None
    """The plan's promise, which is of the assessed area."""
    target: int | None
    outlook: Outlook

    @property
    def needed(self) -> int | None:
        return None if self.target is None else max(0, self.target - self.year.tally.good)


def one_year(viewer: Viewer, area: Area, number: int, until: date, moment: Moment, *, target: int, cut: Cut) -> OneYear:
    """``target``: another than the plan's; 0: the plan's."""
    year, past = year_of(area.days, number, until), history_of(area, number)
    edition = edition_on(year.until)
    standing = target_of(viewer, number, moment) if area.is_assessed else None
    aim = target or days_promised(standing)
    looked = outlook(year.tally.good, year.until, past, edition, target=aim, manner=settings().manner, cut=cut)
    return OneYear(year, so_far(area.days, number, year.until), past, edition, standing, aim, looked)
