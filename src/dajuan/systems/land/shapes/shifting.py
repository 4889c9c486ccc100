"""Whether a layer was shifted for a web map (GCJ-02): no number shows it, but what is known of the ground does.

Three witnesses, the strongest first: the shapes that the same parcels had, the zone's outline, the parcels around. Each is asked how
far the layer misses it as it is, and how far once shifted back; the thresholds are ours.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from dajuan.standards.gcj02 import unshifted
from dajuan.standards.words import Words

BETTER = 4
"""Times that it has to miss less once shifted back."""
_FAR = 30.0
"""Metres by which the same parcels have to lie apart, to be asked about."""
_OUTSIDE, _OVERLAPPING = 0.05, 0.5
"""Shares of points outside the zone, of ground that is another's: a parcel that overlaps its neighbour is no shifted layer."""
_METRES = 111_320.0
"""To a degree of latitude."""


class Suspicion(NamedTuple):
    """``compared``: whether there was anything to hold it against. ``why`` None: nothing speaks for a shift."""

    compared: bool
    why: Words | None


def suspicion(shapes: NDArray[Any], same: NDArray[Any], outline: Any, around: NDArray[Any]) -> Suspicion:
    """``shapes`` in degrees; ``same``: what each had before, None where it had none; ``around``: other parcels' shapes."""
    back = shapely.transform(shapes, unshifted)
    pairs = np.array([one is not None for one in same], dtype=bool)
    if pairs.any():
        now, then = (float(np.median(_apart(some[pairs], same[pairs]))) for some in (shapes, back))
        if now > _FAR and then * BETTER < now:
            return _shifted(f"和已有图形相差 {now:,.0f} 米，按 GCJ-02 退回后 {then:,.1f} 米", f"{now:,.0f} m from the shapes that are known, {then:,.1f} m once shifted back")  # fmt: skip
        return Suspicion(True, None)
    if outline is not None:
        now, then = (_outside(some, outline) for some in (shapes, back))
        if now >= _OUTSIDE and then * BETTER < now:
            return _shifted(f"界址点有 {now:.0%} 在园区外，按 GCJ-02 退回后 {then:.0%}", f"{now:.0%} of its points lie outside the zone, {then:.0%} once shifted back")  # fmt: skip
    if len(around):
        tree = shapely.STRtree(around)
        now, then = (_overlapping(some, tree) for some in (shapes, back))
        if now >= _OVERLAPPING and then * BETTER < now:
            return _shifted(f"{now:.0%} 的面积压着别的宗地，按 GCJ-02 退回后 {then:.1%}", f"{now:.0%} of it lies on other parcels, {then:.1%} once shifted back")  # fmt: skip
        return Suspicion(bool(now or then), None)
    return Suspicion(False, None)


def _shifted(zh: str, en: str) -> Suspicion:
    return Suspicion(True, Words(zh, en))


def _apart(some: NDArray[Any], others: NDArray[Any]) -> NDArray[np.float64]:
    """Metres between middles, as the crow flies over a small piece of ground."""
    here, there = shapely.centroid(some), shapely.centroid(others)
    north = shapely.get_y(here) - shapely.get_y(there)
    east = (shapely.get_x(here) - shapely.get_x(there)) * np.cos(np.radians(shapely.get_y(here)))
    made: NDArray[np.float64] = np.hypot(north, east) * _METRES
    return made


def _outside(some: NDArray[Any], outline: Any) -> float:
    at = shapely.get_coordinates(some)
    return float(1 - shapely.contains_xy(outline, at[:, 0], at[:, 1]).mean())


def _overlapping(some: NDArray[Any], tree: Any) -> float:
    first, second = tree.query(some, predicate="intersects")
    shared = shapely.area(shapely.intersection(some[first], tree.geometries[second])).sum()
    return float(shared / shapely.area(some).sum())
