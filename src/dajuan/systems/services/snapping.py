"""Points → the nearest place on a way of the network, and how far off that is.

A point farther than the limit from every way is off the network. Pieces cut off from all else and shorter than a line are
leftovers of mapping, not streets: they take no points. What is on a way is on it anywhere, not only at its ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dajuan.systems.services.network import Network, Whole
from dajuan.systems.services.planes import Array
from dajuan.systems.services.trouble import without

Truth = npt.NDArray[np.bool_]
OFF = -1


@dataclass(frozen=True, eq=False, slots=True)
class Snapped:
    """Of each point: its way (``OFF``: none within the limit), metres along it from its first end, metres away from it."""

    ways: Whole
    along: Array
    away: Array

    @property
    def is_on(self) -> Truth:
        return np.not_equal(self.ways, OFF)

    def those(self, which: Truth | Whole) -> Snapped:
        return Snapped(self.ways[which], self.along[which], self.away[which])

    def __len__(self) -> int:
        return len(self.ways)


class Snapper:
    """Ways of a network, looked up by place."""

    def __init__(self, network: Network, *, limit: float, fragment_below: float) -> None:
        try:
            from shapely import STRtree, linestrings
        except ImportError as error:
            raise without("shapely") from error
        long_enough = network.part_lengths >= min(fragment_below, network.part_lengths.max())
        self._ways: Whole = np.flatnonzero(long_enough[network.way_parts()])
        self.left_out = len(network.ends) - len(self._ways)
        """Ways of leftovers."""
        self._network, self._limit = network, limit
        self._tree = STRtree(linestrings(network.nodes[network.ends[self._ways]]))

    def snap(self, points: Array) -> Snapped:
        """``points``: metres on the network's plane."""
        from shapely import points as shapes

        if not len(points):
            return Snapped(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0))
        ways = self._ways[self._tree.nearest(shapes(points))]
        first, second = (self._network.nodes[self._network.ends[ways, at]] for at in (0, 1))
        lengths = self._network.lengths[ways]
        along = np.clip(np.sum((points - first) * (second - first), axis=1) / lengths, 0.0, lengths)
        away = np.hypot(*(points - first - (second - first) * (along / lengths)[:, None]).T)
        return Snapped(np.where(away <= self._limit, ways, OFF), along, away)
