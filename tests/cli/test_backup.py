"""``dajuan backup`` and ``dajuan restore`` as a person types them."""

from __future__ import annotations

import pytest
from tests.cli.ledger_zone import HOUSING, Typist, typist

__all__ = ["typist"]


@pytest.fixture
def zone(typist: Typist) -> Typist:
    typist.estate()
    return typist


def test_a_backup_a_night_of_which_two_are_kept(zone: Typist, tmp_path) -> None:
    folder = tmp_path / "nightly"
    folder.mkdir()
    for night in range(1, 4):
        (folder / f"yunling-2024010{night}T020000Z.tar.zst").write_bytes(b"an older one")
    told = zone.types("backup", "-o", str(folder), "--keep", "2")
    assert "云岭高新区：4 条记录" in told
    assert "已读回核对" in told
    assert told.count("删去旧备份") == 2
    assert "keys/log.key" in told
    assert len(list(folder.iterdir())) == 2


def test_out_of_it_comes_the_same(zone: Typist, tmp_path) -> None:
    zone.types("backup")
    [made] = (zone.folder / "backups").iterdir()
    told = zone.types("restore", str(made), str(tmp_path / "restored"), "--lang", "en")
    root = zone.json("log", "verify")["root"]
    assert f"root {root}" in told
    assert "4 entries, 1 evidence files" in told
    restored = zone.json("figures", "--period", "2024", "--zone", str(tmp_path / "restored"))
    assert restored["figures"] == zone.json("figures", "--period", "2024")["figures"]


def test_without_keys_is_said_twice(zone: Typist, tmp_path) -> None:
    made = str(tmp_path / "yunling.tar.gz")
    assert "the signing key is not in it" in zone.types("backup", "-o", made, "--without-keys", "--lang", "en")
    told = zone.types("restore", made, str(tmp_path / "restored"))
    assert "把原来的 keys/log.key 放回去" in told
    assert "restore" in zone.refused("log", "checkpoint", "--zone", str(tmp_path / "restored"))


def test_lost_evidence_is_a_finding(zone: Typist, tmp_path) -> None:
    [file] = (zone.folder / "evidence").glob("??/*")
    file.unlink()
    made = str(tmp_path / "yunling.tar.zst")
    assert "佐证丢失或已被改动" in zone.types("backup", "-o", made, status=1)
    assert "备份时就是如此" in zone.types("restore", made, str(tmp_path / "restored"), status=1)


def test_what_cannot_be_done_is_told(zone: Typist, tmp_path) -> None:
    assert "--keep goes with a folder" in zone.refused("backup", "-o", str(tmp_path / "x.tar.zst"), "--keep", "3")
    assert "at least 1" in zone.refused("backup", "--keep", "0")
    assert "no such folder" in zone.refused("backup", "-o", str(tmp_path / "no" / "x.tar.zst"))
    assert "cannot be opened" in zone.refused("restore", str(tmp_path / "no.tar.zst"), str(tmp_path / "restored"))
    zone.types("backup", "-o", str(tmp_path / "x.tar.zst"))
    assert "is not an empty folder" in zone.refused("restore", str(tmp_path / "x.tar.zst"), str(zone.folder))
    assert zone.types("figures", HOUSING, "--period", "2024")
