"""``[energy]`` of ``dajuan.toml``, over ``energy.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone


class Settings(NamedTuple):
    pv_hours: int
    late_days: int


@cache
def our_settings() -> Settings:
    return Settings(**tomllib.loads((Path(__file__).parent / "energy.toml").read_text(encoding="utf-8")))


def settings_of(zone: Zone) -> Settings:
    """Raises :class:`LedgerError` naming the setting that is wrong."""
    told = zone.table("energy", Settings._fields)
    for key, value in told.items():
        if type(value) is not int or value <= 0:
            path = zone.folder / SETTINGS
            raise LedgerError(f"{path}：[energy] 的 {key} 应是大于 0 的整数，现为 {value!r}", f"{path}: [energy] {key} should be a whole number above 0, not {value!r}")  # fmt: skip
    return our_settings()._replace(**told)
