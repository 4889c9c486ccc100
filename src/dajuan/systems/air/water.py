"""水断面 water sections: their class now and month by month, as published, and whether it meets the goal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.ledger.state import State
from dajuan.subjects.row import Row

_DROPPED = "dropped"
_ORDER = ("i", "ii", "iii", "iv", "v", "worse")
"""From the best class to the worst."""


class Section(NamedTuple):
    """Classes as the pack calls them; "" where none was set or published."""

    row: Row
    goal: str
    now: str
    months: list[str]
    """Of each of the year's twelve the class that was published for it."""

    @property
    def is_missed(self) -> bool:
        """Whether it is worse than its goal; of one with no goal or no class it is not said."""
        known = self.goal in _ORDER and self.now in _ORDER
        return known and _ORDER.index(self.now) > _ORDER.index(self.goal)


def sections(rows: Iterable[Row], states: Mapping[str, State], year: int, on: date) -> list[Section]:
    """Of those that are still monitored."""
    return [_section(row, states[row.code], year, on) for row in rows if row.stage != _DROPPED]


def _section(row: Row, state: State, year: int, on: date) -> Section:
    published = {
        one.effective_on.month: str(one.fields["class"])
        for one in sorted(state.entries.values(), key=lambda entry: entry.effective_on)
        if "class" in one.fields and one.effective_on.year == year and one.effective_on <= on
    }
    goal, now = (str(row.fields.get(key, "")) for key in ("goal", "class"))
    return Section(row, goal, now, [published.get(month, "") for month in range(1, 13)])
