"""The house stands as it is drawn: rooms in order, small files, names that say something, nothing foreign inside."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dajuan

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "dajuan"
FILES = sorted(SOURCE.rglob("*.py"))
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "base", "manager", "misc"}
HEAVY = {
    "asyncio", "calamine", "numpy", "pandas", "pyarrow", "pypdfium2", "python_calamine", "rapidocr", "ray", "rich",
    "selectolax", "unittest", "xlsxwriter",
}  # fmt: skip
LONGEST = 400


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def words_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_a_room_uses_only_the_rooms_under_it(need):
    need.module("importlinter.cli")
    # In a process of its own: it silences every logger that there was before it.
    asked = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_is_short_enough_to_read_at_once(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_name_says_what_is_inside(path):
    assert path.stem.strip("_").lower() not in SAYS_NOTHING


@pytest.mark.parametrize("path", [one for one in FILES if one.name == "__init__.py"], ids=lambda path: path.parent.name)
def test_every_room_says_what_lives_in_it(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sorted(sys.modules), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize("statement", ["import dajuan", "import dajuan.cli", "import dajuan.language"])
def test_importing_loads_nothing_heavy(statement):
    assert not modules_after(statement) & HEAVY


def test_the_version_is_one():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == dajuan.__version__
    newest = re.search(r"^## ([0-9.]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest
    assert newest[1] == dajuan.__version__


def test_no_path_of_one_machine_is_committed():
    machine = re.compile(r"(?<![\w.}/])/(?:work|root|home/\w+|Users/\w+)/")
    own = Path(__file__)
    assert not [str(path.relative_to(ROOT)) for path in tracked() if path != own and machine.search(words_of(path))]


def grams(text: str, length: int = 24) -> set[str]:
    packed = re.sub(r"\s", "", text)
    return {packed[at : at + length] for at in range(len(packed) - length + 1)}


def test_no_sentence_of_a_real_report_is_committed(need):
    real = grams(need.data("zone-report-2023-2024.txt").read_text(encoding="utf-8"))
    for report in need.data("reports").glob("*.txt"):
        real |= grams(report.read_text(encoding="utf-8"))
    assert len(real) > 100_000, "the measuring data is not what it was"
    shared = {str(path.relative_to(ROOT)): grams(words_of(path)) & real for path in tracked()}
    assert not {name: min(words) for name, words in shared.items() if words}
