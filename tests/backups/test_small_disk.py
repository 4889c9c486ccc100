"""No room: nothing half is left, the backup of the night before stands, and whoever asked is told in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.ledger.test_small_disk import ROOT, mounting

__all__ = ["mounting"]


def in_a_process(before: list[str], *what: str) -> list[str]:
    paths = f"PYTHONPATH={os.pathsep.join([str(ROOT), *sys.path])}"
    command = [*before, "env", paths, sys.executable, "-m", "tests.backups.small_disk", *what]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout.splitlines()


def test_backing_up_onto_a_full_disk(mounting, zone, tmp_path):
    (zone.folder / "scan.bin").write_bytes(os.urandom(500_000))
    said, left = in_a_process(mounting, "back_up_onto_a_full_disk", str(zone.folder), str(tmp_path))
    assert "磁盘已满" in said or "磁盘满" in said
    assert left == "filler yunling.tar.zst the night before"


def test_restoring_onto_a_full_disk(mounting, made, tmp_path):
    said, left = in_a_process(mounting, "restore_onto_a_full_disk", str(made), str(tmp_path))
    assert "什么也没有恢复" in said or "磁盘满" in said
    assert left == "filler"


def test_a_file_that_may_not_grow_so_long(zone, tmp_path):
    said, left = in_a_process([], "back_up_with_short_files", str(zone.folder), str(tmp_path))
    assert "写不进去" in said
    assert left == "left: "
    assert not list(Path(tmp_path).glob("short/.*"))
