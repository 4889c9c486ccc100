"""A zone out of a backup: into an empty folder and an empty database, whole or not at all.

Everything is unpacked beside its place, held to the manifest, the log is grown again to its root and audited; only then
do the files move to their places, the settings last: without them a folder is no zone. What the audit finds after all
that was wrong in the zone already when it was backed up: it is told, and no reason to keep the rest from anybody.
"""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dajuan.backups.archive import unpacked
from dajuan.backups.entries import copy_log, load_log
from dajuan.backups.folder import ledger_file
from dajuan.backups.manifest import Manifest
from dajuan.backups.progress import Count, Progress, unseen
from dajuan.backups.trouble import BackupError
from dajuan.backups.web_tables import DUMP, refuse_tables, restore_tables, web_address
from dajuan.ledger.audit import Audit, audit
from dajuan.ledger.kept import notes_in
from dajuan.ledger.note import NoteError
from dajuan.ledger.store import Store, store_at
from dajuan.ledger.zone import SETTINGS, Zone, zone_at
from dajuan.systems.talent import PERSONS

STAGING = ".restoring"
_FOLDERS = ("evidence", "programmes", "checkpoints", "derived", "keys")
_DATABASE = re.compile(r"^[ \t]*database[ \t]*=.*$", re.MULTILINE)
_LEDGER = re.compile(r"^[ \t]*\[ledger\][^\n]*\n(?:(?![ \t]*\[).*\n?)*", re.MULTILINE)


class Restored(NamedTuple):
    zone: Zone
    manifest: Manifest
    audit: Audit


def restore(
    path: Path,
    folder: Path,
    *,
    database: str | None = None,
    web: bool = True,
    progress: Progress = unseen,
) -> Restored:
    """``database`` takes the place of the one in the settings; ``web`` False leaves the web application's tables out.

    Raises :class:`BackupError` or :class:`LedgerError`; then the folder is as it was.
    """
    new = _emptied(folder)
    staging = folder / STAGING
    told = Count(progress)
    try:
        staging.mkdir(mode=0o700)
        manifest = unpacked(path, staging, told)
        told.expect(manifest.log.size)
        zone = _settled(staging / "zone", database)
        found = _filled(zone, manifest, staging, web, told)
        _moved(staging / "zone", folder)
    except OSError as error:
        _clear(staging, folder, new)
        raise BackupError(
            f"{folder}：写不进去（{error.strerror}），什么也没有恢复",
            f"{folder} cannot be written ({error.strerror}): nothing was restored",
        ) from error
    except BaseException:
        _clear(staging, folder, new)
        raise
    shutil.rmtree(staging)
    return Restored(zone_at(folder), manifest, found)


def _emptied(folder: Path) -> bool:
    """Make the folder if it is not there, which is told; what a restore cut short has left is taken away."""
    if not folder.exists():
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise BackupError(
                f"{folder} 建不成：{error.strerror}", f"{folder} cannot be made: {error.strerror}"
            ) from error
        return True
    if not folder.is_dir() or any(one.name not in {STAGING, "lost+found"} for one in folder.iterdir()):
        raise BackupError(
            f"{folder} 不是空文件夹：恢复只进空文件夹，从不盖掉什么",
            f"{folder} is not an empty folder: nothing is ever restored over what is there",
        )
    shutil.rmtree(folder / STAGING, ignore_errors=True)
    return False


def _clear(staging: Path, folder: Path, new: bool) -> None:
    shutil.rmtree(staging, ignore_errors=True)
    if new:
        with suppress(OSError):
            folder.rmdir()


