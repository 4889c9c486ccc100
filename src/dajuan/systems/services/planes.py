"""Degrees ↔ metres on a plane that touches the ground at a middle: good for a zone.

By the radii of GRS 80 (CGCS2000) at the middle. Ten kilometres north or south of it lengths from east to west are wrong by a
thousandth; along the meridian by less than a ten-thousandth.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_AXIS, _SQUARED = 6_378_137.0, 0.00669438002290
"""The equator's radius in metres; the first eccentricity, squared."""


@dataclass(frozen=True, slots=True)
class Plane:
    longitude: float
    latitude: float

    def metres(self, degrees: npt.ArrayLike) -> Array:
        """Rows of longitude and latitude → rows of metres east and north."""
        found: Array = (
            np.asarray(degrees, dtype=float).reshape(-1, 2) - (self.longitude, self.latitude)
        ) * self._degree
        return found

    def degrees(self, metres: Any) -> Array:
        found: Array = np.asarray(metres, dtype=float).reshape(-1, 2) / self._degree + (self.longitude, self.latitude)
        return found

    @property
    def _degree(self) -> tuple[float, float]:
        """Metres to a degree of longitude and of latitude."""
        slant = 1 - _SQUARED * sin(radians(self.latitude)) ** 2
        east = radians(1) * _AXIS / sqrt(slant) * cos(radians(self.latitude))
        return east, radians(1) * _AXIS * (1 - _SQUARED) / slant**1.5
