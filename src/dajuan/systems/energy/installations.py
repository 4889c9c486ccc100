"""设施 installations: what each can give, and what it gave month by month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dajuan.ledger.state import State
from dajuan.subjects.row import Row
from dajuan.systems.energy.quantities import Energy, Heat, Power

INSTALLATIONS, FACTORIES = "energy-installations", "green-factories"
RUNNING = "running"
HEATING = ("district-heat", "waste-heat", "clean-heating", "chp")
SEASONAL = ("district-heat", "clean-heating")
"""Of which nothing is expected outside the season."""


class Month(NamedTuple):
    """``last``: its last day, as entries are dated."""

    last: date
    generation: Energy
    self_used: Energy
    discharged: Energy
    heat: Heat
    seq: int


class Installation(NamedTuple):
    row: Row
    kind: str
    filed: Power
    connected: Power
    stored: Energy
    heat_capacity: Power
    area: int
    """Heated, in 0.01 square metres."""
    months: list[Month]

    @property
    def is_running(self) -> bool:
        return self.row.stage == RUNNING

    def of_year(self, year: int) -> list[Month]:
        return [one for one in self.months if one.last.year == year]


def installation_of(row: Row, state: State) -> Installation:
    """``state``: as the row's moment has it."""
    told = row.fields
    return Installation(
        row, str(told.get("kind", "")), Power(_whole(told, "filed-capacity")), Power(_whole(told, "grid-capacity")),
        Energy(_whole(told, "stored-energy")), Power(_whole(told, "heat-capacity")), _whole(told, "heated-area"),
        months_of(state),
    )  # fmt: skip


def months_of(state: State) -> list[Month]:
    """In order; several entries of one day are one month."""
    by_day: dict[date, dict[str, object]] = {}
    seqs: dict[date, int] = {}
    for seq, entry in state.entries.items():
        if entry.kind == "measured":
            by_day.setdefault(entry.effective_on, {}).update(entry.fields)
            seqs[entry.effective_on] = seq
    return [
        Month(
            day, Energy(_whole(told, "generation")), Energy(_whole(told, "self-used")), Energy(_whole(told, "discharged")),
            Heat(_whole(told, "heat")), seqs[day],
        )
        for day, told in sorted(by_day.items())
    ]  # fmt: skip


def _whole(told: Mapping[str, object], key: str) -> int:
    value = told.get(key)
    return value if isinstance(value, int) else 0
