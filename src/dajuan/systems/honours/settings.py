"""``honours.toml``, and what a zone says instead or besides under ``[honours]`` in its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.systems.honours.schemes import Scheme, SchemeError, scheme_of

TABLE, SCHEMES = "honours", "scheme"


@dataclass(frozen=True, slots=True)
class Settings:
    expiring_days: int
    tutoring_months: int
    letter_months: int
    schemes: tuple[Scheme, ...]
    """The first that fits is used; the last fits all."""

    def scheme(self, kind: str, level: str) -> Scheme:
        return next(one for one in self.schemes if one.fits(kind, level))


@cache
def our_settings() -> Settings:
    ours = _ours()
    return _settings(ours, tuple(scheme_of(one) for one in ours[SCHEMES]))


def settings_of(zone: Zone) -> Settings:
    """Raises :class:`LedgerError` naming the setting that cannot be so."""
    path, said = zone.folder / SETTINGS, zone.table(TABLE, _ours())
    for key, value in said.items():
        _check(path, key, value)
    try:
        own = tuple(scheme_of(one) for one in said.get(SCHEMES, []))
    except SchemeError as error:
        raise LedgerError(
            f"{path}：[[{TABLE}.{SCHEMES}]] {error.zh}", f"{path}: [[{TABLE}.{SCHEMES}]] {error.en}"
        ) from error
    return _settings({**_ours(), **said}, (*own, *our_settings().schemes))


@cache
def _ours() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "honours.toml").read_text(encoding="utf-8"))


def _settings(said: Mapping[str, Any], schemes: tuple[Scheme, ...]) -> Settings:
    return Settings(said["expiring_days"], said["tutoring_months"], said["letter_months"], schemes)


def _check(path: Path, key: str, value: object) -> None:
    right = isinstance(value, list) if key == SCHEMES else type(value) is int and value >= 0
    if not right:
        wanted = (f"写成 [[{TABLE}.{SCHEMES}]]", f"written as [[{TABLE}.{SCHEMES}]]") if key == SCHEMES else ("0 以上的整数", "a whole number from 0 on")  # fmt: skip
        raise LedgerError(
            f"{path}：[{TABLE}] {key} = {value!r} 不行；应是{wanted[0]}",
            f"{path}: [{TABLE}] {key} = {value!r} cannot be; it is {wanted[1]}",
        )
