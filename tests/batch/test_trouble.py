"""What can befall a run of a folder: Ctrl-C, a document that kills its process, places that cannot be written."""

from __future__ import annotations

import csv
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dajuan.cli import main
from dajuan.outputs.trouble import OutputError

SENTENCE = "2025年，云岭高新区新增企业3家，增长5%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    for i in range(200):
        (place / f"r{i:03}.txt").write_text(SENTENCE * 12, encoding="utf-8")
    return place


def command(folder: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "dajuan", "read", str(folder), "--jobs", "2", "-o", str(out), *more]


def sources(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["source"] for row in csv.DictReader(file)]


def begun(folder: Path, out: Path) -> subprocess.Popen[str]:
    """A run that has finished at least one part."""
    process = subprocess.Popen(command(folder, out), stderr=subprocess.PIPE, text=True, start_new_session=True)
    parts = out.with_name(out.name + ".parts")
    for _ in range(600):
        if list(parts.glob("*.done")):
            break
        time.sleep(0.02)
    return process


def test_ctrl_c_is_one_line_and_the_same_command_goes_on(folder: Path, tmp_path: Path) -> None:
    for i in range(500):
        (folder / f"more{i:04}.txt").write_text(SENTENCE * 12, encoding="utf-8")
    out, whole = tmp_path / "claims.csv", tmp_path / "whole.csv"
    process = begun(folder, out)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1].strip()
    assert process.returncode == 2
    assert len(said.splitlines()) == 1
    assert "接着读" in said
    assert not out.exists()
    again = subprocess.run(command(folder, out), capture_output=True, text=True, check=True)
    assert "接着上次" in again.stderr
    subprocess.run(command(folder, whole), capture_output=True, check=True)
    assert out.read_bytes() == whole.read_bytes()


def test_a_second_run_into_the_same_table_is_told_and_the_first_goes_on(folder: Path, tmp_path: Path) -> None:
    for i in range(500):
        (folder / f"more{i:04}.txt").write_text(SENTENCE * 12, encoding="utf-8")
    out = tmp_path / "claims.csv"
    first = begun(folder, out)
    second = subprocess.run(command(folder, out), capture_output=True, text=True, check=False)
    said = first.communicate(timeout=120)[1]
    assert second.returncode == 2
    assert "另一条命令正在写" in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1
    assert first.returncode == 0, said
    assert len(set(sources(out))) == 700
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.csv", "reports"]


def test_workers_leave_when_their_parent_is_killed(folder: Path, tmp_path: Path) -> None:
    psutil = pytest.importorskip("psutil")
    for i in range(500):
        (folder / f"more{i:04}.txt").write_text(SENTENCE * 12, encoding="utf-8")
    process = begun(folder, tmp_path / "claims.csv")
    workers = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    assert workers
    assert not psutil.wait_procs(workers, timeout=20)[1]


def test_a_document_that_kills_its_process_is_told_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    """As when memory runs out or a library fails below Python: here the process kills itself when it opens the file."""
    for name in ("r050.txt", "r051.txt"):
        (folder / name).rename(folder / name.replace("r", "killer"))
    (tmp_path / "sitecustomize.py").write_text(
        "import os, pathlib\n"
        "read = pathlib.Path.read_bytes\n"
        "def deadly(self):\n"
        "    if self.name.startswith('killer'):\n"
        "        os.kill(os.getpid(), 9)\n"
        "    return read(self)\n"
        "pathlib.Path.read_bytes = deadly\n",
        encoding="utf-8",
    )
    out = tmp_path / "claims.csv"
    done = subprocess.run(
        command(folder, out),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert done.returncode == 2
    assert sources(tmp_path / "claims.csv.errors.csv") == ["killer050.txt", "killer051.txt"]
    assert "进程中止" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(set(sources(out))) == 198


def test_places_that_cannot_be_written_are_told_before_anything_is_read(folder: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "file").write_text("")
    for out, why in (
        (tmp_path / "none" / "claims.csv", "没有这个文件夹"),
        (tmp_path / "file" / "claims.csv", "没有这个文件夹"),
        (folder, "这是文件夹"),
    ):
        assert main(["read", str(folder), "--format", "csv", "-o", str(out)]) == 2
        said = capsys.readouterr().err.strip()
        assert why in said
        assert len(said.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "reports"]


def test_a_link_that_leads_nowhere_and_a_format_not_read_are_told(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").symlink_to(folder / "gone.txt")
    (folder / "b.rtf").write_bytes(b"{\\rtf1 a}")
    assert main(["read", str(folder), "-o", str(tmp_path / "claims.csv"), "--jobs", "1"]) == 2
    assert sources(tmp_path / "claims.csv.errors.csv") == ["a.txt", "b.rtf"]
    assert len(set(sources(tmp_path / "claims.csv"))) == 200


def test_many_bad_documents_do_not_flood_the_terminal(tmp_path: Path, capsys) -> None:
    place = tmp_path / "reports"
    place.mkdir()
    for i in range(50):
        (place / f"r{i:03}.docx").write_bytes(b"PK\x03\x04 no zip at all")
    assert main(["read", str(place), "-o", str(tmp_path / "claims.csv"), "--jobs", "1"]) == 2
    said = capsys.readouterr().err
    assert "另有30个" in said
    assert len(said.splitlines()) == 22
    assert len(sources(tmp_path / "claims.csv.errors.csv")) == 50


def test_an_error_comes_back_whole_from_another_process() -> None:
    again = pickle.loads(pickle.dumps(OutputError("写不进去", "cannot be written")))
    assert (again.zh, again.en) == ("写不进去", "cannot be written")


def test_a_full_disk_behind_standard_output_is_one_clear_line(folder: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "dajuan", "read", str(folder / "r000.txt"), "--format", "json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "磁盘已满" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
