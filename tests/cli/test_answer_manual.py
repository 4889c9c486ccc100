"""The page on plans: every command runs in a shell as printed, and every option of these commands is told somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dajuan.cli import main
from dajuan.cli.answer_arguments import FILLS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def test_the_commands_run_one_after_another_as_printed(tmp_path, need) -> None:
    need.module("duckdb", extra="server")
    bash = need.program("bash")
    shutil.copy(ROOT / "samples" / "yunling-2025.docx", tmp_path / "计划-2025.docx")
    blocks = re.findall(r"```bash\n(.*?)```", (DOCS / "plan.md").read_text(encoding="utf-8"), re.DOTALL)
    script = "set -eu\ndajuan init yunling\ncd yunling\nexport DAJUAN_ACTOR=督查室甲\n" + "\n".join(blocks)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DAJUAN_", "LC_", "LANG"))}
    done = subprocess.run(
        [bash, "-c", script], cwd=tmp_path, env={**kept, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "新列出 84 个" in done.stdout
    assert "灰 2025-084" in done.stdout


@pytest.mark.parametrize("name", sorted(FILLS))
def test_every_option_is_in_the_manual(name, capsys) -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    options: set[str] = set()
    for words in _help_of(name, capsys):
        options |= set(re.findall(r"--[a-z][a-z-]+", words))
    assert options
    assert not sorted(one for one in options if not re.search(rf"{one}(?![a-z-])", told))


def _help_of(name: str, capsys) -> list[str]:
    """The help of a command, and of those under it."""

    def printed(*words: str) -> str:
        with pytest.raises(SystemExit):
            main([*words, "--help"])
        return str(capsys.readouterr().out)

    whole = printed(name)
    under = re.findall(r"^    ([a-z]+) ", whole, re.MULTILINE)
    return [whole, *(printed(name, one) for one in under)]
