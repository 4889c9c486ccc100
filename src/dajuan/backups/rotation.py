"""Names of backups that are made day after day, and how many of them are kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from dajuan.backups.archive import CODECS
from dajuan.backups.trouble import BackupError

_ENDING = next(iter(CODECS))


def name_at(code: str, moment: datetime) -> str:
    """``yunling-20241231T020000Z.tar.zst``: names in the order of time."""
    return f"{code}-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}{_ENDING}"


def backups_in(folder: Path, code: str) -> list[Path]:
    """This zone's backups so named, oldest first. Files of other names are somebody else's."""
    endings = "|".join(map(re.escape, CODECS))
    name = re.compile(rf"{re.escape(code)}-\d{{8}}T\d{{6}}Z(?:{endings})")
    return sorted(path for path in folder.iterdir() if path.is_file() and name.fullmatch(path.name))


def rotate(newest: Path, *, code: str, keep: int) -> list[Path]:
    """Delete the oldest but ``keep``, of which ``newest``, just made and read back, is always one; those deleted."""
    if keep < 1:
        raise BackupError(f"--keep 至少是 1，不是 {keep}", f"--keep is at least 1, not {keep}")
    others = [path for path in backups_in(newest.parent, code) if path.name != newest.name]
    old = others[: max(0, len(others) - (keep - 1))]
    for path in old:
        path.unlink()
    return old
