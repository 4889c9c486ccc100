"""What is asked of an engine, and the cells of its answer: shared by those who compute figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

from dajuan.figures.dialect import Dialect
from dajuan.figures.period import Period
from dajuan.programmes.pack import Programme


class Cell(NamedTuple):
    """A value in base units, and how many entries it rests on."""

    value: Fraction | None
    entries: int


Cells = dict[tuple[Period, str | None], Cell]
"""One cell a period and part; a part with nothing in a period has no cell there."""


class Engine(Protocol):
    """Whatever answers SQL over ``fact`` and ``amount``."""

    @property
    def dialect(self) -> Dialect: ...
    def run(self, sql: str, size: int | None = None) -> Sequence[tuple[Any, ...]]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What all figures of one question share."""

    engine: Engine
    programme: Programme
    as_of: date
    by: str = ""
    verified: bool = False
    size: int | None = None
