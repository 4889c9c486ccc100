"""``land.toml``, and what a zone says instead under ``[land]`` in its settings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.standards.land.custom_land import custom_rule
from dajuan.standards.land.grades import grade_rule, score_rule
from dajuan.standards.trouble import RuleError

TABLE = "land"
_DIVISION = re.compile("[0-9]{6}")
_NUMBERS = ("area_off", "sliver_width", "far_away")
_RULES = {"custom_rule": custom_rule, "score_rule": score_rule, "grade_rule": grade_rule}


@dataclass(frozen=True, slots=True)
class Settings:
    """``area_off`` a share; ``sliver_width`` metres; ``far_away`` kilometres; ``waiting`` stage → days."""

    divisions: tuple[str, ...]
    custom_rule: str
    score_rule: str
    grade_rule: str
    area_off: Fraction
    sliver_width: float
    far_away: float
    waiting: Mapping[str, int]


@cache
def our_settings() -> Settings:
    return _settings(_ours())


def settings_of(zone: Zone, on: date) -> Settings:
    """Raises :class:`LedgerError` naming the setting that cannot be so on a day."""
    path, said = zone.folder / SETTINGS, zone.table(TABLE, _ours())
    for key, value in said.items():
        _check(path, key, value, on)
    waiting = {**_ours()["waiting"], **said.get("waiting", {})}
    return _settings({**_ours(), **said, "waiting": waiting})


@cache
def _ours() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "land.toml").read_text(encoding="utf-8"))


def _settings(said: Mapping[str, Any]) -> Settings:
    return Settings(
        tuple(said["divisions"]), said["custom_rule"], said["score_rule"], said["grade_rule"],
        Fraction(str(said["area_off"])) / 100, float(said["sliver_width"]), float(said["far_away"]), said["waiting"],
    )  # fmt: skip


def _check(path: Path, key: str, value: object, on: date) -> None:
    if key in _RULES:
        try:
            _RULES[key](str(value), on)
        except RuleError as error:
            raise LedgerError(f"{path}：[{TABLE}] {key}：{error.zh}", f"{path}: [{TABLE}] {key}: {error.en}") from error
        return
    if key == "divisions":
        right = isinstance(value, list) and all(_DIVISION.fullmatch(str(one)) for one in value)
        wanted = ("六位数字的列表", "a list of six digits each")
    elif key in _NUMBERS:
        right = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
        wanted = ("大于 0 的数", "a number above nought")
    else:
        right = isinstance(value, dict) and all(one in _ours()["waiting"] and type(days) is int and days > 0 for one, days in value.items())  # fmt: skip
        wanted = (f"环节 = 天数，环节有 {'、'.join(_ours()['waiting'])}", f"stage = days; stages are {', '.join(_ours()['waiting'])}")  # fmt: skip
    if not right:
        raise LedgerError(
            f"{path}：[{TABLE}] {key} = {value!r} 不行；应是{wanted[0]}",
            f"{path}: [{TABLE}] {key} = {value!r} cannot be; it is {wanted[1]}",
        )
