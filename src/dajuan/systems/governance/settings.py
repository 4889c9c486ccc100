"""``governance.toml``, and what a zone says instead under ``[governance]`` in its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone

TABLE, CYCLES, GRACE = "governance", "cycle", "grace"


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
    path, said = zone.folder / SETTINGS, dict(zone.table(TABLE, (*_NUMBERS, GRACE)))
    grace = said.pop(GRACE, {})
    for key, value in said.items():
        if type(value) is not int or not 0 <= value <= 100 or (key == "fewest_days" and value < 2):
            raise LedgerError(
                f"{path}：[{TABLE}] {key} = {value!r} 不行；写 0 到 100 的整数，fewest_days 至少 2",
                f"{path}: [{TABLE}] {key} = {value!r} cannot be; a whole number from 0 to 100, fewest_days at least 2",
            )
    cycles = _ours()[CYCLES]
    if not _is_grace(grace, known := [one["key"] for one in cycles]):
        raise LedgerError(
            f"{path}：[{TABLE}.{GRACE}] {grace!r} 不行；写“周期 = 宽限天数”，0 以上的整数，周期有 {'、'.join(known)}",
            f"{path}: [{TABLE}.{GRACE}] {grace!r} cannot be; a cycle = its days of grace, from 0: {', '.join(known)}",
        )
    own = [{**one, GRACE: grace.get(one["key"], one[GRACE])} for one in cycles]
    made = _settings({**_ours(), **said, CYCLES: own})
    if not any(made.weights.values()):
        raise LedgerError(f"{path}：[{TABLE}] 三个权重不能都是 0", f"{path}: [{TABLE}] not all three weights may be 0")
    return made


def _is_grace(said: object, known: Sequence[str]) -> bool:
    if not isinstance(said, dict):
        return False
    return all(key in known and type(days) is int and days >= 0 for key, days in said.items())


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
