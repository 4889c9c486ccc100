"""The first five minutes: what README promises is what happens."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
READMES = ("README.md", "README.zh-CN.md")
DAJUAN = str(Path(sys.executable).parent / "dajuan")
FILES = {
    "report.docx": "yunling-2026.docx", "report.pdf": "yunling-2026.pdf", "plan-2025.docx": "yunling-2025.docx",
    "report-2026.docx": "yunling-2026.docx", "报告.docx": "yunling-2026.docx", "报告.pdf": "yunling-2026.pdf",
    "去年.docx": "yunling-2025.docx", "今年.docx": "yunling-2026.docx",
}  # fmt: skip
"""The names README uses, and the sample that stands for each."""


def readme(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def usage_lines() -> list[str]:
    found = [line.split("#")[0].strip() for name in READMES for line in readme(name).splitlines()]
    return sorted({line for line in found if line.startswith("dajuan ")})


@pytest.mark.parametrize("name", READMES)
def test_readme_names_the_two_commands_and_fits_a_screen(name):
    text = readme(name)
    assert re.search(r"^make demo\b", text, re.MULTILINE)
    assert re.search(r"^make test\b", text, re.MULTILINE)
    assert len(text.splitlines()) <= 45


@pytest.mark.parametrize("name", READMES)
def test_readme_links_lead_somewhere(name):
    targets = re.findall(r"\]\(([^)#]+)", readme(name))
    assert targets
    assert not [target for target in targets if "://" not in target and not (ROOT / target).exists()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """A folder with the documents README speaks of."""
    folder = tmp_path_factory.mktemp("desk")
    for name, sample in FILES.items():
        shutil.copy(SAMPLES / sample, folder / name)
    return folder


@pytest.mark.parametrize("line", usage_lines())
def test_every_line_of_usage_runs(line, desk):
    words = shlex.split(line)
    done = subprocess.run([DAJUAN, *words[1:]], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    if "-o" in words:
        assert (desk / words[words.index("-o") + 1]).stat().st_size > 0
    else:
        assert done.stdout.strip()


def test_make_demo_leaves_the_marked_report_and_says_where(need):
    make = need.program("make")
    done = subprocess.run([make, "demo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    marked = re.search(r"file://(\S+marked\.html)", done.stdout)
    assert marked
    assert "云岭高新区" in Path(marked[1]).read_text(encoding="utf-8")


def test_ci_runs_make_test_and_nothing_else():
    commands = [
        line for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines() if line[:1] not in {"", "#"}
    ]
    assert commands[-1] == "exec make test"
    assert all(line.startswith(("set ", "cd ", "export CI=")) for line in commands[:-1])
