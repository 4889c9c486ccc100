"""``works.toml``, and what a zone says instead under ``[works]`` of its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.standards.supervision.projects import BatchRule, EntryRule, StartRule, batch_rule, entry_rule, start_rule
from dajuan.standards.trouble import RuleError

TABLE = "works"


@dataclass(frozen=True, slots=True)
class Assumed:
    """What the forecast takes for so before the data tell; see ``works.toml``."""

    together: float
    together_worth: float
    drift_together: float
    drift_own: float
    ends: float
    ends_worth: float
    most_of_total: float


@dataclass(frozen=True, slots=True)
class Settings:
    batches: BatchRule
    start: StartRule
    entry: EntryRule
    silent_months: int
    waiting_days: int
    assumed: Assumed


@cache
def our_settings() -> Settings:
    return _settings(_ours())


def settings_of(zone: Zone) -> Settings:
    """Raises :class:`LedgerError` naming the setting that cannot be so."""
    path, said = zone.folder / SETTINGS, zone.table(TABLE, _ours())
    for key, value in said.items():
        if type(value) is not type(ours := _ours()[key]) and not (isinstance(ours, float) and type(value) is int):
            raise _wrong(path, key, value)
        if not isinstance(value, str) and value <= 0:
            raise _wrong(path, key, value)
    try:
        return _settings({**_ours(), **said})
    except RuleError as error:
        raise LedgerError(f"{path}：[{TABLE}] {error.zh}", f"{path}: [{TABLE}] {error.en}") from error


@cache
def _ours() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "works.toml").read_text(encoding="utf-8"))


def _settings(said: Mapping[str, Any]) -> Settings:
    assumed = Assumed(**{key: float(said[key]) for key in Assumed.__slots__})
    return Settings(
        batch_rule(said["batches"]), start_rule(said["start"]), entry_rule(said["entry"]), said["silent_months"],
        said["waiting_days"], assumed,
    )  # fmt: skip


def _wrong(path: Path, key: str, value: object) -> LedgerError:
    ours = _ours()[key]
    return LedgerError(
        f"{path}：[{TABLE}] {key} = {value!r} 不行；要和默认值 {ours!r} 一样写，大于 0",
        f"{path}: [{TABLE}] {key} = {value!r} cannot be; it is written as the default {ours!r}, above 0",
    )
