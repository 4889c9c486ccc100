"""The pages on the ledger and its figures: every command runs in a shell as printed, every example for Python is true."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dajuan.cli.ledger_arguments import FILLS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("ledger.md", "figures.md", "scale.md")


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text_of(name), re.DOTALL)


def test_the_commands_run_one_after_another_as_printed(tmp_path, need) -> None:
    need.module("duckdb", extra="server")
    bash = need.program("bash")
    (tmp_path / "复工确认书.pdf").write_bytes(b"%PDF-1.4 made up")
    (tmp_path / "备案表.pdf").write_bytes(b"%PDF-1.4 made up too")
    script = "set -eu\n" + "\n".join(block for page in PAGES for block in blocks(page, "bash"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DAJUAN_", "LC_", "LANG"))}
    done = subprocess.run(
        [bash, "-c", script], cwd=tmp_path, env={**kept, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "第 4 条：E-007 到达“交付”（2024-06-18，张三 记）\n  备案表.pdf · 竣工验收备案表 · sha256" in done.stdout
    assert "没有改动，没有缺失" in done.stdout
    assert "前 6 条在 7 条的日志里原样未动" in done.stdout
    assert (tmp_path / "数.xlsx").stat().st_size > 1000


def test_the_examples_for_python_are_true(need) -> None:
    need.module("duckdb", extra="server")
    runner, names = doctest.DocTestRunner(), {}
    for page in PAGES:
        test = doctest.DocTestParser().get_doctest(text_of(page), names, page, page, 0)
        test.globs = names
        runner.run(test, clear_globs=False)
    assert runner.summarize(verbose=False).failed == 0
    assert runner.tries > 20


@pytest.mark.parametrize("name", sorted(FILLS))
def test_every_option_is_in_the_manual(name, capsys, monkeypatch) -> None:
    from dajuan.cli import main

    told = "".join(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))
    monkeypatch.setenv("COLUMNS", "120")
    helps = []
    for command in [[name], *([name, one] for one in ("show", "verify", "prove") if name == "log")]:
        with pytest.raises(SystemExit):
            main([*command, "--help"])
        helps.append(capsys.readouterr().out)
    options = {option for text in helps for option in re.findall(r"--[a-z][a-z-]+", text)}
    assert not sorted(option for option in options if not re.search(rf"{option}(?![a-z-])", told))
