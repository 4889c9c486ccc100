"""Which zone a command speaks of, its ledger in hand, and who is at the keyboard."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, tzinfo
from pathlib import Path

from dajuan.cli.nearest import did_you_mean, nearest
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone, zone_at
from dajuan.programmes.pack import Programme
from dajuan.programmes.values.dates import read_date
from dajuan.programmes.values.trouble import ValueTrouble


def zone_of(options: Namespace) -> Zone:
    """``--zone``, else ``DAJUAN_ZONE``, else the nearest zone above the current folder."""
    named = options.zone or os.environ.get("DAJUAN_ZONE")
    if named and not (Path(named) / SETTINGS).is_file():
        raise LedgerError(
            f"{named} 不是园区文件夹（没有 {SETTINGS}）：先运行 dajuan init {named}",
            f"{named} is no zone's folder (it has no {SETTINGS}): run dajuan init {named} first",
        )
    zone = zone_at(Path(named or "."))
    _refuse_lost(zone)
    return zone


def zone_if_any(options: Namespace) -> Zone | None:
    """The zone, or None where there is none: what can be done without one is done. A zone that is broken is told."""
    named = options.zone or os.environ.get("DAJUAN_ZONE")
    here = Path().resolve()
    if not named and not any(_is_zone(place / SETTINGS) for place in (here, *here.parents)):
        return None
    return zone_of(options)


def _is_zone(path: Path) -> bool:
    """Settings for checking reports alone, without a ``[zone]``, make no zone."""
    try:
        return "[zone]" in path.read_text("utf-8", "replace")
    except OSError:
        return False


def _refuse_lost(zone: Zone) -> None:
    """A ledger file that is gone is not made anew: an empty ledger would look as if nothing had ever been recorded."""
    address = os.path.expandvars(zone.database)
    path = zone.folder / address
    if "://" not in address and not path.is_file():
        raise LedgerError(
            f"台账文件不见了：{path}；从备份恢复它，或运行 dajuan init {zone.folder} 从空的开始",
            f"the ledger is gone: {path}; restore it, or run dajuan init {zone.folder} to begin with an empty one",
        )


@contextmanager
def opened(options: Namespace) -> Iterator[tuple[Zone, Ledger]]:
    """The zone and its ledger, closed when the command is done."""
    zone = zone_of(options)
    ledger = ledger_of(zone)
    try:
        yield zone, ledger
    finally:
        ledger.store.close()


def programme_of(programmes: Mapping[str, Programme], said: str) -> Programme:
    """A programme by its code or its name."""
    for one in programmes.values():
        if said in {one.code, one.name.zh, one.name.en}:
            return one
    known = {name: one.code for one in programmes.values() for name in (one.code, one.name.zh, one.name.en) if name}
    zh, en = did_you_mean(list(dict.fromkeys(known[name] for name in nearest(said, known))))
    raise LedgerError(
        f"没有启用“{said}”{zh or '；'}已启用：{'、'.join(programmes) or '（无）'}",
        f"'{said}' is not switched on{en or ';'} on are: {', '.join(programmes) or 'none'}",
    )


def actor_of(options: Namespace, zone: Zone) -> str:
    """Who records: ``--by``, ``DAJUAN_ACTOR``, ``by`` under ``[record]`` in the settings, or the login name."""
    settings = zone.extra.get("record")
    told = settings.get("by") if isinstance(settings, dict) else None
    actor = options.by or os.environ.get("DAJUAN_ACTOR") or told or _login()
    if not str(actor or "").strip():
        raise LedgerError("不知道是谁记的：用 --by 写明", "it is not known who records this: say it with --by")
    return str(actor).strip()


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return ""


def today_in(zone: Zone) -> date:
    return datetime.now(zone.timezone).date()


def day_of(said: str, option: str) -> date:
    """A day as people write it."""
    try:
        return date.fromisoformat(read_date(said))
    except ValueTrouble as error:
        raise LedgerError(f"{option}：{error.zh}", f"{option}: {error.en}") from error


def moment_of(said: str, timezone: tzinfo) -> datetime:
    """A moment, in the zone's time unless it says otherwise; a day alone means the end of that day."""
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError:
        return datetime.combine(day_of(said, "--known-at"), time.max, timezone)
    if len(said.strip()) <= len("2024-10-05"):
        moment = datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone)
