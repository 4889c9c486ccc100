"""What is asked of an engine, and the cells of its answer: shared by those who compute figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple, Protocol

from dajuan.figures.dialect import Dialect
from dajuan.figures.period import Period
from dajuan.figures.sql import Query, Rows
from dajuan.programmes.pack import Programme


class Cell(NamedTuple):
    """A value in base units, and how many entries it rests on."""

    value: Fraction | None
    entries: int


Cells = dict[tuple[Period, str | None], Cell]
"""One cell a period and part; a part with nothing in a period has no cell there."""


def by_period(cells: Cells) -> dict[Period, dict[str | None, Cell]]:
    """The parts of each period; none for a period that has no cell."""
    found: dict[Period, dict[str | None, Cell]] = defaultdict(dict)
    for (period, part), cell in cells.items():
        found[period][part] = cell
    return found


class Engine(Protocol):
    """Whatever answers SQL over ``fact`` and ``amount``: any, and a figure's questions, whose answers may be kept."""

    @property
    def dialect(self) -> Dialect: ...
    def run(self, sql: str, size: int | None = None) -> Rows: ...
    def sums(self, query: Query, size: int | None = None) -> Rows: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What all figures of one question share."""

    engine: Engine
    programme: Programme
    as_of: date
    by: str = ""
    verified: bool = False
    size: int | None = None
    used: list[tuple[Query, Rows]] = field(default_factory=list, compare=False, repr=False)
    """What was put to the engine, and its answers."""

    def sums(self, query: Query) -> Rows:
        """An answer of the engine."""
        rows = self.engine.sums(query, self.size)
        self.used.append((query, rows))
        return rows
