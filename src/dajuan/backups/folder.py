"""What of a zone's folder goes into its backup: everything but what can be made anew and what lives for a moment.

Left out are ``derived/``, ``backups/`` themselves, ``telemetry/`` (raw readings by the gigabyte, written to all the time, with
firms' keys beside them: what came of them is in the ledger and its evidence), ``persons/`` unless it is asked for (the keys
of pseudonyms: with them a backup would tell whom the ledger's codes mean), locks, SQLite's side files, files still being written, and the
ledger's own file, whose entries go in as lines. A link is followed: evidence may lie on another disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dajuan.backups.archive import ZONE
from dajuan.ledger.zone import Zone
from dajuan.systems.talent import PERSONS

BACKUPS = "backups"
"""The folder in a zone's folder where backups go unless another is named."""
_LEFT_OUT = {"derived", BACKUPS, "telemetry"}
_FOR_A_MOMENT = ("-wal", "-shm", "-journal", "-turn", ".lock", ".part", ".pid", ".sock", ".tmp")
_SQLITE = b"SQLite format 3\x00"
_KEYS, _PUBLIC = "keys", ".pub"


def is_of_a_moment(name: str) -> bool:
    """Locks, side files, and hidden files that a writer has not yet given their name."""
    return name.endswith(_FOR_A_MOMENT) or name.startswith((".coming-", ".restoring"))


def files_of(zone: Zone, *, keys: bool, persons: bool = False) -> list[Path]:
    """The plain files, by their names, except evidence, SQLite databases and checkpoints: they have their own turn."""
    own = {ledger_file(zone), *databases_of(zone)}
    without = {"evidence", *_LEFT_OUT, *(() if persons else (PERSONS,))}
    found = (path for path in _walk(zone.folder, without) if path not in own)
    return sorted(path for path in found if not _is_note(zone, path) and (keys or not is_secret(zone, path)))


def checkpoints_of(zone: Zone) -> list[Path]:
    return sorted(path for path in zone.checkpoints.glob("*.note") if path.is_file())


def _is_note(zone: Zone, path: Path) -> bool:
    """A checkpoint signed since they had their turn speaks of entries that are not in the backup."""
    return path.parent == zone.checkpoints and path.suffix == ".note"


def is_secret(zone: Zone, path: Path) -> bool:
    """All of ``keys/`` but what is public."""
    return path.relative_to(zone.folder).parts[0] == _KEYS and path.suffix != _PUBLIC


def databases_of(zone: Zone) -> list[Path]:
    """SQLite files of the rooms above the ledger: accounts, notices."""
    return sorted(path for path in zone.folder.iterdir() if is_database(zone, path))


def is_database(zone: Zone, path: Path) -> bool:
    """One in a folder below is somebody's file, not ours, and is not opened."""
    if path.parent != zone.folder or path == ledger_file(zone) or is_of_a_moment(path.name) or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def ledger_file(zone: Zone) -> Path | None:
    address = os.path.expandvars(zone.database)
    return None if "://" in address else zone.folder / address


def member_of(zone: Zone, path: Path) -> str:
    return ZONE + path.relative_to(zone.folder).as_posix()


def _walk(folder: Path, without: set[str]) -> Iterator[Path]:
    """Files below, links followed; a folder that a link leads back to is entered once."""
    entered = set[str]()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        if Path(place) == folder:
            folders[:] = [name for name in folders if name not in without]
        folders[:] = sorted(name for name in folders if not is_of_a_moment(name))
        yield from (path for name in names if not is_of_a_moment(name) and (path := Path(place, name)).is_file())
