"""A copy of an SQLite file as it is at one moment, by SQLite's own online backup: whoever writes goes on writing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from dajuan.backups.trouble import BackupError

_WAIT = 60.0
"""Seconds SQLite waits for a lock."""


def copy_database(source: Path, copy: Path) -> None:
    try:
        with closing(sqlite3.connect(source, timeout=_WAIT)) as one, closing(sqlite3.connect(copy)) as other:
            one.backup(other)
            other.execute("pragma journal_mode = delete")  # so that the copy is one file
    except sqlite3.Error as error:
        raise BackupError(
            f"{source} 没能备份（{error}）：磁盘满、文件损坏或没有权限都会如此",
            f"{source} could not be backed up ({error}): a full disk, a damaged file or missing rights",
        ) from error
