"""撮合目标: weights of cost, energy and finish, as data; and the one integer that a placement's measures come to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Name

MEASURES = ("cost", "energy", "finish")
_FLOORS = {"cost": 100, "energy": 1000, "finish": 1}
"""1元, 1千瓦时, one slot: below it a difference is not told as a share of the best."""
_MOST = 100_000
"""Ten times as much again as the best is as bad as it gets: beyond it nobody weighs."""


class Measures(NamedTuple):
    cost: int
    """分."""
    energy: int
    """瓦时."""
    finish: int
    """Slots from now."""


class Objective(NamedTuple):
    key: str
    name: Name
    weights: Mapping[str, int]

    def loss(self, one: Measures, best: Measures) -> int:
        """How far it is above the best of each measure, weighed; 10,000 is once the best again."""
        parts = zip(MEASURES, one, best, strict=True)
        return sum(self.weights[name] * _above(name, value, least) for name, value, least in parts) // 100


def _above(name: str, value: int, least: int) -> int:
    return min(_MOST, 10_000 * (value - least) // max(least, _FLOORS[name]))


DEFAULT = "balanced"


def objective_called(key: str, known: Mapping[str, Objective]) -> Objective:
    """The usual one where a need names none, or one that is no more."""
    return known.get(key, known[DEFAULT])


@cache
def built_in() -> Mapping[str, Objective]:
    path = Path(__file__).with_name("objectives.toml")
    return _read(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def objectives(zone: Mapping[str, object]) -> Mapping[str, Objective]:
    """Those that come with Dajuan and the zone's own; ``zone``: what ``dajuan.toml`` has under ``[compute]``."""
    own = zone.get("objectives", {})
    return {**built_in(), **_read(own if isinstance(own, dict) else {}, "dajuan.toml")}


def _read(table: Mapping[str, object], where: str) -> dict[str, Objective]:
    return {key: _one(key, row, where) for key, row in table.items()}


def _one(key: str, row: object, where: str) -> Objective:
    said = row if isinstance(row, dict) else {}
    weights = {name: one for name in MEASURES if type(one := said.get(name)) is int and one >= 0}
    if len(weights) != len(MEASURES) or sum(weights.values()) != 100:
        raise LedgerError(
            f"{where} 撮合目标 {key}：cost、energy、finish 三项是不小于零的整数，合计 100",
            f"{where}, objective {key}: cost, energy and finish are whole numbers of at least 0 that add up to 100",
        )
    return Objective(key, Name(str(said.get("zh", key)), str(said.get("en", key))), weights)
