"""设备联网率: connected devices over all that are not scrapped, with both as lists that can be opened."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from dajuan.subjects.row import Row
from dajuan.systems.telemetry.judge import CONNECTED, OFFLINE, SCRAPPED


class Networking(NamedTuple):
    """Of some devices. A device off line counts below the line, not above it."""

    connected: int = 0
    offline: int = 0
    listed: int = 0
    digital: int = 0
    digital_connected: int = 0

    @property
    def all(self) -> int:
        return self.connected + self.offline + self.listed

    @property
    def rate(self) -> Fraction | None:
        """None where there is no device."""
        return Fraction(self.connected, self.all) if self.all else None

    @property
    def digital_rate(self) -> Fraction | None:
        """Of the digital devices, those that are connected."""
        return Fraction(self.digital_connected, self.digital) if self.digital else None


def networking(rows: Iterable[Row]) -> dict[str, Networking]:
    """Devices → of each firm, by its credit code."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        # The first stage holds from the opening on; one that was opened and not moved counts as nothing in the figures.
        if row.stage in {SCRAPPED, ""}:
            continue
        count = counts.setdefault(str(row.fields.get("firm", "")), [0] * len(Networking._fields))
        on, digital = row.stage == CONNECTED, row.fields.get("digital") is True
        count[0 if on else 1 if row.stage == OFFLINE else 2] += 1
        count[3] += digital
        count[4] += digital and on
    return {firm: Networking(*count) for firm, count in counts.items()}


def together(some: Iterable[Networking]) -> Networking:
    return Networking(*(sum(column) for column in zip(*some, strict=True))) if (some := list(some)) else Networking()
