"""``dajuan compare A B`` as a person gets it: table, page and JSON, and a plain line where there is nothing to compare."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dajuan.cli import main

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FIRST, SECOND = str(SAMPLES / "yunling-2025.md"), str(SAMPLES / "yunling-2026.md")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["compare", *arguments])
    return status, capsys.readouterr().out


def test_the_table_says_what_was_called_a_success(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = run(capsys, FIRST, SECOND)
    assert status == 1
    assert "而以下没有达到承诺：固定资产投资\n" in out
    assert "✕ 未兑现" in out


def test_the_object_holds_both_spans(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, FIRST, SECOND, "--format", "json")
    missed = [one for one in json.loads(out)["answers"] if one["called_success"] and one["verdict"] == "missed"]
    assert [one["promise"]["text"] for one in missed] == ["固定资产投资增长8%"]
    assert missed[0]["answer"]["start"] < missed[0]["answer"]["end"]


def test_the_page_asks_nothing_of_the_network(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, FIRST, SECOND, "--format", "html")
    assert out.startswith("<!doctype html>")
    assert "http://" not in out
    assert "https://" not in out
    assert "<strong>固定资产投资</strong>没有达到承诺" in out


@pytest.mark.parametrize("form", ["table", "html"])
@pytest.mark.parametrize(
    ("pair", "message"),
    [((FIRST, FIRST), "同一份文件"), ((SECOND, FIRST), "顺序像是反了")],
)
def test_a_pair_that_is_none_is_told(
    form: str, pair: tuple[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = run(capsys, *pair, "--format", form)
    assert message in out
    assert status == 0


def test_no_plan_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none.txt").write_text("云岭简介\n\n云岭在山里，有三条河。\n", encoding="utf-8")
    assert "没有找到承诺" in run(capsys, str(tmp_path / "none.txt"), SECOND)[1]
