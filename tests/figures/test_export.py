"""The export: complete, provable from its own bytes, added to, never of two logs in one."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pyarrow.dataset as ds
import pytest
from tests.ledger.life import NOW, ledger_at, lived, moved, opened

from dajuan.cli import main
from dajuan.figures import export as exporting
from dajuan.figures.export import export
from dajuan.ledger.append import append
from dajuan.ledger.entry import leaf_hash
from dajuan.ledger.merkle import Edge
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import make_zone


@pytest.fixture
def ledger(tmp_path):
    ledger = ledger_at(str(tmp_path / "ledger.sqlite"))
    append(ledger, lived(), actor="甲", now=NOW)
    return ledger


def exported(ledger, folder, zone="yunling"):
    with ledger.store.reading() as reader:
        return export(reader, folder, zone, ledger.programmes.values())


def table(folder, name):
    return ds.dataset(folder / name, partitioning="hive").to_table().to_pylist()


def test_the_root_follows_from_the_exported_bytes(ledger, tmp_path):
    done = exported(ledger, tmp_path / "out")
    edge = Edge()
    for row in sorted(table(tmp_path / "out", "log"), key=lambda row: row["seq"]):
        assert row["leaf"] == leaf_hash(row["data"].encode())
        list(edge.append(row["leaf"]))
    assert (edge.size, edge.root().hex()) == (done.size, done.root)


def test_programme_zone_and_year_are_folders(ledger, tmp_path):
    exported(ledger, tmp_path)
    assert {(row["zone"], row["programme"]) for row in table(tmp_path, "entry")} == {("yunling", "housing")}
    assert all(row["year"] == row["effective_on"].year for row in table(tmp_path, "entry"))
    assert [row["number"] for row in table(tmp_path, "value") if row["field"] == "homes"] == [216]


def test_the_manifest_names_every_file(ledger, tmp_path):
    exported(ledger, tmp_path / "out")
    said = json.loads((tmp_path / "out" / "manifest-yunling.json").read_text("utf-8"))
    there = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").glob("*/**/*.*")}
    assert set(said["files"]) == there
    for name, sha256 in said["files"].items():
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == sha256


def test_again_it_adds_what_is_new(ledger, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "LARGE", 4)
    first = exported(ledger, tmp_path / "out")
    assert (first.kept, first.mended) == (0, 0)
    again = exported(ledger, tmp_path / "out")
    assert (again.written, again.kept) == (0, first.written)
    append(ledger, [opened("E-002"), moved("E-002", "listed")], actor="甲", now=NOW)
    more = exported(ledger, tmp_path / "out")
    assert more.kept > 0
    assert sorted(row["seq"] for row in table(tmp_path / "out", "entry")) == list(range(more.size))


def test_a_file_that_was_touched_is_written_again(ledger, tmp_path):
    exported(ledger, tmp_path / "out")
    path = next((tmp_path / "out" / "log").rglob("*.parquet"))
    sound = path.read_bytes()
    path.write_bytes(sound[:-1] + b"?")
    assert exported(ledger, tmp_path / "out").mended > 0
    assert path.read_bytes() == sound


def test_zones_lie_side_by_side_and_another_log_of_one_name_is_refused(ledger, tmp_path):
    other = ledger_at(str(tmp_path / "other.sqlite"))
    append(other, [opened("E-009", "2023-05-01")], actor="乙", now=NOW)
    exported(ledger, tmp_path / "out")
    exported(other, tmp_path / "out", "songxi")
    assert {row["zone"] for row in table(tmp_path / "out", "entry")} == {"yunling", "songxi"}
    assert min(row["effective_on"] for row in table(tmp_path / "out", "entry") if row["zone"] == "songxi") >= date(
        2023, 5, 1
    )
    with pytest.raises(LedgerError, match="another log"):
        exported(other, tmp_path / "out", "yunling")


def test_a_manifest_gone_bad_deletes_nothing_outside(ledger, tmp_path):
    exported(ledger, tmp_path / "out")
    kept = tmp_path / "kept.txt"
    kept.write_text("云岭")
    path = tmp_path / "out" / "manifest-yunling.json"
    said = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**said, "files": {**said["files"], "../kept.txt": ""}}))
    exported(ledger, tmp_path / "out")
    assert kept.exists()


def test_the_command(tmp_path, capsys):
    zone = make_zone(tmp_path / "zone", name="云岭", code="yunling", on=["housing-delivery"])
    assert main(["export", "-o", str(tmp_path / "out"), "--zone", str(zone.folder)]) == 0
    assert "共 0 条" in capsys.readouterr().out
    assert (tmp_path / "out" / "manifest-yunling.json").exists()
