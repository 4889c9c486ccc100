"""Where the lines are drawn: ``events.toml``, and what a zone says instead under ``[events]`` in its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone

TABLE = "events"


class Lines(NamedTuple):
    window_days: int
    follow_up_days: int


def our_lines() -> Lines:
    return Lines(**_ours())


def lines_of(zone: Zone) -> Lines:
    """A zone's own where it has any. Raises :class:`LedgerError` naming the setting that cannot be so."""
    said = zone.table(TABLE, _ours())
    for key, value in said.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            path = zone.folder / SETTINGS
            raise LedgerError(
                f"{path}：[{TABLE}] {key} = {value!r} 不行，要 1 以上的整数",
                f"{path}: [{TABLE}] {key} = {value!r} cannot be; a whole number from 1",
            )
    return Lines(**{**_ours(), **said})


@cache
def _ours() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "events.toml").read_text(encoding="utf-8"))
