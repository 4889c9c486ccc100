"""GCJ-02, the shifted coordinates of web maps in China, and back. The formula is widely published; no standard states it.

Constants and terms as in the public code of eviltransform and coord-convert (Krasovsky 1940 ellipsoid): 50 to 700 m, smooth,
good to a metre or two. No number shows by itself that it was shifted.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Degrees: TypeAlias = NDArray[np.float64]
"""Longitude and latitude, a row each."""
_A, _EE = 6_378_245.0, 0.00669342162296594323
_ROUNDS = 8
"""Of the way back; each is some thousand times nearer."""


def shifted(at: Degrees) -> Degrees:
    """CGCS2000 (or WGS 84) → GCJ-02."""
    lon, lat = at[:, 0], at[:, 1]
    x, y = lon - 105.0, lat - 35.0
    waves = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + waves
    north += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + waves
    east += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    flat = lat / 180.0 * np.pi
    magic = 1.0 - _EE * np.sin(flat) ** 2
    north = north * 180.0 / ((_A * (1.0 - _EE)) / (magic * np.sqrt(magic)) * np.pi)
    east = east * 180.0 / (_A / np.sqrt(magic) * np.cos(flat) * np.pi)
    return np.column_stack((lon + east, lat + north))


def unshifted(at: Degrees) -> Degrees:
    """GCJ-02 → CGCS2000, to well under a millimetre."""
    found = at
    for _ in range(_ROUNDS):
        found = found - (shifted(found) - at)
    return found
