"""楼盘和安置项目: one estate with its way and its numbers on any day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.ledger.state import Held, State, counting_moves
from dajuan.programmes.pack import Programme
from dajuan.subjects.row import Row

HOUSING, RESETTLEMENT = "housing-delivery", "resettlement"
CLOSED, RELISTED, DELIVERED = "closed", "relisted", "delivered"
STUCK = ("stopped", "half-stopped", "reorganised")


class Estate(NamedTuple):
    """``state`` is of a day, ``moves`` those that count by then, in order of time."""

    row: Row
    state: State
    moves: tuple[Held, ...]

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def name(self) -> str:
        return self.row.name or self.row.code

    @property
    def stage(self) -> str:
        return str(self.moves[-1].value) if self.moves else ""

    @property
    def remains(self) -> bool:
        """在账: it has come into the account and not gone out of it."""
        return self.stage not in ("", CLOSED)

    def reached(self, stage: str) -> date | None:
        return next((held.on for held in self.moves if held.value == stage), None)

    def number(self, field: str, on: date | None = None) -> int:
        """A count or an area in its smallest unit, as stated by a day; nought where it was not."""
        held = self.state.level(field, on)
        return held.value if held is not None and type(held.value) is int else 0

    def word(self, field: str) -> str:
        held = self.state.level(field)
        return "" if held is None else str(held.value)

    def day(self, field: str) -> date | None:
        said = self.word(field)
        return date.fromisoformat(said) if said else None

    @property
    def delivered(self) -> date | None:
        """When it was handed over; one that is struck off has been."""
        return self.reached(DELIVERED) or self.reached(CLOSED)

    def days_late(self, on: date) -> int:
        """After the day promised, of one that is not handed over."""
        promised = self.day("due-on")
        return 0 if promised is None or self.delivered else max(0, (on - promised).days)

    def added(self, field: str, on: date) -> int:
        """What the periods up to a day add up to."""
        return sum(
            value
            for entry in self.state.entries.values()
            if entry.kind == "measured"
            and entry.effective_on <= on
            and type(value := entry.fields.get(field, 0)) is int
        )


def estates_of(rows: Iterable[Row], states: Mapping[str, State], pack: Programme, on: date) -> list[Estate]:
    """A list's estates as of a day. ``rows`` and ``states``: of that pack, as known at one moment."""
    return [_estate(row, states[row.code].seen(as_of=on), pack) for row in rows if row.code in states]


def _estate(row: Row, state: State, pack: Programme) -> Estate:
    return Estate(row, state, tuple(counting_moves(state, pack)))
