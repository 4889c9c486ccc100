"""The documentation builds without a warning, fetches nothing, and what it says of the output is so."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import dajuan
from dajuan.checks.rule import rules
from dajuan.outputs.words import FAMILIES, GRADES, VERDICTS
from dajuan.standards import rules as standards
from dajuan.standards.rules.listing import rule_lines

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
DAJUAN = str(Path(sys.executable).parent / "dajuan")
SAMPLE = ROOT / "samples" / "yunling-2026.docx"
FETCHED = re.compile(
    r"<(?:script|img|iframe|source|video|audio)[^>]*\ssrc=[\"']?(?:https?:)?//|<link[^>]*\shref=[\"']?(?:https?:)?//"
)
CSS_FETCHED = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    return folder


def test_no_page_fetches_anything_from_outside(site):
    pages = [path for path in site.rglob("*.html") if FETCHED.search(path.read_text(encoding="utf-8"))]
    styles = [path for path in site.rglob("*.css") if CSS_FETCHED.search(path.read_text(encoding="utf-8"))]
    assert not pages + styles


def test_every_rule_has_its_page_and_its_row(site):
    table = (site / "rules" / "index.html").read_text(encoding="utf-8")
    assert rules()
    for code, rule in rules().items():
        page = (site / "rules" / code / "index.html").read_text(encoding="utf-8")
        assert rule.name in page
        assert rule.zh in table


def test_every_official_standard_has_its_table(site):
    for key, one in standards().items():
        page = (site / "standards" / key / "index.html").read_text(encoding="utf-8")
        for version in one.versions:
            assert version.title.zh in page
            assert all(line.clause in page for line in rule_lines(version.requires))


def test_every_page_has_an_english_half():
    without = [path.name for path in DOCS.glob("*.md") if "## English" not in path.read_text(encoding="utf-8")]
    assert not without


def test_the_house_is_described_as_it_stands():
    house = (DOCS / "house.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in Path(dajuan.__file__).parent.glob("*/__init__.py")]
    assert len(rooms) > 7
    assert not [room for room in rooms if f"`{room}/`" not in house], "docs/house.md 缺一间屋子 / a room is missing"


def test_verdicts_and_grades_are_called_in_the_manual_what_the_command_calls_them():
    compare = (DOCS / "compare.md").read_text(encoding="utf-8")
    assert not [one for one, names in VERDICTS.items() if f"| {names['zh']} `{one}` |" not in compare]
    contracts = (DOCS / "contracts.md").read_text(encoding="utf-8")
    assert not [one for one, names in GRADES.items() if f"`{one}` {names['zh']}" not in contracts]
    assert not [family for family, names in FAMILIES.items() if f"{family} {names['zh']}" not in contracts]


def test_every_option_of_the_command_is_in_the_manual():
    """Each long option of each command is shown somewhere in README or the manual, so that none is a secret."""
    pages = [*DOCS.glob("*.md"), ROOT / "README.md"]
    told = "".join(page.read_text(encoding="utf-8") for page in pages)
    commands = ("read", "check", "compare", "explain")
    helps = [subprocess.run([DAJUAN, one, "--help"], capture_output=True, text=True, check=True) for one in commands]
    options = {option for done in helps for option in re.findall(r"--[a-z][a-z-]+", done.stdout)}
    assert len(options) > 10
    assert not sorted(option for option in options if not re.search(rf"{option}(?![a-z-])", told))


def test_the_picture_of_the_front_page_shows_something():
    """A blank page makes a picture of a few kilobytes."""
    assert (DOCS / "images" / "marked.png").stat().st_size > 100_000


@pytest.mark.parametrize("page", ["python.md", "standards.md", "systems/ladder.md"])
def test_the_examples_for_python_are_true(page):
    result = doctest.testfile(str(DOCS / page), module_relative=False)
    assert result.attempted > 2
    assert result.failed == 0


def test_the_first_example_of_the_package_is_true():
    assert doctest.testmod(dajuan).failed == 0


def printed(*arguments: str) -> dict[str, Any]:
    command = [DAJUAN, *arguments, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module", params=["read", "check"])
def output(request) -> dict[str, Any]:
    return printed(request.param, str(SAMPLE))


def test_real_output_keeps_the_contract(output, need):
    jsonschema = need.module("jsonschema")
    schema = json.loads((DOCS / "contracts" / "reading.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(output)) == []
    assert len(output["claims"]) > 100


def test_offsets_point_at_the_words(output):
    text = output["document"]["text"]
    for claim in output["claims"]:
        assert squeezed(text[claim["start"] : claim["end"]]) == squeezed(claim["text"])


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_ids_are_unique_and_commitments_name_claims_that_exist(output):
    ids = [claim["id"] for claim in output["claims"]]
    assert len(ids) == len(set(ids))
    assert {one for commitment in output["commitments"] for one in commitment["claims"]} <= set(ids)