def _settled(folder: Path, database: str | None) -> Zone:
    """The zone as it was unpacked, with the rights its files should have and the database it will have."""
    path = folder / SETTINGS
    if not path.is_file():
        raise BackupError(f"备份里没有 {SETTINGS}", f"the backup has no {SETTINGS}")
    for name in _FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    for file in (folder / "evidence").rglob("*"):
        if file.is_file():
            file.chmod(0o444)
    for secrets in ("keys", PERSONS):
        for file in (folder / secrets).rglob("*"):
            if file.is_file() and file.suffix != ".pub":
                file.chmod(0o600)
    if database is not None:
        path.write_text(with_database(path.read_text("utf-8"), database), "utf-8")
    return zone_at(folder)


def with_database(settings: str, database: str) -> str:
    """The settings with this database, every other line and comment as it was."""
    line = 'database = "' + database.replace("\\", "\\\\").replace('"', '\\"') + '"'
    table = _LEDGER.search(settings)
    if table is None:
        changed = f"{settings.rstrip()}\n\n[ledger]\n{line}\n"
    elif _DATABASE.search(table[0]):
        changed = settings[: table.start()] + _DATABASE.sub(lambda _: line, table[0], count=1) + settings[table.end() :]
    else:
        head, _, rest = table[0].partition("\n")
        changed = settings[: table.start()] + f"{head}\n{line}\n{rest}" + settings[table.end() :]
    if tomllib.loads(changed)["ledger"]["database"] != database:
        raise BackupError(f"{SETTINGS} 的 [ledger] 改不了，请手工改 database", f"change database in {SETTINGS} by hand")
    return changed


def _filled(zone: Zone, manifest: Manifest, staging: Path, web: bool, told: Callable[[int], None]) -> Audit:
    """The log, audited before anything leaves this folder; then, where it is in PostgreSQL, the databases."""
    path, target = ledger_file(zone), None
    dump = staging / DUMP
    address = web_address(zone) if web and dump.exists() else None
    if path is None:
        target = store_at(os.path.expandvars(zone.database))
    elif zone.folder not in Path(os.path.realpath(path)).parents:
        raise BackupError(
            f"台账原在园区文件夹之外（{zone.database}）：用 --database 写明恢复到哪里",
            f"the ledger was outside of the zone's folder ({zone.database}): say with --database where it goes",
        )
    try:
        _refuse_full(target, address)
        if web and dump.exists() and address is None:
            raise BackupError(
                "备份里的网页账号和设置只能恢复到 PostgreSQL：--database 写 postgresql://…，或加 --without-web 不要它们",
                "the web application's tables in this backup go into PostgreSQL only: give --database postgresql://…, or"
                " leave them out with --without-web",
            )
        file = path or staging / "ledger.sqlite"
        file.parent.mkdir(parents=True, exist_ok=True)
        store = store_at(str(file))
        try:
            load_log(staging, manifest.log, store, told)
            found = _audited(zone, store)
            if address:
                restore_tables(address, dump)
            if target is not None:
                copy_log(store, target, told)
        finally:
            store.close()
    finally:
        if target is not None:
            target.close()
    return found


def _refuse_full(target: Store | None, address: str | None) -> None:
    if target is not None:
        with target.reading() as reader:
            size = reader.head().size
        if size:
            raise BackupError(
                f"数据库里已有 {size} 条记录：只恢复到空的数据库，用 --database 另写一个",
                f"the database holds {size} entries already: restore into an empty one, name it with --database",
            )
    if address:
        refuse_tables(address)


def _audited(zone: Zone, store: Store) -> Audit:
    try:
        verifier = zone.verifier()
    except (OSError, ValueError, NoteError):
        verifier = None
    with store.reading() as reader:
        return audit(reader, zone.evidence(), notes_in(zone.checkpoints), verifier)


def _moved(staged: Path, folder: Path) -> None:
    """Into their places, the settings last."""
    names = sorted((one.name for one in staged.iterdir()), key=lambda name: (name == SETTINGS, name))
    moved = list[str]()
    try:
        for name in names:
            if not name.endswith("-turn"):
                (staged / name).replace(folder / name)
                moved.append(name)
    except BaseException:
        for name in moved:
            (folder / name).replace(staged / name)
        raise
