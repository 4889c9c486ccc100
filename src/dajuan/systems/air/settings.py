"""``[air]`` of ``dajuan.toml``, over ``doubts.toml``.

[air]
since = 2025-01-01         # days before it stay raw hours: they are compared with, no entries are made of them
frozen_hours = 12
frozen_hours_co = 24
moved_metres = 200
years = 3                  # years gone by from which a chance is given in percent
enough_percent = 80        # valid days that a past year's rest must have
weeks = 2                  # by which a week of the draw is moved at most
draws = 2000
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.standards.air.index import first_day


class Manner(NamedTuple):
    """How the chance of a target is drawn: our own lines."""

    years: int
    """With fewer gone by no percentage is given."""
    enough_percent: int
    """Of a past year's rest so many days have to be valid."""
    weeks: int
    """By which a week of it is moved at most."""
    draws: int


class Settings(NamedTuple):
    folder: Path
    """``air/`` of the zone."""
    since: date
    frozen: Mapping[str, int]
    """Hours by pollutant; "" for those not named."""
    moved_metres: int
    manner: Manner
    most: Mapping[str, float]
    usual: Mapping[str, tuple[float, float]]


def settings_of(zone: Zone) -> Settings:
    """Raises :class:`LedgerError` naming the setting that is wrong."""
    ours = _ours()
    numbers: dict[str, int] = dict(ours["air"])
    told = zone.table("air", ["since", *numbers])
    for key, value in told.items():
        right = isinstance(value, date) if key == "since" else type(value) is int and value > 0
        if not right:
            raise _wrong(zone, key, value)
    numbers |= {key: value for key, value in told.items() if key != "since"}
    return Settings(
        zone.folder / "air",
        max(told.get("since", first_day()), first_day()),
        {"": numbers["frozen_hours"], "co": numbers["frozen_hours_co"]},
        numbers["moved_metres"],
        Manner(*(numbers[key] for key in Manner._fields)),
        ours["most"],
        {key: (low, high) for key, (low, high) in ours["usual"].items()},
    )


@cache
def _ours() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "doubts.toml").read_text(encoding="utf-8"))


def _wrong(zone: Zone, key: str, value: object) -> LedgerError:
    path = zone.folder / SETTINGS
    zh, en = (
        ("一天，如 2025-01-01", "a day such as 2025-01-01")
        if key == "since"
        else ("大于 0 的整数", "a whole number above 0")
    )
    return LedgerError(
        f"{path}：[air] 的 {key} 应是{zh}，现为 {value!r}", f"{path}: [air] {key} should be {en}, not {value!r}"
    )
