"""The made-up zone on either database, and a backup of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.backups.zone_of_all import zone_of_all
from tests.databases import server

from dajuan.backups.backup import backup
from dajuan.ledger.zone import Zone

__all__ = ["server"]


@pytest.fixture
def zone(tmp_path, need) -> Zone:
    need.module("pyarrow", extra="server")
    return zone_of_all(tmp_path / "yunling")


@pytest.fixture
def made(zone, tmp_path) -> Path:
    return backup(zone, tmp_path / "yunling.tar.zst").path
