"""``permits.toml``, and what a zone says instead under ``[permits]`` of its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.standards.permits.certificates import CertificateSet, set_called
from dajuan.standards.trouble import RuleError
from dajuan.standards.working_days import worked_days
from dajuan.standards.working_hours import WorkingHours, read_office_hours

TABLE = "permits"
DEALS = {"contract": "contract-at", "delivery": "delivered-at"}
"""Whence hours are counted → the field of a case that says when."""


class Settings(NamedTuple):
    certificates: CertificateSet
    deal: str
    """A field of a case."""
    clock: WorkingHours
    at_once_days: int
    in_a_day_days: int
    remind_days: int


def settings_of(zone: Zone) -> Settings:
    """Raises :class:`LedgerError` naming the setting that cannot be so."""
    path, said = zone.folder / SETTINGS, zone.table(TABLE, _ours())
    try:
        return _settings({**_ours(), **said})
    except RuleError as error:
        raise LedgerError(f"{path}：[{TABLE}] {error.place} {error.zh}", f"{path}: [{TABLE}] {error.place} {error.en}") from error  # fmt: skip


@cache
def our_settings() -> Settings:
    return _settings(_ours())


@cache
def _ours() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "permits.toml").read_text(encoding="utf-8"))


def _settings(said: Mapping[str, Any]) -> Settings:
    if said["deal"] not in DEALS:
        raise RuleError(f"只能是 {'、'.join(DEALS)}", f"is one of {', '.join(DEALS)}", "deal")
    return Settings(
        set_called(str(said["certificates"])),
        DEALS[said["deal"]],
        WorkingHours(read_office_hours(str(said["office_hours"])), worked_days()),
        _whole(said, "at_once_days"),
        _whole(said, "in_a_day_days"),
        _whole(said, "remind_days"),
    )


def _whole(said: Mapping[str, Any], key: str) -> int:
    value = said[key]
    if type(value) is not int or value < 0:
        raise RuleError(f"应是 0 以上的整数，现为 {value!r}", f"is a whole number from 0 on, not {value!r}", key)
    return value
