"""What a device may send: measures with their units, and run states; as the two ``*.toml`` files list them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.programmes.pack import Name
from dajuan.programmes.units import unit_of

HERE = Path(__file__).parent
STATE = "state"
RUNNING = 1
"""Of the run states the one whose time counts."""


class Measure(NamedTuple):
    key: str
    unit: str
    scale: int
    most: int
    """In ``unit``."""

    def per(self, unit: str) -> float | None:
        """What one of this unit is in what is kept; None for a unit that measures something else."""
        given, own = unit_of(unit), unit_of(self.unit)
        if given is None or own is None or (given.dimension, given.base) != (own.dimension, own.base):
            return None
        return float(given.factor * 10**self.scale)


@cache
def measures() -> Mapping[str, Measure]:
    table = tomllib.loads((HERE / "measures.toml").read_text("utf-8"))
    return {key: Measure(key, one["unit"], one["scale"], one["most"]) for key, one in table.items()}


@cache
def run_states() -> Mapping[int, Name]:
    table = tomllib.loads((HERE / "states.toml").read_text("utf-8"))
    return {int(key): Name(one["zh"], one["en"]) for key, one in table.items()}


@cache
def state_words() -> Mapping[str, int]:
    """A state as devices write it, in either language → what is kept."""
    return {word: key for key, name in run_states().items() for word in (name.zh, name.en)}
