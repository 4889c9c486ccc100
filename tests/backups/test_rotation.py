"""So many backups are kept, the oldest go, the one just made never does, and nobody else's file is touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dajuan.backups.rotation import backups_in, name_at, rotate
from dajuan.backups.trouble import BackupError

NIGHT = datetime(2024, 12, 31, 2, 0, tzinfo=UTC)


@pytest.fixture
def nights(tmp_path):
    """Twenty nights' backups, and files of others."""
    paths = [tmp_path / name_at("yunling", NIGHT + timedelta(days=day)) for day in range(20)]
    others = ["songxi-20200101T020000Z.tar.zst", "yunling-2-20200101T020000Z.tar.zst", "yunling.tar.zst",
              "yunling-20200101T020000Z.tar.zst.part", "yunling-20200101.tar.zst", "说明.txt"]  # fmt: skip
    for name in [*(path.name for path in paths), *others]:
        (tmp_path / name).touch()
    return paths, others


def test_the_oldest_go(nights, tmp_path):
    paths, others = nights
    assert rotate(paths[-1], code="yunling", keep=14) == paths[:6]
    assert backups_in(tmp_path, "yunling") == paths[6:]
    assert all((tmp_path / name).exists() for name in others)
    assert rotate(paths[-1], code="yunling", keep=14) == []


def test_the_newest_stays_even_where_the_clock_was_wrong(nights, tmp_path):
    """A name of another year does not make an older backup the better one."""
    now = tmp_path / name_at("yunling", NIGHT - timedelta(days=999))
    now.touch()
    rotate(now, code="yunling", keep=1)
    assert backups_in(tmp_path, "yunling") == [now]


@pytest.mark.parametrize("keep", [0, -1])
def test_none_is_never_kept(keep, nights):
    with pytest.raises(BackupError, match="至少是 1"):
        rotate(nights[0][-1], code="yunling", keep=keep)


def test_gzip_beside_zstd(tmp_path):
    for name in ("a-20240101T000000Z.tar.gz", "a-20240102T000000Z.tar.zst"):
        (tmp_path / name).touch()
    assert [path.name for path in backups_in(tmp_path, "a")] == [
        "a-20240101T000000Z.tar.gz",
        "a-20240102T000000Z.tar.zst",
    ]
