"""备份: those in the zone's folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dajuan.backups.folder import BACKUPS
from dajuan.backups.rotation import backups_in
from dajuan.ledger.zone import Zone


class Backup(NamedTuple):
    path: Path
    at: datetime
    size: int
    """Bytes."""


def kept(zone: Zone) -> list[Backup]:
    """Newest first."""
    folder = zone.folder / BACKUPS
    found = reversed(backups_in(folder, zone.code)) if folder.is_dir() else ()
    return [Backup(path, datetime.fromtimestamp(path.stat().st_mtime, UTC), path.stat().st_size) for path in found]


def called(zone: Zone, name: str) -> Path | None:
    """Only a file that is in the list: the name is never used as a path."""
    return next((one.path for one in kept(zone) if one.path.name == name), None)
