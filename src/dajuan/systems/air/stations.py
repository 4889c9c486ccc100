"""Areas and stations: rows of the packs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from dajuan.subjects.row import Row

AREAS, STATIONS, WATER = "air-areas", "air-stations", "water-sections"
_EARTH = 6_371_000


class Station(NamedTuple):
    code: str
    name: str
    area: str
    evaluated: bool
    site: tuple[float, float] | None = None
    """Longitude and latitude."""


def station_of(row: Row) -> Station:
    """Its site is no field of the row: whoever needs it looks it up."""
    return Station(row.code, row.name, row.linked_one("area"), row.fields.get("evaluated") is True)


def site_of(shape: str) -> tuple[float, float] | None:
    """``shape``: GeoJSON."""
    told = json.loads(shape) if shape else {}
    if told.get("type") != "Point":
        return None
    east, north = told["coordinates"][:2]
    return float(east), float(north)


def assessed(rows: Iterable[Row]) -> Row | None:
    """The area by which the zone's good days are counted."""
    return next((row for row in rows if row.fields.get("assessed") is True), None)


def of_area(stations: Mapping[str, Station], area: str) -> list[Station]:
    """Those that make the area's value."""
    return [one for one in stations.values() if one.area == area and one.evaluated]


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along the ground."""
    east, north, east_, north_ = (radians(angle) for angle in (*one, *other))
    half = sin((north_ - north) / 2) ** 2 + cos(north) * cos(north_) * sin((east_ - east) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
