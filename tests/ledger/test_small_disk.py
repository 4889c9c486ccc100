"""A disk that is really full: a file system of two megabytes, on which the ledger, its evidence and its copy stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOUNTING = (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"], ["sudo", "-n", "unshare", "--mount"])  # fmt: skip
"""Ways to a file system of one's own, which goes away with the process: root, a user namespace, a CI machine."""


@pytest.fixture(scope="module")
def mounting(need, tmp_path_factory) -> list[str]:
    need.program("unshare")
    folder = tmp_path_factory.mktemp("mounted")
    for words in MOUNTING:
        command = [*words, "mount", "-t", "tmpfs", "tmpfs", str(folder)]
        if not subprocess.run(command, capture_output=True, check=False).returncode:
            return words
    pytest.skip("不能挂载 tmpfs：用 root 运行，或允许用户命名空间 / no tmpfs can be mounted: run as root")


@pytest.fixture
def on_a_small_disk(mounting, tmp_path):
    def run(what: str) -> list[str]:
        paths = f"PYTHONPATH={os.pathsep.join([str(ROOT), *sys.path])}"
        command = [*mounting, "env", paths, sys.executable, "-m", "tests.ledger.small_disk", what, str(tmp_path)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert not done.returncode, done.stderr
        return done.stdout.splitlines()

    return run


def test_appending(on_a_small_disk):
    said, then, later, faults = on_a_small_disk("append_until_full")
    assert "磁盘满" in said
    assert "disk is full" in said
    assert then == "2 entries, 2 rows"
    assert later == "3 entries, 3 rows"
    assert faults == "[]"


def test_keeping_evidence(on_a_small_disk):
    said, left, later = on_a_small_disk("keep_until_full")
    assert "验收.pdf 没能收下（No space left on device）" in said
    assert "look at the disk's room" in said
    assert left == ""
    assert later == "sound"


def test_following_with_the_columnar_copy(on_a_small_disk, need):
    need.module("pyarrow", extra="parquet")
    said, before, later = on_a_small_disk("copy_until_full")
    assert "No space left on device" in said
    assert before == "[]", "what the manifest names is whole, or it is not named"
    assert later == "the same bytes as elsewhere"
