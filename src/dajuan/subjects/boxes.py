"""Boxes on the map, in degrees of CGCS2000: of a geometry as the ledger keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple


class Box(NamedTuple):
    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Whether they have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


def box_of(geometry: str) -> Box:
    """The smallest box around a geometry (GeoJSON text)."""
    points = list(_positions(json.loads(geometry)["coordinates"]))
    longitudes, latitudes = zip(*points, strict=True)
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _positions(coordinates: list[Any]) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], list):
        for one in coordinates:
            yield from _positions(one)
    else:
        yield float(coordinates[0]), float(coordinates[1])
