"""A zone's life at the terminal: init, record, figures, trace, checkpoint, and an auditor who needs nothing of ours."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.ledger_zone import HOUSING, Typist, typist
from tests.databases import fresh_database, server

from dajuan.outputs.width import width

__all__ = ["server", "typist"]


def audited(verifier: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The offline verifier in a bare interpreter: no site packages, no folder of ours."""
    command = [sys.executable, "-I", "-S", verifier, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_an_empty_folder_to_an_auditor_who_is_satisfied(typist: Typist, tmp_path: Path, language: str) -> None:
    typist.estate()
    told = typist.deliver()
    number = re.match(r"第 (\d+) 条：E-007 到达“交付”", told)
    assert number
    assert "竣工验收备案表" in typist.err, "the file was taken as the one kind that was missing, and it was said"
    typist.types("record", HOUSING, "--verify", number[1], "--by", "李四")

    assert ("没有改动" if language == "zh" else "Nothing was changed") in typist.types(
        "log", "verify", "--lang", language
    )
    shown = typist.types("figures", HOUSING, "--period", "2024", "--lang", language)
    row = next(line for line in shown.splitlines() if ("交付套数 " if language == "zh" else "Homes delivered ") in line)
    assert "216" in row
    assert "套" in row
    traced = typist.types("trace", "homes-delivered", "--period", "2024", "--lang", language)
    assert f"{'第' if language == 'zh' else 'entry'} {number[1]} " in traced
    assert ("完好" if language == "zh" else "sound") in traced

    note = typist.types("log", "checkpoint", "--lang", language)
    key = typist.err.split()[-1]
    kept = tmp_path / "上月.note"
    kept.write_text(note, encoding="utf-8")
    for code in ("E-008", "E-009"):
        typist.estate(code, 80)
    proof, growth, verifier = (str(tmp_path / name) for name in ("proof.json", "growth.json", "verify.py"))
    typist.types("log", "prove", number[1], "--checkpoint", str(kept), "-o", proof, "--lang", language)
    typist.types("log", "prove", "--since", str(kept), "-o", growth, "--lang", language)
    typist.types("log", "verifier", "-o", verifier, "--lang", language)

    assert audited(verifier, proof, "--key", key, str(tmp_path / "备案E-007.txt")).returncode == 0
    assert audited(verifier, growth, "--key", key, "--held", str(kept)).returncode == 0
    assert audited(verifier, proof, "--key", key, str(tmp_path / "复工E-007.txt")).returncode == 1
    forged = json.loads(Path(proof).read_text("utf-8"))
    forged["entry"] = forged["entry"].replace("2024-06-18", "2024-06-17")
    Path(proof).write_text(json.dumps(forged), encoding="utf-8")
    assert audited(verifier, proof, "--key", key).returncode == 1


def test_init_twice_changes_nothing(typist: Typist) -> None:
    before = {path: path.read_bytes() for path in typist.folder.rglob("*") if path.is_file()}
    assert "什么也没有改" in typist.types("init", str(typist.folder))
    assert "--name" in typist.types("init", str(typist.folder), "--name", "别的名字")
    assert {path: path.read_bytes() for path in typist.folder.rglob("*") if path.is_file()} == before


def test_init_says_what_is_wrong_and_makes_nothing(typist: Typist, tmp_path: Path) -> None:
    place = str(tmp_path / "新区")
    assert "没有事项 nope" in typist.refused("init", place, "--on", "nope")
    assert "小写字母" in typist.refused("init", place, "--code", "A B")
    assert "PostgreSQL" in typist.refused("init", place, "--database", "postgresql://nobody@127.0.0.1:1/none")
    assert not Path(place).exists()
    assert "是文件" in typist.refused("init", typist.file("文件"))


def test_a_zone_on_postgresql_is_the_same_to_its_user(typist: Typist, server, tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    typist.types("init", str(folder), "--database", fresh_database(server))
    typist.folder = folder
    assert not (folder / "ledger.sqlite").exists()
    typist.estate()
    typist.deliver()
    assert "没有改动" in typist.types("log", "verify")
    assert typist.json("figures", "交付套数", "--period", "2024")["figures"][0]["value"] == "216"
    assert "备案E-007.txt" in typist.types("trace", "交付套数", "--period", "2024")


def test_what_was_tampered_with_is_named(typist: Typist, tmp_path: Path) -> None:
    typist.estate()
    typist.deliver()
    typist.types("log", "checkpoint")
    kept = next((typist.folder / "checkpoints").glob("*.note"))
    evidence = sorted(path for path in (typist.folder / "evidence").rglob("*") if path.is_file())
    evidence[0].unlink()
    evidence[1].chmod(0o644)
    evidence[1].write_text("另一份", encoding="utf-8")
    with sqlite3.connect(typist.folder / "ledger.sqlite") as database:
        for (name,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f"drop trigger {name}")
        database.execute("update entry set data = replace(data, '216', '612') where seq = 1")
    told = typist.types("log", "verify", "--lang", "en", status=1)
    assert "entry 1: it was changed" in told
    assert f"{evidence[0].name}: evidence of entry" in told
    assert "is lost" in told
    assert "is altered" in told
    assert f"{kept.name}: the first" in told
    faults = json.loads(typist.types("log", "verify", "--format", "json", status=1))["faults"]
    assert {"entry 1", str(kept)} <= {fault["where"] for fault in faults}
    assert "被改动" in typist.types("trace", "days-to-resume", "--period", "2024") + typist.types("log", "show", "4")


def test_a_log_put_back_to_an_older_backup_cannot_be_proved_against_a_newer_checkpoint(typist: Typist) -> None:
    typist.estate()
    backup = (typist.folder / "ledger.sqlite").read_bytes()
    typist.deliver()
    typist.types("log", "checkpoint")
    kept = next((typist.folder / "checkpoints").glob("*.note"))
    for name in ("ledger.sqlite-wal", "ledger.sqlite-shm"):
        (typist.folder / name).unlink(missing_ok=True)
    (typist.folder / "ledger.sqlite").write_bytes(backup)
    assert "有记录丢了" in typist.refused("log", "prove", "--since", str(kept))
    assert kept.name in typist.types("log", "verify", status=1)


def test_the_log_is_shown_by_entry_subject_and_latest(typist: Typist) -> None:
    typist.estate()
    typist.types("record", HOUSING, "E-007", "--replaces", "2", "homes=218", "--by", "李四")
    assert "已被撤回或更正" in "".join(typist.types("log", "show", "E-007").split())
    assert "更正第 2 条" in typist.types("log", "show", "--last", "1")
    assert '"seq"' not in typist.types("log", "show", "3")
    assert typist.json("log", "show", "3")[0]["stage"] == "building"
    assert max(map(width, typist.types("log", "show").splitlines())) <= 100
    assert "没有编号为 E-999" in typist.refused("log", "show", "E-999")


def test_proofs_say_what_they_cannot_do(typist: Typist) -> None:
    typist.estate()
    assert "没有第 99 条" in typist.refused("log", "prove", "99")
    assert "二者之一" in typist.refused("log", "prove")
    assert "打不开" in typist.refused("log", "prove", "--since", "没有.note")
    assert "不是本园区日志签的" in typist.refused(
        "log", "prove", "1", "--checkpoint", typist.file("假.note", "a\n1\nb\n")
    )
    (typist.folder / "keys" / "log.pub").unlink()
    assert "公钥" in typist.refused("log", "prove", "1")
    assert "keys/log.pub" in typist.types("log", "verify", status=1)


def test_where_the_zone_is(typist: Typist, tmp_path: Path, monkeypatch) -> None:
    inside = typist.folder / "programmes"
    monkeypatch.chdir(inside)
    typist._zone = lambda arguments: []  # type: ignore[method-assign]
    assert "云岭高新区" in typist.types("figures", HOUSING, "--period", "2024")
    monkeypatch.chdir(tmp_path)
    assert "dajuan init" in typist.refused("figures")
    assert "housing-delivery" in typist.types("programmes"), "without a zone there are still the packs of ours"
    monkeypatch.setenv("DAJUAN_ZONE", str(typist.folder))
    assert "云岭高新区" in typist.types("figures", HOUSING, "--period", "2024")
    assert "不是园区文件夹" in typist.refused("figures", "--zone", str(tmp_path))
    (typist.folder / "ledger.sqlite").unlink()
    assert "台账文件不见了" in typist.refused("figures")
    assert not (typist.folder / "ledger.sqlite").exists(), "an empty ledger must not take the place of a lost one"
    (typist.folder / "dajuan.toml").write_text("[zone]\nname = ", encoding="utf-8")
    assert "读不懂" in typist.refused("programmes")


def test_without_the_extra_the_mend_is_one_line() -> None:
    program = "import sys; sys.modules['msgspec'] = None\nfrom dajuan.cli import main\nsys.exit(main(['figures']))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "pip install 'dajuan[server]'" in done.stderr
