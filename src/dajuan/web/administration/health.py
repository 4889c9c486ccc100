"""Whether the server is well: what an administrator should look at first."""

from __future__ import annotations

import platform
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from dajuan import __version__
from dajuan.backups.folder import BACKUPS
from dajuan.backups.rotation import backups_in
from dajuan.ledger.kept import notes_in
from dajuan.ledger.zone import Zone
from dajuan.web.jobs.models import Job, State
from dajuan.web.served import Served
from dajuan.web.words import Words

Colour = Literal["green", "yellow", "red"]
# Ours, no standard's: room to act in before the disk is full; a nightly backup missed once; a checkpoint a month; and a
# worker looks for jobs every few seconds.
_LITTLE, _VERY_LITTLE = 10, 3
"""Percent of the disk that is free."""
_BACKUP_OLD, _CHECKPOINT_OLD = timedelta(days=2), timedelta(days=31)
_JOB_WAITS = timedelta(minutes=5)


class Sign(NamedTuple):
    """One thing looked at: a light, what it is, how it stands."""

    colour: Colour
    name: Words
    said: Words


def signs(here: Served) -> list[Sign]:
    return [
        _copies(here),
        _jobs(),
        _disk(here.folder),
        _backup(here.zone),
        _checkpoint(here.zone),
        _migrations(),
        _versions(),
    ]


def _copies(here: Served) -> Sign:
    """The derived copies catch up whenever they are asked; so asking shows whether they can."""
    size = here.size()
    with here.engine() as engine:
        behind = size - engine.size
    name = Words("台账与副本", "Ledger and copies")
    if behind > 0:
        return Sign(
            "yellow", name, Words(f"{size:,} 条，副本落后 {behind:,} 条", f"{size:,} entries, copies {behind:,} behind")
        )
    return Sign("green", name, Words(f"{size:,} 条，副本跟上了", f"{size:,} entries, copies are up with them"))


def _jobs() -> Sign:
    """A worker that lives takes up what waits within seconds."""
    name = Words("后台任务", "Jobs")
    waiting = Job.objects.filter(state=State.WAITING)
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    running = Job.objects.filter(state=State.RUNNING).count()
    last = Job.objects.exclude(seen_at=None).order_by("-seen_at").values_list("seen_at", flat=True).first()
    seen = timezone.localtime(last).strftime("%Y-%m-%d %H:%M") if last else "—"
    told = Words(
        f"排队 {waiting.count()}，进行 {running}；最近动静 {seen}",
        f"{waiting.count()} waiting, {running} running; last sign {seen}",
    )
    if oldest and timezone.now() - oldest > _JOB_WAITS and not running:
        return Sign(
            "red",
            name,
            Words(
                f"没有进程在做：看 dajuan worker 是否在运行。{told.zh}",
                f"nobody does them: see whether dajuan worker runs. {told.en}",
            ),
        )
    return Sign("green", name, told)


def _disk(folder: Path) -> Sign:
    room = shutil.disk_usage(folder)
    free = 100 * room.free // room.total
    colour: Colour = "red" if free < _VERY_LITTLE else "yellow" if free < _LITTLE else "green"
    gigabytes = room.free / 2**30
    return Sign(
        colour,
        Words("磁盘", "Disk"),
        Words(f"余 {gigabytes:,.1f} GB（{free} %）", f"{gigabytes:,.1f} GB free ({free} %)"),
    )


def _backup(zone: Zone) -> Sign:
    """Those in the zone's own folder; where they are written elsewhere (a timer), nothing is known of them here."""
    name, folder = Words("备份", "Backup"), zone.folder / BACKUPS
    kept = backups_in(folder, zone.code) if folder.is_dir() else []
    if not kept:
        return Sign(
            "yellow",
            name,
            Words(
                "园区文件夹里没有；别处的备份这里看不见",
                "none in the zone's folder; those elsewhere are not seen from here",
            ),
        )
    return _by_age(name, datetime.fromtimestamp(kept[-1].stat().st_mtime, UTC), _BACKUP_OLD)


def _checkpoint(zone: Zone) -> Sign:
    name, kept = Words("检查点", "Checkpoint"), notes_in(zone.checkpoints)
    if not kept:
        return Sign(
            "yellow",
            name,
            Words("还没有：签一个，交给园区之外的人", "none yet: sign one and hand it to somebody outside"),
        )
    return _by_age(name, datetime.fromtimestamp(kept[0].stat().st_mtime, UTC), _CHECKPOINT_OLD)


def _by_age(name: Words, at: datetime, old: timedelta) -> Sign:
    age = timezone.now() - at
    said = timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
    days = Words(f"{said}，{age.days} 天前", f"{said}, {age.days} days ago")
    return Sign("yellow" if age > old else "green", name, days)


def _migrations() -> Sign:
    executor = MigrationExecutor(connection)
    left = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    name = Words("数据表", "Tables")
    if left:
        return Sign(
            "red",
            name,
            Words(f"有 {left} 步没升级：运行 dajuan web migrate", f"{left} steps behind: run dajuan web migrate"),
        )
    return Sign("green", name, Words("已是这一版", "of this version"))


def _versions() -> Sign:
    said = f"dajuan {__version__} · Django {django.get_version()} · Python {platform.python_version()}"
    return Sign("green", Words("版本", "Versions"), Words(said, said))
