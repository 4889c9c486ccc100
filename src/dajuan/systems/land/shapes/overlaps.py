"""Areas of parcels in their 3-degree zone; where two cover the same ground, and gaps and slips between them that are too thin."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from dajuan.systems.land.shapes.frames import to_degrees, to_metres, zone_frame, zone_of

Kind = Literal["overlap", "sliver", "gap"]
LEAST = 0.01
"""平方米 under which two shapes are taken to touch: survey coordinates are to the centimetre."""


class Piece(NamedTuple):
    """``first`` and ``second``: places of the two shapes. ``area`` 平方米, ``width`` metres on the mean; the shape as those two are."""

    kind: Kind
    first: int
    second: int
    area: float
    width: float
    shape: Any


def areas(degrees: NDArray[Any]) -> NDArray[np.float64]:
    """平方米 of each shape, projected in the zone in which it lies."""
    found = np.zeros(len(degrees))
    zones = np.array([zone_of(one) for one in shapely.get_x(shapely.centroid(degrees))])
    for zone in np.unique(zones):
        here = zones == zone
        found[here] = shapely.area(to_metres(degrees[here], zone_frame(3.0 * zone)))
    return found


def pieces(degrees: NDArray[Any], width: float) -> list[Piece]:
    """Overlaps, then gaps, of shapes in degrees, reckoned in the zone of their middle."""
    frame = zone_frame(float(shapely.get_x(shapely.centroid(degrees)).mean()))
    metres = to_metres(degrees, frame)
    found = [*overlaps(metres, width), *gaps(metres, width)]
    if not found:
        return []
    drawn = to_degrees(np.array([one.shape for one in found], dtype=object), frame)
    return [one._replace(shape=shape) for one, shape in zip(found, drawn, strict=True)]


def overlaps(metres: NDArray[Any], width: float) -> list[Piece]:
    """Two by two, the largest first. ``width``: metres up to which an overlap is a sliver and a slit between two a gap."""
    tree = shapely.STRtree(metres)
    first, second = _once(tree.query(metres, predicate="intersects"))
    shared = shapely.intersection(metres[first], metres[second])
    kept = shapely.area(shared) > LEAST
    found = [
        _piece(kind_of(shape, width), int(i), int(j), shape)
        for i, j, shape in zip(first[kept], second[kept], shared[kept], strict=True)
    ]
    return sorted(found, key=lambda one: (-one.area, one.first, one.second))


def gaps(metres: NDArray[Any], width: float) -> list[Piece]:
    """Slits no wider than ``width`` between two neighbours, the largest first."""
    tree = shapely.STRtree(metres)
    first, second = _once(tree.query(metres, predicate="dwithin", distance=width))
    apart = shapely.distance(metres[first], metres[second]) > 0
    first, second = first[apart], second[apart]
    both = shapely.union(metres[first], metres[second])
    closed = shapely.buffer(shapely.buffer(both, width, join_style="mitre"), -width, join_style="mitre")
    between = shapely.difference(closed, both)
    return sorted(
        (
            _piece("gap", int(i), int(j), shape)
            for i, j, shape in zip(first, second, between, strict=True)
            if shape.area > LEAST
        ),
        key=lambda one: (-one.area, one.first, one.second),
    )


def _once(pairs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each pair once, the lower place first; nothing beside itself."""
    first, second = pairs
    kept = first < second
    return first[kept], second[kept]


def kind_of(shape: Any, width: float) -> Kind:
    return "sliver" if mean_width(shape) <= width else "overlap"


def mean_width(shape: Any) -> float:
    """Of a long thin shape: its area over half its outline."""
    return 2 * shape.area / shape.length if shape.length else 0.0


def _piece(kind: Kind, first: int, second: int, shape: Any) -> Piece:
    return Piece(kind, first, second, float(shape.area), mean_width(shape), shape)
