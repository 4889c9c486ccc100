"""What installations come to, by kind: power with power, energy with energy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from dajuan.systems.energy.installations import Installation
from dajuan.systems.energy.quantities import Energy, Heat, Power, all_energy, all_heat, all_power


class Total(NamedTuple):
    """Of one kind, up to a day; output is of the day's year."""

    kind: str
    all: int
    running: int
    filed: Power
    connected: Power
    stored: Energy
    area: int
    generation: Energy
    self_used: Energy
    heat: Heat

    @property
    def hours(self) -> Fraction | None:
        """Equivalent hours of the year so far, of what is connected now."""
        return self.generation / self.connected if self.connected and self.generation else None


def totals(some: Iterable[Installation], year: int) -> list[Total]:
    by_kind: dict[str, list[Installation]] = {}
    for one in some:
        by_kind.setdefault(one.kind, []).append(one)
    return [_total(kind, those, year) for kind, those in by_kind.items()]


def _total(kind: str, those: Sequence[Installation], year: int) -> Total:
    months = [month for one in those for month in one.of_year(year)]
    return Total(
        kind, len(those), sum(one.is_running for one in those), all_power(one.filed for one in those),
        all_power(one.connected for one in those), all_energy(one.stored for one in those), sum(one.area for one in those),
        all_energy(one.generation for one in months), all_energy(one.self_used for one in months),
        all_heat(one.heat for one in months),
    )  # fmt: skip


def by_month(some: Iterable[Installation], year: int) -> list[Energy]:
    """Generation of each of the year's twelve months."""
    months = [month for one in some for month in one.of_year(year)]
    return [all_energy(one.generation for one in months if one.last.month == number) for number in range(1, 13)]
