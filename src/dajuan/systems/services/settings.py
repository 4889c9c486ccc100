"""Where the lines are drawn: ``services.toml``, and what a zone says instead under ``[services]`` in its settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.standards.words import Words

TABLE = "services"
CIRCLE = "circle"
"""What stands for a service where all of the circle is meant."""


@dataclass(frozen=True, slots=True)
class Service:
    key: str
    name: Words
    kinds: frozenset[str]
    """Of facilities, as the pack has them."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lengths in metres."""

    office: str
    """The organisation that changes the bases and keeps measurements."""
    snap_limit: float
    fragment_below: float
    candidate_spacing: float
    most_places: int
    shift_share: float
    shift_from: float
    circle: tuple[str, ...]
    services: Mapping[str, Service] = field(compare=False)


def our_lines() -> Lines:
    return _lines(_ours())


def lines_of(zone: Zone) -> Lines:
    """A zone's own where it has any; its services are added to ours, those of the same key stand for ours. Raises
    :class:`LedgerError` naming the setting that cannot be so."""
    said = zone.table(TABLE, _ours())
    listed = {**_ours()["list"], **said.get("list", {})}
    merged = {**_ours(), **said, "list": listed}
    for key, value in merged.items():
        if not _is_right(key, value, listed):
            path = zone.folder / SETTINGS
            raise LedgerError(
                f"{path}：[{TABLE}] {key} = {value!r} 不行，写法见 services.toml",
                f"{path}: [{TABLE}] {key} = {value!r} cannot be; see services.toml",
            )
    return _lines(merged)


@cache
def _ours() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "services.toml").read_text(encoding="utf-8"))


def _is_right(key: str, value: object, listed: Mapping[str, Any]) -> bool:
    match key:
        case "circle":
            return isinstance(value, list) and bool(value) and all(one in listed for one in value)
        case "office":
            return isinstance(value, str) and bool(value)
        case "list":
            return all(map(_is_service, listed.values()))
        case _:
            return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _is_service(one: object) -> bool:
    if not isinstance(one, dict) or one.keys() != {"zh", "en", "kinds"}:
        return False
    return isinstance(one["kinds"], list) and all(isinstance(kind, str) for kind in one["kinds"])


def _lines(said: Mapping[str, Any]) -> Lines:
    services = {
        key: Service(key, Words(one["zh"], one["en"]), frozenset(one["kinds"])) for key, one in said["list"].items()
    }
    lengths = {key: float(said[key]) for key in ("snap_limit", "fragment_below", "candidate_spacing", "shift_from")}
    return Lines(
        office=said["office"],
        **lengths,
        most_places=int(said["most_places"]),
        shift_share=float(said["shift_share"]),
        circle=tuple(said["circle"]),
        services=services,
    )
