"""A zone into one file and out of it: the same log, the same figures, the same files, on the same database or another."""

from __future__ import annotations

import json
import stat
import subprocess

import pytest
from tests.backups.zone_of_all import files_in, log_of, rows_in, rows_of, zone_of_all
from tests.databases import fresh_database

from dajuan.backups.archive import unpacked
from dajuan.backups.backup import backup
from dajuan.backups.restore import restore
from dajuan.backups.trouble import BackupError
from dajuan.cli import main
from dajuan.ledger.entry import leaf_hash
from dajuan.ledger.merkle import Edge


@pytest.fixture
def address_of(request, tmp_path):
    """The address of an empty database of a kind."""
    return lambda kind: "ledger.sqlite" if kind == "sqlite" else fresh_database(request.getfixturevalue("server"))


def figures(zone, capsys) -> object:
    assert main(["figures", "--period", "2024", "--format", "json", "--zone", str(zone.folder)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"]
    return told["figures"], told["root"], told["size"]


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
def test_the_same_zone_comes_out(source, target, address_of, tmp_path, capsys):
    zone = zone_of_all(tmp_path / "yunling", address_of(source))
    done = backup(zone, tmp_path / "yunling.tar.zst")
    other = restore(done.path, tmp_path / "restored", database=address_of(target))
    assert log_of(other.zone) == log_of(zone)
    assert log_of(zone)[:2] == (done.manifest.log.size, done.manifest.log.root)
    assert done.manifest.log.size == 6
    assert (other.audit.faults, other.audit.checkpoints, other.audit.evidence) == ([], 1, 5)
    assert figures(other.zone, capsys) == figures(zone, capsys)
    before, after = files_in(zone.folder), files_in(other.zone.folder)
    settings = before.pop("dajuan.toml"), after.pop("dajuan.toml")
    assert after == before
    assert settings[1].decode().replace(other.zone.database, zone.database) == settings[0].decode()
    assert rows_of(other.zone.folder / "web.sqlite", "person") == ["王", "何"]
    assert rows_of(other.zone.folder / "notices.sqlite", "notice") == ["已告知住建局"]


def test_what_comes_out_can_be_worked_in(made, tmp_path, capsys):
    zone = restore(made, tmp_path / "restored").zone
    main(
        [
            "record",
            "housing-delivery",
            "E-001",
            "listed",
            "--on",
            "2024-03-01",
            "--by",
            "王",
            "--zone",
            str(zone.folder),
        ]
    )
    assert main(["log", "checkpoint", "--zone", str(zone.folder)]) == 0
    assert main(["log", "verify", "--zone", str(zone.folder)]) == 0
    assert log_of(zone)[0] == 7
    assert len(list(zone.checkpoints.iterdir())) == 2


def test_rights_and_times(made, zone, tmp_path):
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    folder = restore(made, tmp_path / "restored").zone.folder
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder / "keys").iterdir()}
    assert modes["log.key"] == modes["web.key"] == 0o600
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder / "evidence").rglob("*") if path.is_file()} == {0o444}
    name = "checkpoints/2024-12-31-6.note"
    assert (folder / name).stat().st_mtime == pytest.approx((zone.folder / name).stat().st_mtime, abs=0.01)


def test_gzip_too_and_without_a_library_of_ours(zone, tmp_path, need):
    """Whoever has tar and SHA-256 has the entries, and the root."""
    done = backup(zone, tmp_path / "yunling.tar.gz")
    subprocess.run([need.program("tar"), "-xzf", str(done.path), "-C", str(tmp_path)], check=True)
    edge = Edge()
    for line in (tmp_path / "log" / "000000000000-000000000006.jsonl").read_bytes().splitlines():
        edge.append(leaf_hash(line))
    assert edge.root().hex() == done.manifest.log.root == log_of(zone)[1]
    assert restore(done.path, tmp_path / "restored").audit.faults == []


def test_long_logs_go_in_stretches(zone, tmp_path, monkeypatch):
    monkeypatch.setattr("dajuan.backups.entries.STRETCH", 4)
    done = backup(zone, tmp_path / "yunling.tar.zst")
    assert [name for name in done.manifest.members if name.endswith(".jsonl")] == [
        "log/000000000000-000000000004.jsonl",
        "log/000000000004-000000000006.jsonl",
    ]
    assert log_of(restore(done.path, tmp_path / "restored").zone) == log_of(zone)


def test_an_empty_log(tmp_path):
    from dajuan.ledger.zone import make_zone

    zone = make_zone(tmp_path / "new", name="云岭高新区", code="yunling", on=[])
    done = backup(zone, tmp_path / "new.tar.zst")
    assert log_of(restore(done.path, tmp_path / "restored").zone) == log_of(zone) == (0, done.manifest.log.root, [])


def test_without_keys(zone, tmp_path):
    done = backup(zone, tmp_path / "yunling.tar.zst", keys=False)
    assert not done.manifest.keys
    other = restore(done.path, tmp_path / "restored")
    assert [path.name for path in (other.zone.folder / "keys").iterdir()] == ["log.pub"]
    assert other.audit.checkpoints == 1
    assert other.audit.faults == []


