"""A zone's backup and restore, against what copying its bytes alone would cost, in the same run.

The floor of a backup is SQLite's own online backup of the ledger and a ``tar | zstd -3`` of that and the evidence: no
hash, no root, nothing read back. The floor of a restore is ``zstd -d | tar -x``: nothing is looked at. Ours hashes every
member, grows the log to its root twice, reads the whole file back, and audits what it restores.

Usage: python bench/backup.py [--entries N] [--files N] [--rounds N]
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter

from dajuan.backups.backup import backup
from dajuan.backups.restore import restore
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import Zone, make_zone

HOUSING = "housing-delivery"
BATCH = 5_000


def zone_with(folder: Path, entries: int, files: int) -> Zone:
    """Estates, opened, and evidence of 100 KB that nothing compresses, as scans are."""
    zone = make_zone(folder, name="云岭高新区", code="yunling", on=[HOUSING])
    ledger, evidence = ledger_of(zone), zone.evidence()
    for start in range(0, entries, BATCH):
        append(ledger, [draft(number) for number in range(start, min(start + BATCH, entries))], actor="王")
    for number in range(files):
        evidence.keep_stream(BytesIO(os.urandom(100_000)), name=f"{number}.bin")
    ledger.store.close()
    return zone


def draft(number: int) -> Draft:
    fields = {"name": f"云岭花园{number}期", "developer": f"云岭{number % 97}号置业", "homes": 100 + number % 900}
    return Draft(
        programme=HOUSING, subject=f"E-{number:07}", kind="opened", effective_on=date(2024, 1, 2), fields=fields
    )


def copied(zone: Zone, place: Path) -> Path:
    """The floor of a backup."""
    with closing(sqlite3.connect(zone.folder / "ledger.sqlite")) as one, closing(sqlite3.connect(place / "l")) as other:
        one.backup(other)
    path = place / "floor.tar.zst"
    command = f"tar -cf - {place}/l {zone.folder}/evidence 2>/dev/null | zstd -q -3 -o {path}"
    subprocess.run(command, shell=True, check=True)
    (place / "l").unlink()
    return path


def unpacked(path: Path, place: Path) -> None:
    place.mkdir()
    subprocess.run(f"zstd -qdc {path} | tar -xf - -C {place}", shell=True, check=True)


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    told.add_argument("--entries", type=int, default=200_000)
    told.add_argument("--files", type=int, default=2_000)
    told.add_argument("--rounds", type=int, default=3)
    options = told.parse_args()
    with tempfile.TemporaryDirectory(prefix="dajuan-backup-") as folder:
        place = Path(folder)
        zone = zone_with(place / "zone", options.entries, options.files)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rounds = [one_round(zone, place) for _ in range(options.rounds)]
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    backed, floor, restored, bare, size, bare_size = (statistics.median(one) for one in zip(*rounds, strict=True))
    print(f"{options.entries:,} entries, {options.files:,} files of 100 KB, median of {options.rounds} rounds")
    print(
        f"backup  {backed:6.2f} s  floor {floor:6.2f} s  {backed / floor:.1f} times; {size / bare_size:.2f} of its size"
    )
    print(f"restore {restored:6.2f} s  floor {bare:6.2f} s  {restored / bare:.1f} times")
    print(f"memory grew by {grown} MB at most")


def one_round(zone: Zone, place: Path) -> tuple[float, float, float, float, int, int]:
    ours, floor = place / "ours.tar.zst", place / "floor.tar.zst"
    bare = seconds(lambda: copied(zone, place))
    backed = seconds(lambda: backup(zone, ours))
    loose = seconds(lambda: unpacked(floor, place / "loose"))
    restored = seconds(lambda: restore(ours, place / "restored"))
    sizes = ours.stat().st_size, floor.stat().st_size
    for path in (ours, floor):
        path.unlink()
    for folder in ("loose", "restored"):
        shutil.rmtree(place / folder)
    return backed, bare, restored, loose, *sizes


if __name__ == "__main__":
    main()
