"""热度 heat: open, overdue and major hazards by sector and street, and how hot each cell is beside the hottest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dajuan.systems.safety.hazard import Standing

LEVELS = 4
_MAJOR = 3
"""A major hazard weighs as many general ones, an overdue one twice. Ours: it colours cells and counts nowhere."""


class Cell(NamedTuple):
    """``level``: 0 where none is open, up to :data:`LEVELS`."""

    open: int = 0
    overdue: int = 0
    major: int = 0
    weight: int = 0
    level: int = 0

    def plus(self, one: Standing) -> Cell:
        weight = (_MAJOR if one.hazard.is_major else 1) * (2 if one.over else 1)
        return Cell(
            self.open + 1, self.overdue + bool(one.over), self.major + one.hazard.is_major, self.weight + weight
        )


class Heat(NamedTuple):
    """``cells``: by sector and street. Sectors in the order given, streets by name."""

    sectors: tuple[str, ...]
    streets: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]
    by_sector: dict[str, Cell]
    by_street: dict[str, Cell]
    whole: Cell


def heat(some: Iterable[Standing], sectors: Sequence[str]) -> Heat:
    """Of those that are open."""
    cells: dict[tuple[str, str], Cell] = {}
    by_sector: dict[str, Cell] = {}
    by_street: dict[str, Cell] = {}
    whole = Cell()
    for one in some:
        if not one.waits:
            continue
        sector, street = one.hazard.sector, one.hazard.street
        cells[sector, street] = cells.get((sector, street), Cell()).plus(one)
        by_sector[sector] = by_sector.get(sector, Cell()).plus(one)
        by_street[street] = by_street.get(street, Cell()).plus(one)
        whole = whole.plus(one)
    hottest = max((one.weight for one in cells.values()), default=1)
    # The hottest is the highest level, whatever is open at all the lowest at least.
    coloured = {key: one._replace(level=-(-LEVELS * one.weight // hottest)) for key, one in cells.items()}
    return Heat(
        tuple(one for one in sectors if one in by_sector),
        tuple(sorted(by_street)),
        coloured,
        by_sector,
        by_street,
        whole,
    )
