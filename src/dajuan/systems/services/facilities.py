"""Facilities as the register has them, with the places where one may go in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from dajuan.programmes.pack import Programme
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import MOST_SITES, Subjects
from dajuan.systems.firms import every
from dajuan.systems.services.trouble import ServicesError

FACILITIES = "public-facilities"
OPEN = "open"
COMING = ("planned", "started", "completed")
"""Stages of what is not open yet."""


class Facility(NamedTuple):
    row: Row
    entries: tuple[tuple[float, float], ...]
    """Longitude and latitude: of a point itself, of an area its corners, as one may come in from any side; empty: it has
    no place on the map."""

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def name(self) -> str:
        return self.row.called

    @property
    def kind(self) -> str:
        return str(self.row.fields.get("kind", ""))

    @property
    def is_open(self) -> bool:
        return self.row.stage == OPEN

    @property
    def is_coming(self) -> bool:
        return self.row.stage in COMING

    def number(self, key: str) -> int:
        """In the smallest unit of its field; 0 where it is not known."""
        return self.row.number(key) or 0


def facilities(
    subjects: Subjects, pack: Programme, *, as_of: date | None = None, size: int | None = None
) -> list[Facility]:
    """All that are open or coming, in the order of their codes. Raises :class:`ServicesError` where there are too many."""
    sites = subjects.sites(pack.code, as_of=as_of, size=size)
    if len(sites) >= MOST_SITES:
        raise ServicesError(
            f"有位置的设施超过 {MOST_SITES:,} 处，测不了",
            f"over {MOST_SITES:,} facilities with a place: too many to be computed",
        )
    places = {one.code: tuple(_corners(json.loads(one.geometry)["coordinates"])) for one in sites}
    rows = every(subjects, pack.code, as_of=as_of, size=size)
    return [Facility(row, places.get(row.code, ())) for row in rows if row.stage in (OPEN, *COMING)]


def _corners(coordinates: list[Any]) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], list):
        for one in coordinates:
            yield from _corners(one)
    else:
        yield float(coordinates[0]), float(coordinates[1])
