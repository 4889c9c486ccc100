"""A zone into one file, while everybody goes on working. ``dajuan backup`` and the web application's button call it."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dajuan import __version__
from dajuan.backups.archive import ZONE, Packer, codec_of, packing, unpacked
from dajuan.backups.databases import copy_database
from dajuan.backups.entries import add_log
from dajuan.backups.folder import BACKUPS, checkpoints_of, databases_of, files_of, ledger_file, member_of
from dajuan.backups.manifest import FORMAT, Log, Manifest, Member
from dajuan.backups.progress import Count, Progress, unseen
from dajuan.backups.trouble import BackupError
from dajuan.backups.web_tables import DUMP, dump_tables, web_address
from dajuan.ledger.entry import timestamp
from dajuan.ledger.zone import Zone
from dajuan.outputs.atomic import whole_file
from dajuan.outputs.trouble import OutputError

_KEY = f"{ZONE}keys/log.key"


class BackedUp(NamedTuple):
    """What was made. ``unsound`` are evidence files that are lost or altered in the zone itself."""

    path: Path
    size: int
    manifest: Manifest
    unsound: tuple[str, ...]


class _Secrets(NamedTuple):
    keys: bool
    persons: bool


def backup(
    zone: Zone,
    path: Path,
    *,
    keys: bool = True,
    persons: bool = False,
    now: datetime | None = None,
    progress: Progress = unseen,
) -> BackedUp:
    """Everything of a zone that cannot be made anew, as it is now, in the file ``path``, which is read back first.

    ``persons``: with the keys of pseudonyms. What was acknowledged before the call is in it. Raises :class:`LedgerError`, and then ``path`` is as it was.
    """
    codec_of(path)
    _refuse_inside(zone, path)
    try:
        return _made(zone, path, _Secrets(keys, persons), timestamp(now or datetime.now(UTC)), Count(progress))
    except OutputError as error:
        raise BackupError(error.zh, error.en) from error


def _made(zone: Zone, path: Path, secrets: _Secrets, taken_at: str, told: Count) -> BackedUp:
    with whole_file(path) as neighbour:
        with packing(neighbour, codec_of(path)) as packer:
            work = _Work(zone, packer, secrets, told)
            work.run(neighbour.parent)
            manifest = packer.close(lambda members: work.manifest(taken_at, members))
        if unpacked(neighbour, None, told) != manifest:
            raise BackupError(f"{path}：读回的与写下的不同", f"{path}: what was read back is not what was written")
        _reach_the_disk(neighbour)
        size = neighbour.stat().st_size
    return BackedUp(path, size, manifest, tuple(work.unsound))


class _Work:
    """One backup on its way. The order of its steps is what makes it consistent: see the room's docstring."""

    def __init__(self, zone: Zone, packer: Packer, secrets: _Secrets, told: Count) -> None:
        self.zone, self.packer, self.secrets, self.told = zone, packer, secrets, told
        self.log = Log(0, "")
        self.unsound: list[str] = []

    def run(self, beside: Path) -> None:
        ledger = ledger_file(self.zone)
        if ledger is not None and not ledger.is_file():
            raise BackupError(f"台账文件不见了：{ledger}", f"the ledger is gone: {ledger}")
        self._files(checkpoints_of(self.zone))
        with tempfile.TemporaryDirectory(dir=beside, prefix=".backing-up-") as folder:
            self._accounts(Path(folder))
        named = self._entries()
        self._evidence(named)
        self._files(files_of(self.zone, **self.secrets._asdict()))

    def _accounts(self, folder: Path) -> None:
        for path in databases_of(self.zone):
            copy = folder / path.name
            copy_database(path, copy)
            self.packer.add_file(member_of(self.zone, path), copy)
            self.told(1)
        address = web_address(self.zone)
        if address and dump_tables(address, folder / "web.dump"):
            self.packer.add_file(DUMP, folder / "web.dump")
            self.told(1)

    def _entries(self) -> set[str]:
        store = self.zone.store()
        try:
            with store.reading() as reader:
                files = len(files_of(self.zone, **self.secrets._asdict())) + sum(1 for _ in self.zone.evidence().all())
                self.told.expect(reader.head().size + 2 * files)  # written, and read back
                self.log, named = add_log(reader, self.packer, self.told)
        finally:
            store.close()
        return named

    def _evidence(self, named: set[str]) -> None:
        evidence = self.zone.evidence()
        for sha256 in sorted(named.union(evidence.all())):
            path = evidence.path_of(sha256)
            try:
                sound = self.packer.add_file(member_of(self.zone, path), path) == sha256
            except FileNotFoundError:
                sound = False
            if not sound:
                self.unsound.append(member_of(self.zone, path))
            self.told(1)

    def _files(self, paths: list[Path]) -> None:
        for path in paths:
            try:
                self.packer.add_file(member_of(self.zone, path), path)
            except FileNotFoundError:
                continue  # it was passed on from the outbox, or deleted, since the folder was looked through
            self.told(1)

    def manifest(self, taken_at: str, members: dict[str, Member]) -> Manifest:
        return Manifest(
            format=FORMAT,
            dajuan=__version__,
            taken_at=taken_at,
            zone=self.zone.code,
            name=self.zone.title(),
            database="sqlite" if ledger_file(self.zone) else "postgresql",
            keys=_KEY in members,
            log=self.log,
            members=members,
        )


def _refuse_inside(zone: Zone, path: Path) -> None:
    """The next backup would hold this one, the one after it both."""
    where = Path(os.path.realpath(path))
    home = Path(os.path.realpath(zone.folder))
    if home in where.parents and home / BACKUPS not in where.parents:
        raise BackupError(
            f"{path} 在园区文件夹里，会被下一次备份再装一遍：放到 {zone.folder / BACKUPS} 或别处",
            f"{path} is in the zone's folder and would be in the next backup: put it into {zone.folder / BACKUPS} or"
            " elsewhere",
        )


def _reach_the_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
