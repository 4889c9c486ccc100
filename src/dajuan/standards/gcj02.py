"""GCJ-02, the shifted coordinates of web maps in China ↔ WGS 84 or CGCS2000, in degrees.

The shift is public only as code that everybody restates (eviltransform, coord-convert): 50 to 700 m, smooth, no formula
official. It is good to a metre or two, and turned back by iteration. No number shows by itself that it was shifted.
"""

from __future__ import annotations

from math import cos, pi, radians, sin, sqrt

_AXIS, _ECCENTRICITY = 6_378_245.0, 0.00669342162296594323
"""Of Krassovsky's ellipsoid, metres; squared."""
_ENOUGH = 1e-9
"""Degrees; a tenth of a millimetre."""
_TURNS = 20


def shifted(longitude: float, latitude: float) -> tuple[float, float]:
    """WGS 84 → GCJ-02."""
    east, north = longitude - 105.0, latitude - 35.0
    return longitude + _east(east, north, latitude), latitude + _north(east, north, latitude)


def unshifted(longitude: float, latitude: float) -> tuple[float, float]:
    """GCJ-02 → WGS 84."""
    found = longitude, latitude
    for _ in range(_TURNS):
        there = shifted(*found)
        off = longitude - there[0], latitude - there[1]
        found = found[0] + off[0], found[1] + off[1]
        if max(map(abs, off)) < _ENOUGH:
            break
    return found


def _north(x: float, y: float, latitude: float) -> float:
    metres = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + _ripple(x)
    metres += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    metres += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    squeeze = 1 - _ECCENTRICITY * sin(radians(latitude)) ** 2
    return metres * 180.0 / (_AXIS * (1 - _ECCENTRICITY) / (squeeze * sqrt(squeeze)) * pi)


def _east(x: float, y: float, latitude: float) -> float:
    metres = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + _ripple(x)
    metres += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    metres += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    squeeze = 1 - _ECCENTRICITY * sin(radians(latitude)) ** 2
    return metres * 180.0 / (_AXIS / sqrt(squeeze) * cos(radians(latitude)) * pi)


def _ripple(x: float) -> float:
    return (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
