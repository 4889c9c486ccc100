"""The walking network: nodes in metres, ways between them with their lengths, and the parts that hang together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dajuan.systems.services.osm import Streets
from dajuan.systems.services.planes import Array, Plane
from dajuan.systems.services.trouble import without

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    plane: Plane
    nodes: Array
    """Metres east and north of the plane's middle."""
    ends: Whole
    """Of each way: its two nodes."""
    lengths: Array
    parts: Whole
    """Of each node: which part it is in."""
    part_lengths: Array
    cut: int
    """Nodes that the extract cut off."""

    @property
    def length(self) -> float:
        """Of all ways, metres."""
        return float(self.lengths.sum())

    def way_parts(self) -> Whole:
        """Of each way: which part it is in."""
        found: Whole = self.parts[self.ends[:, 0]]
        return found


def network_of(streets: Streets) -> Network:
    """Two places with several ways between them keep one; a way of no length is left out."""
    places = np.array(streets.places)
    plane = Plane(*map(float, (places.min(axis=0) + places.max(axis=0)) / 2))
    nodes = plane.metres(places)
    ends = np.unique(np.sort(np.array(streets.pairs, dtype=np.int64), axis=1), axis=0)
    lengths: Array = np.hypot(*(nodes[ends[:, 0]] - nodes[ends[:, 1]]).T)
    ends, lengths = ends[lengths > 0], lengths[lengths > 0]
    parts = _parts(len(nodes), ends)
    part_lengths: Array = np.bincount(parts[ends[:, 0]], lengths, int(parts.max()) + 1).astype(float)
    return Network(plane, nodes, ends, lengths, parts, part_lengths, streets.cut)


def _parts(many: int, ends: Whole) -> Whole:
    try:
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components
    except ImportError as error:
        raise without("scipy") from error
    joined = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(many, many))
    found: Whole = connected_components(joined, directed=False)[1].astype(np.int64)
    return found
