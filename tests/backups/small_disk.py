"""What a process does where there is no room: backs up and restores under a limit of file sizes, or on a full disk."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from tests.ledger.small_disk import disk, fill

from dajuan.backups.backup import backup
from dajuan.backups.restore import restore
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import zone_at


def names(folder: Path) -> str:
    return " ".join(sorted(path.name for path in folder.rglob("*")))


def back_up_onto_a_full_disk(zone: str, folder: str) -> None:
    place = disk(folder)
    (place / "yunling.tar.zst").write_bytes(b"the night before")
    fill(place, 20_000)
    try:
        backup(zone_at(Path(zone)), place / "yunling.tar.zst")
    except LedgerError as error:
        print(error)
    print(names(place), (place / "yunling.tar.zst").read_bytes().decode())


def restore_onto_a_full_disk(archive: str, folder: str) -> None:
    place = disk(folder)
    fill(place, 60_000)
    try:
        restore(Path(archive), place / "zone")
    except LedgerError as error:
        print(error)
    print(names(place))


def back_up_with_short_files(zone: str, folder: str) -> None:
    """The member that is too long for the limit comes last, so that most is written by then."""
    Path(zone, "zz.bin").write_bytes(os.urandom(200_000))
    place = Path(folder, "short")
    place.mkdir()
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
    try:
        backup(zone_at(Path(zone)), place / "yunling.tar.zst")
    except LedgerError as error:
        print(error)
    print(f"left: {names(place)}")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
