"""``dajuan backup``: a whole zone in one file."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from dajuan.backups.backup import BackedUp, backup
from dajuan.backups.folder import BACKUPS
from dajuan.backups.progress import unseen
from dajuan.backups.rotation import name_at, rotate
from dajuan.backups.trouble import BackupError
from dajuan.cli import FOUND
from dajuan.cli.printing import put
from dajuan.cli.progress import progress_on_stderr
from dajuan.cli.zone import zone_of
from dajuan.ledger.zone import Zone


def run(options: Namespace) -> int:
    zone, now = zone_of(options), datetime.now(UTC)
    if options.keep is not None and options.keep < 1:
        raise BackupError(f"--keep 至少是 1，不是 {options.keep}", f"--keep is at least 1, not {options.keep}")
    path = _path(options, zone, now)
    with progress_on_stderr("备份 backup") as progress:
        done = backup(
            zone,
            path,
            keys=not options.without_keys,
            persons=options.with_persons,
            now=now,
            progress=progress or unseen,
        )
    deleted = [] if options.keep is None else rotate(path, code=zone.code, keep=options.keep)
    put("\n".join(_told_en(done, deleted) if options.lang == "en" else _told(done, deleted)) + "\n", None)
    return FOUND if done.unsound else 0


def _path(options: Namespace, zone: Zone, now: datetime) -> Path:
    """The file named, or one named by the time in the folder named."""
    given = options.output
    if given is None:
        (zone.folder / BACKUPS).mkdir(exist_ok=True)
    folder = zone.folder / BACKUPS if given is None else Path(given)
    if given is None or folder.is_dir() or given.endswith(os.sep):
        return folder / name_at(zone.code, now)
    if options.keep is not None:
        raise BackupError(
            f"--keep 要和文件夹一起用，{given} 不是文件夹", f"--keep goes with a folder, and {given} is none"
        )
    return folder


def _told(done: BackedUp, deleted: list[Path]) -> list[str]:
    manifest = done.manifest
    lines = [f"{name}：佐证丢失或已被改动，备份里也只能如此" for name in done.unsound]
    lines.append(
        f"{manifest.name}：{manifest.log.size:,} 条记录，{len(manifest.members):,} 个文件，根 {manifest.log.root}"
    )
    lines.append(f"备份在 {done.path}（{done.size:,} 字节），已读回核对")
    lines += [f"删去旧备份 {path}" for path in deleted]
    if manifest.keys:
        lines.append(
            "注意：里面有签名密钥 keys/log.key 和全部资料，谁拿到它就能以本园区的名义签检查点；锁好，或加 --without-keys。"
        )
    else:
        lines.append("注意：里面没有签名密钥；keys/ 要另外保存，丢了就再也签不了这本日志的检查点。")
    return [*lines, "放到另一台机器上，才算备份。"]


def _told_en(done: BackedUp, deleted: list[Path]) -> list[str]:
    manifest = done.manifest
    lines = [
        f"{name}: this evidence is lost or altered in the zone, and so it is in the backup" for name in done.unsound
    ]
    lines.append(
        f"{manifest.name}: {manifest.log.size:,} entries, {len(manifest.members):,} files, root {manifest.log.root}"
    )
    lines.append(f"The backup is {done.path} ({done.size:,} bytes), and was read back")
    lines += [f"deleted the older {path}" for path in deleted]
    if manifest.keys:
        lines.append(
            "Take care: the signing key keys/log.key and all data are in it; whoever has it can sign checkpoints in this"
            " zone's name. Lock it up, or use --without-keys."
        )
    else:
        lines.append(
            "Take care: the signing key is not in it. Keep keys/ elsewhere: without it this log's checkpoints can never"
            " be signed again."
        )
    return [*lines, "It is a backup once it lies on another machine."]