def test_what_is_left_out_and_what_is_followed(zone, tmp_path):
    elsewhere = tmp_path / "disk"
    elsewhere.mkdir()
    (elsewhere / "地图.geojson").write_text("{}", encoding="utf-8")
    (zone.folder / "maps").symlink_to(elsewhere)
    (zone.folder / "maps" / "round").symlink_to(zone.folder)
    (zone.folder / "evidence" / ".coming-1").write_bytes(b"half")
    (zone.folder / "backups").mkdir()
    first = backup(zone, zone.folder / "backups" / "a.tar.zst")
    names = backup(zone, zone.folder / "backups" / "b.tar.zst").manifest.members.keys()
    assert names == first.manifest.members.keys()
    assert "zone/maps/地图.geojson" in names
    assert "zone/documents/2024/工作报告.txt" in names
    assert not [name for name in names if "derived" in name or "backups" in name or "ledger.sqlite" in name]
    assert not [name for name in names if name.endswith(("-wal", "-shm", "-turn")) or ".coming" in name]


def test_a_backup_is_not_put_where_the_next_one_would_hold_it(zone):
    with pytest.raises(BackupError, match="装一遍"):
        backup(zone, zone.folder / "yunling.tar.zst")
    with pytest.raises(BackupError, match=r"\.tar\.zst 或 \.tar\.gz"):
        backup(zone, zone.folder.parent / "yunling.zip")


def test_a_database_of_somebody_else_is_a_file_like_any_other(zone, tmp_path):
    rows_in(zone.folder / "documents" / "theirs.sqlite", "x", ["theirs"])
    given = (zone.folder / "documents" / "theirs.sqlite").read_bytes()
    done = backup(zone, tmp_path / "yunling.tar.zst")
    folder = restore(done.path, tmp_path / "restored").zone.folder
    assert (folder / "documents" / "theirs.sqlite").read_bytes() == given


def test_evidence_that_was_lost_before_is_told_and_keeps_nothing_else_from_coming_back(zone, tmp_path):
    lost, altered, *_ = (zone.evidence().path_of(one) for one in zone.evidence().all())
    lost.unlink()
    altered.chmod(0o644)
    altered.write_bytes(b"altered")
    done = backup(zone, tmp_path / "yunling.tar.zst")
    assert sorted(done.unsound) == sorted(f"zone/evidence/{one.name[:2]}/{one.name}" for one in (lost, altered))
    other = restore(done.path, tmp_path / "restored")
    assert sorted(one.where for one in other.audit.faults) == sorted(one[len("zone/") :] for one in done.unsound)
    assert log_of(other.zone) == log_of(zone)


def test_a_log_that_was_tampered_with_is_not_backed_up(zone, tmp_path):
    import sqlite3

    connection = sqlite3.connect(zone.folder / "ledger.sqlite")
    connection.execute("drop trigger entry_is_never_changed")
    connection.execute("update entry set data = replace(data, '云岭置业', '松溪置业') where seq = 3")
    connection.commit()
    connection.close()
    with pytest.raises(BackupError, match="dajuan log verify"):
        backup(zone, tmp_path / "yunling.tar.zst")
    assert not list(tmp_path.glob("*yunling.tar*"))


def test_it_goes_on_as_a_job_that_can_be_stopped(zone, tmp_path):
    seen: list[tuple[int, int]] = []
    backup(zone, tmp_path / "whole.tar.zst", progress=lambda done, of: seen.append((done, of)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert all(done <= of for done, of in seen)
    assert seen[-1][0] > 20

    def stop(done: int, of: int) -> None:
        if done > 9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(zone, tmp_path / "stopped.tar.zst", progress=stop)
    with pytest.raises(KeyboardInterrupt):
        restore(tmp_path / "whole.tar.zst", tmp_path / "stopped", progress=stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["whole.tar.zst", "yunling"]


def test_nothing_is_restored_over_what_is_there(made, zone, tmp_path, server):
    with pytest.raises(BackupError, match="不是空文件夹"):
        restore(made, zone.folder)
    address = fresh_database(server)
    restore(made, tmp_path / "first", database=address)
    with pytest.raises(BackupError, match="已有 6 条记录"):
        restore(made, tmp_path / "second", database=address)
    assert not (tmp_path / "second").exists()


def test_a_ledger_that_lay_elsewhere_is_asked_for(tmp_path):
    zone = zone_of_all(tmp_path / "yunling", str(tmp_path / "elsewhere.sqlite"))
    done = backup(zone, tmp_path / "yunling.tar.zst")
    with pytest.raises(BackupError, match="--database"):
        restore(done.path, tmp_path / "restored")
    assert log_of(restore(done.path, tmp_path / "restored", database="data/ledger.sqlite").zone) == log_of(zone)
    assert unpacked(done.path, None) == done.manifest


def test_an_empty_folder_that_was_made_before(made, tmp_path):
    """Such as a volume that is mounted there: it is filled, not replaced; what a killed restore left goes first."""
    folder = tmp_path / "volume"
    (folder / ".restoring" / "zone").mkdir(parents=True)
    (folder / ".restoring" / "zone" / "left").touch()
    place = folder.stat().st_ino
    restore(made, folder)
    assert folder.stat().st_ino == place
    assert not list(folder.rglob("left"))
