"""A folder into one table: in path order, bad documents passed over, the same bytes after a kill."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dajuan.batch import run as batch
from dajuan.batch.parts import Task
from dajuan.batch.processes import Processes
from dajuan.cli import main
from dajuan.outputs.trouble import OutputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    (place / "sub").mkdir(parents=True)
    for i in range(70):
        text = f"2025年工作总结\n\n2025年，云岭第{i}园新增企业{i + 1}家，完成投资{i}.5亿元，增长{i % 9}%。\n"
        (place / ("sub" if i % 2 else ".") / f"r{i:03}.txt").write_text(text, encoding="utf-8")
    (place / "broken.docx").write_bytes(b"PK\x03\x04 no zip at all")
    return place


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_is_in_path_order_and_the_bad_file_is_told(folder: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "claims.csv"
    assert main(["read", str(folder), "--format", "csv", "-o", str(out)]) == 2
    sources = [row["source"] for row in rows(out)]
    assert len(set(sources)) == 70
    assert sources == sorted(sources, key=lambda name: (name.count("/"), name))
    assert rows(tmp_path / "claims.csv.errors.csv")[0]["source"] == "broken.docx"
    assert "broken.docx" in capsys.readouterr().err
    assert not (tmp_path / "claims.csv.parts").exists()


def test_json_has_one_object_a_line(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    main(["read", str(folder), "-o", str(out), "--jobs", "1"])
    first = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert {"source", "indicator", "low", "unit"} <= set(first)


def test_parquet_has_the_same_rows(folder: Path, tmp_path: Path, need) -> None:
    parquet = need.module("pyarrow.parquet", extra="parquet")
    main(["read", str(folder), "-o", str(tmp_path / "claims.csv"), "--jobs", "1"])
    main(["read", str(folder), "-o", str(tmp_path / "claims.parquet"), "--jobs", "1"])
    table = parquet.read_table(tmp_path / "claims.parquet")
    assert table.column("indicator").to_pylist() == [row["indicator"] for row in rows(tmp_path / "claims.csv")]


def test_findings_of_a_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text("2026年工作计划\n\n2026年，力争光伏发电装机规模达到6万千瓦时。\n", encoding="utf-8")
    out = tmp_path / "findings.csv"
    main(["check", str(folder), "--format", "csv", "-o", str(out), "--select", "QU101"])
    assert [row["source"] for row in rows(out)] == ["a.txt"]


def test_an_interrupted_run_goes_on_and_ends_with_the_same_bytes(folder: Path, tmp_path: Path, monkeypatch) -> None:
    whole, out = tmp_path / "whole.csv", tmp_path / "claims.csv"
    batch.run(folder, whole, Task("", "", "claims", "csv"), jobs=1)

    def stops_after_one(task, work):
        yield from Processes(1)(task, work[:1])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run(folder, out, Task("", "", "claims", "csv"), engine=stops_after_one)
    assert not out.exists()
    summary = batch.run(folder, out, Task("", "", "claims", "csv"), jobs=1)
    assert summary.resumed == batch.PART_SIZE
    assert out.read_bytes() == whole.read_bytes()


def test_a_changed_document_makes_old_parts_useless(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"

    def stops(task, work):
        yield from Processes(1)(task, work[:1])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run(folder, out, Task("", "", "claims", "csv"), engine=stops)
    (folder / "r000.txt").write_text("2025年，新增学校9所。\n", encoding="utf-8")
    assert batch.run(folder, out, Task("", "", "claims", "csv"), jobs=1).resumed == 0
    assert "学校" in out.read_text(encoding="utf-8")


def test_killed_in_the_middle(folder: Path, tmp_path: Path) -> None:
    for i in range(600):
        (folder / f"more{i:04}.txt").write_text("2025年，新增企业3家，增长5%。\n" * 20, encoding="utf-8")
    out, whole = tmp_path / "claims.csv", tmp_path / "whole.csv"
    command = [sys.executable, "-m", "dajuan", "read", str(folder), "--jobs", "2", "-o"]
    process = subprocess.Popen([*command, str(out)], stderr=subprocess.DEVNULL, start_new_session=True)
    parts = tmp_path / "claims.csv.parts"
    for _ in range(400):
        if len(list(parts.glob("*.done"))) >= 2:
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not out.exists()
    subprocess.run([*command, str(out)], stderr=subprocess.DEVNULL, check=False)
    subprocess.run([*command, str(whole)], stderr=subprocess.DEVNULL, check=False)
    assert out.read_bytes() == whole.read_bytes()


def test_an_empty_folder_is_one_clear_line(tmp_path: Path, capsys) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["read", str(tmp_path / "empty"), "-o", str(tmp_path / "x.csv")]) == 2
    assert "没有能读的文件" in capsys.readouterr().err


def test_an_engine_that_is_not_known(folder: Path, tmp_path: Path, capsys) -> None:
    assert main(["read", str(folder), "-o", str(tmp_path / "x.csv"), "--engine", "spark://a"]) == 2
    assert "ray://" in capsys.readouterr().err


def test_a_folder_needs_an_output(folder: Path) -> None:
    with pytest.raises(OutputError):
        batch.run(folder / "sub" / "none", Path("x.csv"), Task("", "", "claims", "csv"))
