"""What reach is computed over: network, residents and facilities, each brought onto the network once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dajuan.systems.services.facilities import Facility
from dajuan.systems.services.network import Network
from dajuan.systems.services.planes import Array
from dajuan.systems.services.residents import Residents
from dajuan.systems.services.settings import Lines
from dajuan.systems.services.snapping import Snapped, Snapper


@dataclass(frozen=True, eq=False, slots=True)
class Ground:
    network: Network
    snapper: Snapper
    residents: Residents
    homes: Array
    """Metres, in the order of the residents."""
    snapped: Snapped
    """The homes."""

    def entries(self, some: Iterable[Facility]) -> Array:
        """Where one goes in to any of these, metres."""
        return self.network.plane.metres([entry for one in some for entry in one.entries])

    def is_off(self, facility: Facility) -> bool:
        """On the map, but no way is near any side of it."""
        return bool(facility.entries) and not self.snapper.snap(self.entries([facility])).is_on.any()


def ground(network: Network, residents: Residents, lines: Lines) -> Ground:
    snapper = Snapper(network, limit=lines.snap_limit, fragment_below=lines.fragment_below)
    homes = network.plane.metres(residents.degrees)
    return Ground(network, snapper, residents, homes, snapper.snap(homes))


class Shift(NamedTuple):
    """Median metres from homes to the nearest way: as they are, and brought back from GCJ-02."""

    as_is: float
    back: float


def shift_suspected(network: Network, residents: Residents, lines: Lines) -> Shift | None:
    """Where the residents lie much nearer to the ways once they are taken for GCJ-02 and brought back: no number by itself
    shows that it was shifted, but homes stand beside streets."""
    snapper = Snapper(network, limit=np.inf, fragment_below=lines.fragment_below)
    as_is, back = (
        float(np.median(snapper.snap(network.plane.metres(one.degrees)).away))
        for one in (residents, residents.unshifted())
    )
    return Shift(as_is, back) if as_is > lines.shift_from and back < as_is * lines.shift_share else None
