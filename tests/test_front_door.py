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
DOCS = ROOT / "docs"
OURS = re.compile(r"dajuan (?:read|check|compare|explain)\b(?!.*--ledger)")
"""Those with a ledger are tried in tests/cli/test_check_ledger.py."""
SHAPE = re.compile(r"\b(?:FILE|DIR|CODE|OUT)\b|代码|命令|^dajuan (?:read|check|compare|explain)$|^dajuan check --fix$")
"""What only shows the shape of a command, and is none itself."""
READMES = ("README.md", "README.zh-CN.md")
DAJUAN = str(Path(sys.executable).parent / "dajuan")
FILES = {
    "report.docx": "yunling-2026.docx", "report.pdf": "yunling-2026.pdf", "plan-2025.docx": "yunling-2025.docx",
    "report-2026.docx": "yunling-2026.docx", "报告.docx": "yunling-2026.docx", "报告.pdf": "yunling-2026.pdf",
    "去年.docx": "yunling-2025.docx", "今年.docx": "yunling-2026.docx", "last.docx": "yunling-2025.docx",
    "this.docx": "yunling-2026.docx", "工作报告.docx": "yunling-2026.docx", "工作报告.pdf": "yunling-2026.pdf",
    "2025报告.docx": "yunling-2025.docx", "2026报告.docx": "yunling-2026.docx", "上半年.docx": "yunling-2025.docx",
    "下半年.docx": "yunling-2026.docx", "讲话.txt": "yunling-2026.txt", "报告/一.docx": "yunling-2026.docx",
    "报告/二.txt": "yunling-2026.txt",
}  # fmt: skip
"""The names that README and the manual use, and the sample that stands for each."""


def readme(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def usage_lines() -> list[str]:
    """Every command that README or the manual shows: lines of code blocks, and code inside a sentence."""
    texts = [readme(name) for name in READMES] + [page.read_text(encoding="utf-8") for page in DOCS.glob("*.md")]
    blocks = [line.removeprefix("$ ").split("#")[0] for text in texts for line in text.splitlines()]
    inside = [line for text in texts for line in re.findall(r"`(dajuan [^`]+)`", text)]
    found = {line.strip() for line in blocks + inside}
    return sorted(line for line in found if OURS.match(line) and not SHAPE.search(line))


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
    (folder / "报告").mkdir()
    shutil.copytree(SAMPLES, folder / "samples")
    for name, sample in FILES.items():
        shutil.copy(SAMPLES / sample, folder / name)
    return folder


@pytest.mark.parametrize("line", usage_lines())
def test_every_line_of_usage_runs(line, desk, need):
    words = shlex.split(line)
    if "parquet" in words:
        need.module("pyarrow", extra="parquet")
    if "--engine" in words:
        need.module("ray", extra="ray")
    given = (desk / "讲话.txt").read_text(encoding="utf-8") if "-" in words else None
    done = subprocess.run([DAJUAN, *words[1:]], cwd=desk, input=given, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    if "-o" in words:
        assert (desk / words[words.index("-o") + 1]).stat().st_size > 0
    else:
        assert bool(done.stdout.strip()) is ("--quiet" not in words)


def test_make_demo_leaves_the_marked_report_and_says_where(need):
    """And where nobody had it open before, it is closed again."""
    make = need.program("make")
    was_open = (ROOT / "demo" / "server.pid").exists()
    done = subprocess.run([make, "demo"], cwd=ROOT, capture_output=True, text=True, check=False)
    if not was_open:
        subprocess.run([make, "stop"], cwd=ROOT, capture_output=True, check=True)
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
