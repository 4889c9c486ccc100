"""Projects' months as one table: a row a project, a column a month, unknown where nothing was reported yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dajuan.systems.works.project import Project

Floats: TypeAlias = NDArray[np.float64]
YEARS = 3
"""Earlier years looked at: shapes grow old."""


class Panel(NamedTuple):
    """``amounts``: projects × years × 12, 分; the last year is the one under way, of which ``gone`` months are over."""

    amounts: Floats
    gone: int

    @property
    def earlier(self) -> Floats:
        """Whole years of single projects, a row each."""
        rows = self.amounts[:, :-1].reshape(-1, 12)
        whole = rows[~np.isnan(rows).any(axis=1)]
        busy: Floats = whole[whole.sum(axis=1) > 0]
        return busy

    @property
    def recent(self) -> Floats:
        """The last twelve months that are over, a row a project."""
        line = self.amounts[:, -2:].reshape(len(self.amounts), 24)
        last: Floats = line[:, self.gone : self.gone + 12]
        return last

    @property
    def places(self) -> NDArray[np.intp]:
        """Which months of the year these are, from nought on."""
        return np.arange(self.gone, self.gone + 12) % 12


def panel_of(projects: Sequence[Project], year: int, upto: date | None) -> Panel:
    gone = upto.month if upto is not None and upto.year == year else 0
    amounts = np.full((len(projects), YEARS + 1, 12), np.nan)
    for place, one in enumerate(projects):
        for nth, at in enumerate(range(year - YEARS, year + 1)):
            amounts[place, nth] = _year(one, at, gone if at == year else 12)
    return Panel(amounts, gone)


def _year(one: Project, year: int, gone: int) -> Floats:
    """A month with nothing before one with an amount shares it: January and February are reported together. Those after
    the last amount stay unknown, for the report may still come; so does all before a project began."""
    told = np.full(12, np.nan)
    first = _begun(one, year)
    for month in one.months:
        if month.end.year == year and month.end.month <= gone:
            last = month.end.month
            told[last - 1] = month.fen + (0.0 if np.isnan(told[last - 1]) else told[last - 1])
    before = first - 1
    for place in map(int, np.flatnonzero(~np.isnan(told))):
        start = min(before, place)
        told[start : place + 1] = told[place] / (place + 1 - start)
        before = place + 1
    return told


def _begun(one: Project, year: int) -> int:
    """The month of a year in which it begins to count."""
    days = [day for day in (one.started, one.months[0].end if one.months else None) if day is not None]
    begun = min(days, default=date(year, 1, 1))
    return begun.month if begun.year == year else 1 if begun.year < year else 12
