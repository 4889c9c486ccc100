"""``governance.toml``, and what a zone says instead under ``[governance]`` in its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone

TABLE, CYCLES = "governance", "cycle"


class Cycle(NamedTuple):
    """更新周期, the shortest first. ``frequency``: its word in the European vocabulary of frequencies."""

    key: str
    days: int
    grace: int
    frequency: str

    @property
    def allowed(self) -> int:
        """Days that the last entry may be old."""
        return self.days + self.grace


@dataclass(frozen=True, slots=True)
class Settings:
    weights: Mapping[str, int]
    low: int
    fewest_days: int
    cycles: tuple[Cycle, ...]

    def cycle(self, key: str) -> Cycle | None:
        """None of an irregular one, or one that nobody knows."""
        return next((one for one in self.cycles if one.key == key), None)


WEIGHTS = ("completeness", "validity", "timeliness")
_NUMBERS = (*WEIGHTS, "low", "fewest_days")


@cache
def our_settings() -> Settings:
    return _settings(_ours())


def settings_of(zone: Zone) -> Settings:
    """Raises :class:`LedgerError` naming the setting that cannot be so."""
    path, said = zone.folder / SETTINGS, zone.table(TABLE, _NUMBERS)
    for key, value in said.items():
        if type(value) is not int or not 0 <= value <= 100 or (key == "fewest_days" and value < 2):
            raise LedgerError(
                f"{path}：[{TABLE}] {key} = {value!r} 不行；写 0 到 100 的整数，fewest_days 至少 2",
                f"{path}: [{TABLE}] {key} = {value!r} cannot be; a whole number from 0 to 100, fewest_days at least 2",
            )
    made = _settings({**_ours(), **said})
    if not any(made.weights.values()):
        raise LedgerError(f"{path}：[{TABLE}] 三个权重不能都是 0", f"{path}: [{TABLE}] not all three weights may be 0")
    return made


@cache
def _ours() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "governance.toml").read_text(encoding="utf-8"))


def _settings(said: Mapping[str, Any]) -> Settings:
    return Settings(
        {key: said[key] for key in WEIGHTS},
        said["low"],
        said["fewest_days"],
        tuple(Cycle(**one) for one in said[CYCLES]),
    )
