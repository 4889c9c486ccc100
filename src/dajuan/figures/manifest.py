"""What an export says of one zone's part of it: ``manifest-ZONE.json``, written last, so that all it names is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from dajuan.figures.copy import settle
from dajuan.ledger.trouble import LedgerError

_VERSION = 1


class Manifest(NamedTuple):
    """A zone's log as exported, and the files that hold it."""

    zone: str
    size: int
    root: str
    files: dict[str, str]
    """Path within the export → SHA-256."""
    simulated: bool = False
    """Whether the zone says that what it records is made up."""

    def under(self, table: str) -> list[str]:
        """The zone's files of ``entry``, ``value``, ``log`` or ``pack``, in the order of the log."""
        return sorted(
            (name for name in self.files if name.startswith(f"{table}/zone={self.zone}/") and ".." not in name),
            key=lambda name: (name.rpartition("/")[2], name),
        )

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        said = {"version": _VERSION, **self._asdict(), "files": dict(sorted(self.files.items()))}
        settle(manifest_path(folder, self.zone), json.dumps(said, indent=1).encode())


def manifest_path(folder: Path, zone: str) -> Path:
    return folder / f"manifest-{zone}.json"


def manifest_at(path: Path) -> Manifest:
    """The manifest in a file. Raises :class:`LedgerError` when it cannot be read."""
    try:
        said = json.loads(path.read_text("utf-8"))
        return Manifest(
            str(said["zone"]), int(said["size"]), str(said["root"]), dict(said["files"]), said.get("simulated") is True
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LedgerError(
            f"{path} 读不懂：换一个文件夹，或删去它再导出", f"{path} cannot be read: export elsewhere, or delete it"
        ) from error
