"""The command as a person types it: what it prints, where it writes, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dajuan.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
REPORT = "2026年工作计划\n\n2026年，力争光伏发电装机规模达到6万千瓦时。新增规上企业20家。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "计划.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_read_prints_a_table(report: Path, capsys) -> None:
    assert main(["read", str(report)]) == 0
    shown = capsys.readouterr().out
    assert "规上企业" in shown
    assert "20家" in shown


def test_read_json_is_the_contract(report: Path, capsys) -> None:
    assert main(["read", str(report), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    claim = next(one for one in told["claims"] if one["text"] == "20家")
    assert (claim["low"], claim["unit"], claim["role"], claim["basis"]) == ("20", "家", "target", "change")
    assert told["document"]["text"][claim["start"] : claim["end"]] == "20家"


@pytest.mark.parametrize(("ending", "head"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("html", b"<!")])
def test_read_into_a_file_by_its_ending(report: Path, tmp_path: Path, ending: str, head: bytes) -> None:
    out = tmp_path / f"claims.{ending}"
    assert main(["read", str(report), "-o", str(out)]) == 0
    assert out.read_bytes().lower().startswith(head.lower())


def test_check_finds_the_wrong_unit_and_says_so_with_status_1(report: Path, capsys) -> None:
    assert main(["check", str(report)]) == 1
    shown = capsys.readouterr().out
    assert "QU101" in shown
    assert "^^" in shown


def test_a_clean_report_ends_with_0(tmp_path: Path) -> None:
    clean = tmp_path / "a.txt"
    clean.write_text("2025年工作总结\n\n2025年，新增规上企业20家。\n", encoding="utf-8")
    assert main(["check", str(clean)]) == 0


@pytest.mark.parametrize("format_", ["json", "sarif", "github", "csv"])
def test_check_in_other_formats_names_rule_and_place(report: Path, capsys, format_: str) -> None:
    assert main(["check", str(report), "--format", format_]) == 1
    assert "QU101" in capsys.readouterr().out


def test_sarif_has_characters_and_lines(report: Path, capsys) -> None:
    main(["check", str(report), "--format", "sarif"])
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == "2.1.0"
    region = told["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert {"charOffset", "charLength", "startLine", "startColumn"} <= set(region)


def test_the_marked_page_stands_alone_and_escapes_what_it_shows(tmp_path: Path) -> None:
    nasty = tmp_path / "a.txt"
    nasty.write_text("2026年工作计划\n\n<script>alert(1)</script>装机规模达到6万千瓦时。\n", encoding="utf-8")
    out = tmp_path / "marked.html"
    main(["check", str(nasty), "--format", "html", "-o", str(out)])
    page = out.read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert " onclick=" not in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain_prints_half_of_the_manual(capsys, language: str) -> None:
    assert main(["explain", "QU101", "--lang", language]) == 0
    shown = capsys.readouterr().out
    assert ("做什么" in shown) == (language == "zh")
    assert ("What it does" in shown) == (language == "en")


def test_explain_lists_all_rules(capsys) -> None:
    assert main(["explain"]) == 0
    assert len([line for line in capsys.readouterr().out.splitlines() if "QU" in line]) >= 9


def test_compare_shows_promise_and_answer(capsys) -> None:
    assert main(["compare", str(SAMPLES / "yunling-2025.docx"), str(SAMPLES / "yunling-2026.docx")]) == 1
    shown = capsys.readouterr().out
    assert "兑现" in shown
    assert "未兑现" in shown


@pytest.mark.parametrize("command", [["check", "没有.docx"], ["read", "没有.docx"], ["explain", "ZZ999"]])
def test_what_cannot_be_done_is_one_line_and_status_2(command: list[str], capsys) -> None:
    assert main(command) == 2
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1
    assert "/" in said


def test_one_bad_file_of_two_is_told_and_the_other_checked(report: Path, capsys) -> None:
    assert main(["check", str(report), "没有.docx"]) == 2
    shown = capsys.readouterr()
    assert "QU101" in shown.out
    assert "没有.docx" in shown.err


def test_a_failed_write_leaves_the_old_file(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out.json"
    folder.mkdir()
    assert main(["read", str(report), "-o", str(folder)]) == 2
    assert folder.is_dir()
    assert list(folder.iterdir()) == []


def test_fix_mends_form_and_shows_it_first(tmp_path: Path, capsys) -> None:
    path = tmp_path / "a.txt"
    before = "2025年工作总结\n\n新增绿地占比达到12﹪，计划新建2-3所学校。\n"
    path.write_text(before, encoding="utf-8")
    main(["check", str(path), "--select", "ALL", "--diff"])
    assert path.read_text(encoding="utf-8") == before
