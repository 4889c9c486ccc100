"""A person's first minutes at the terminal: typing errors are answered, the language is theirs, the end says what next."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dajuan.cli import main, spoken
from dajuan.outputs.width import width

SAMPLES = Path(__file__).parents[2] / "samples"
DAJUAN = str(Path(sys.executable).parent / "dajuan")
HELPS = [["--help"], ["read", "--help"], ["check", "--help"], ["compare", "--help"], ["explain", "--help"]]


def refused(capsys, *arguments: str) -> str:
    """What is said of wrong arguments: always one line on stderr and status 2."""
    try:
        status: object = main(arguments)
    except SystemExit as error:
        status = error.code
    assert status == 2
    out, told = capsys.readouterr()
    assert out == ""
    assert told.count("\n") == 1
    return str(told)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["chekc", "a.docx"], "是不是 check？"),
        (["a.docx"], "dajuan check a.docx"),
        (["check", "a.docx", "--format", "jsn"], "是不是 json？"),
        (["check", "a.docx", "--frmat", "json"], "是不是 --format？"),
        (["check", "a.docx", "--year", "今年"], "--year 要整数"),
        (["check", "a.docx", "--year"], "--year 后面要有一个值"),
        (["compare", "a.docx"], "还缺 REPORT"),
        (["explain", "QU999"], "是不是 QU109"),
        (["explain", "unit-dimensoin"], "是不是 QU101"),
        (["check", "a.docx", "--select", "QU,CT2O1"], "是不是 CT201"),
        (["check", "a.docx", "--ignore", "QX"], "没有规则 QX"),
    ],
)
def test_a_slip_is_answered_with_what_may_have_been_meant(typed: list[str], meant: str, capsys) -> None:
    assert meant in refused(capsys, *typed)


def test_a_missing_file_is_answered_with_its_neighbour(tmp_path: Path, capsys) -> None:
    shutil.copy(SAMPLES / "yunling-2026.txt", tmp_path / "工作报告.txt")
    for command in (["check"], ["read"]):
        assert f"是不是 {tmp_path / '工作报告.txt'}？" in refused(capsys, *command, str(tmp_path / "工作报吿.txt"))


def test_nothing_typed_shows_the_help(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "dajuan check --help" in capsys.readouterr().err


@pytest.mark.parametrize("command", HELPS)
@pytest.mark.parametrize("columns", [80, 120])
def test_help_is_in_both_languages_and_fits_the_terminal(command, columns, capsys, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit):
        main(command)
    told = capsys.readouterr().out
    assert "显示本说明 show this help" in told
    listed = [line for line in told.splitlines() if line.startswith("  ")]
    assert not [line for line in listed if width(line) > columns]


@pytest.mark.parametrize(
    ("environment", "format_", "output", "language"),
    [
        ({"LANG": "en_US.UTF-8"}, None, None, "en"),
        ({"LANG": "zh_CN.UTF-8"}, None, None, "zh"),
        ({"LANG": "C.UTF-8"}, None, None, "zh"),
        ({}, None, None, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, None, None, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "html", None, "en"),
        ({"LANG": "en_GB.UTF-8"}, "json", None, "zh"),
        ({"LANG": "en_GB.UTF-8"}, None, "findings.csv", "zh"),
    ],
)
def test_the_language_is_that_of_the_system_for_people_and_fixed_for_programs(
    environment, format_, output, language, monkeypatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert spoken(format_, output) == language


def test_quiet_tells_by_the_status_alone(capsys) -> None:
    assert main(["check", "-q", str(SAMPLES / "yunling-2026.txt")]) == 1
    assert capsys.readouterr() == ("", "")


def test_several_files_end_in_one_line_of_sums(capsys) -> None:
    status = main(["check", str(SAMPLES / "yunling-2025.docx"), str(SAMPLES / "yunling-2026.docx"), "没有.docx"])
    out, told = capsys.readouterr()
    assert status == 2
    assert "没有.docx" in told
    last = out.rstrip("\n").splitlines()[-1]
    assert "错误" in last
    assert "共 2 份文件" in last
    assert "另有 1 份没读成" in last


def at_a_terminal(*arguments: str, **environment: str) -> str:
    """What a person sees: the command run with a terminal as its output."""
    master, slave = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    command = subprocess.Popen(
        [DAJUAN, *arguments], stdout=slave, stderr=slave, env={**kept, "TERM": "xterm-256color", **environment}
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    command.wait()
    os.close(master)
    return shown.decode()


def test_a_terminal_has_colours_and_a_hint_and_a_pipe_has_neither() -> None:
    report = str(SAMPLES / "yunling-2026.txt")
    seen = at_a_terminal("check", report)
    assert "\x1b[" in seen
    assert "dajuan explain AR304" in seen
    assert "\x1b[" not in at_a_terminal("check", report, NO_COLOR="1")
    piped = subprocess.run([DAJUAN, "check", report], capture_output=True, text=True, check=False).stdout
    assert "\x1b[" not in piped
    assert "dajuan explain" not in piped


@pytest.mark.parametrize("columns", [80, 100, 120, 160])
def test_the_table_of_claims_fits_and_its_columns_stand_under_their_heads(columns, monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    main(["read", str(SAMPLES / "yunling-2026.docx")])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(width, lines)) <= columns
    head = next(line for line in lines if "多少" in line)
    first = next(line for line in lines if "519.6亿元" in line)
    assert width(head.partition("多少")[0]) == width(first.partition("519.6亿元")[0])
