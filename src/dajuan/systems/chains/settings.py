"""Where the lines are drawn: ``chains.toml``, and what a zone says instead under ``[chains]`` in its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone

TABLE = "chains"
PLACES = ("zone", "city", "province", "country", "abroad")
"""Where a supplier may be, as the pack ``chain-supplies`` has it."""


@dataclass(frozen=True, slots=True)
class Lines:
    local: frozenset[str]
    most: Fraction
    critical_routes: Fraction
    project_behind: Fraction
    drawn_nodes: int


def our_lines() -> Lines:
    return _lines(_ours())


def lines_of(zone: Zone) -> Lines:
    """A zone's own where it has any. Raises :class:`LedgerError` naming the setting that cannot be so."""
    path, said = zone.folder / SETTINGS, zone.table(TABLE, _ours())
    for key, value in said.items():
        _check(path, key, value)
    return _lines({**_ours(), **said})


@cache
def _ours() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "chains.toml").read_text(encoding="utf-8"))


def _check(path: Path, key: str, value: object) -> None:
    right = {
        "local": isinstance(value, list) and bool(value) and all(one in PLACES for one in value),
        "drawn_nodes": isinstance(value, int) and not isinstance(value, bool) and value > 0,
    }.get(key, isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1)
    if not right:
        wanted = {"local": " ".join(PLACES), "drawn_nodes": "1, 2, …"}.get(key, "0 < … ≤ 1")
        raise LedgerError(
            f"{path}：[{TABLE}] {key} = {value!r} 不行；可以是 {wanted}",
            f"{path}: [{TABLE}] {key} = {value!r} cannot be; it may be {wanted}",
        )


def _lines(said: Mapping[str, Any]) -> Lines:
    return Lines(
        frozenset(said["local"]),
        Fraction(str(said["most"])),
        Fraction(str(said["critical_routes"])),
        Fraction(str(said["project_behind"])),
        int(said["drawn_nodes"]),
    )
