"""The made-up ground: street offices that tile the zone, points and plots in them, as GeoJSON in degrees."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from math import cos, pi, radians, sin, sqrt
from pathlib import Path
from random import Random

Point = tuple[float, float]
"""Kilometres east and north of the centre."""
_SAID = tomllib.loads((Path(__file__).parent / "ground.toml").read_text(encoding="utf-8"))
_DEGREE = 111.32
"""Kilometres to a degree of latitude."""
_MU = 1 / 1500
"""一亩, in square kilometres."""
_AROUND = 0.06
"""Kilometres that a point keeps from the edge of its street office."""


def _ring(corners: str) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in (_SAID["corners"][one] for one in corners))


STREETS: dict[str, tuple[Point, ...]] = {name: _ring(corners) for name, corners in _SAID["streets"].items()}
OUTLINE = _ring(_SAID["zone"]["outline"])


def point_in(street: str, random: Random) -> str:
    """A point in a street office, as GeoJSON."""
    return _geometry("Point", degrees(_spot(street, random, _AROUND)))


def plot_in(street: str, mu: float, random: Random) -> str:
    """A four-cornered plot of so many 亩, all of it in the street office."""
    half = sqrt(mu * _MU) / 2
    middle, turn = _spot(street, random, half * 1.5), random.uniform(0, pi / 2)
    corners = [_turned(middle, half * sqrt(2), turn + nth * pi / 2) for nth in range(4)]
    return _geometry("Polygon", [[degrees(one) for one in (*corners, corners[0])]])


def zone_geojson(name: str) -> str:
    """The zone and its street offices as a collection of features."""
    made_up = "虚构，不是任何真实园区的界线 / made up, no real zone's outline"
    features = [
        {
            "type": "Feature",
            "properties": {"kind": kind, "name": called, "note": made_up},
            "geometry": {"type": "Polygon", "coordinates": [[degrees(one) for one in (*ring, ring[0])]]},
        }
        for kind, called, ring in (
            ("zone", name, OUTLINE),
            *(("street-office", street, ring) for street, ring in STREETS.items()),
        )
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def within(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    (x, y), inside = point, False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def _spot(street: str, random: Random, around: float) -> Point:
    """A place with so much of the street office on every side of it."""
    ring = STREETS[street]
    xs, ys = zip(*ring, strict=True)
    while True:
        found = (random.uniform(min(xs), max(xs)), random.uniform(min(ys), max(ys)))
        if all(within(_turned(found, around, nth * pi / 8), ring) for nth in range(16)):
            return found


def _turned(middle: Point, far: float, angle: float) -> Point:
    return middle[0] + far * cos(angle), middle[1] + far * sin(angle)


def degrees(point: Point) -> list[float]:
    """Longitude and latitude."""
    east, north = _SAID["centre"]
    return [round(east + point[0] / (_DEGREE * cos(radians(north))), 6), round(north + point[1] / _DEGREE, 6)]


def _geometry(kind: str, coordinates: object) -> str:
    return json.dumps({"type": kind, "coordinates": coordinates}, separators=(",", ":"))
