"""The sample report: every defect that was put into it is found, and little else is said."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import dajuan
from dajuan.checks.finding import Finding
from dajuan.checks.rule import rules

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
REPORT = SAMPLES / "yunling-2026.docx"
OTHERS_AT_MOST = 2
"""Warnings and questions that were not put in: a report that reads like a real one may make a checker ask."""


class Defect(NamedTuple):
    codes: tuple[str, ...]
    words: str


def defects() -> list[Defect]:
    lines = (SAMPLES / "defects.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Defect(tuple(codes.split("/")), words) for codes, words, _ in cells]


@pytest.fixture(scope="module")
def text() -> str:
    return dajuan.read(REPORT).document.text


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return list(dajuan.check(REPORT))


def says(finding: Finding, defect: Defect, text: str) -> bool:
    """One of the defect's codes, at (or with a related place at) one of the places where its words stand."""
    if finding.code not in defect.codes:
        return False
    spans = [(finding.start, finding.end), *finding.related]
    return any(start < end and finish > begin for begin, end in places(defect.words, text) for start, finish in spans)


def places(words: str, text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(re.escape(words), text):
        yield match.span()


def test_the_list_of_defects_is_long_and_its_words_are_there(text):
    assert len(defects()) >= 15
    assert not [defect.words for defect in defects() if defect.words not in text]


@pytest.mark.parametrize("defect", defects(), ids=lambda defect: f"{defect.codes[0]}-{defect.words[:12]}")
def test_a_defect_that_was_put_in_is_found(defect, findings, text):
    off = [code for code in defect.codes if not rules()[code].default]
    found = list(dajuan.check(REPORT, select=off)) if off else findings
    assert any(says(finding, defect, text) for finding in found)


def test_nine_in_ten_of_them_are_found_without_asking(findings, text):
    found = [defect for defect in defects() if any(says(finding, defect, text) for finding in findings)]
    assert len(found) >= 0.9 * len(defects())


def test_little_else_is_said(findings, text):
    others = [one for one in findings if not any(says(one, defect, text) for defect in defects())]
    assert not [(one.code, one.zh) for one in others if one.severity == "error"]
    assert len(others) <= OTHERS_AT_MOST, [(one.code, one.zh) for one in others]


def test_last_years_report_is_clean():
    errors = [(one.code, one.zh) for one in dajuan.check(SAMPLES / "yunling-2025.docx") if one.severity == "error"]
    assert not errors


def test_the_word_files_are_what_their_sources_make(need):
    need.module("docx")
    spec = importlib.util.spec_from_file_location("samples_build", SAMPLES / "build.py")
    assert spec
    assert spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    for year in ("2025", "2026"):
        source = (SAMPLES / f"yunling-{year}.md").read_text(encoding="utf-8")
        assert build.word(source) == (SAMPLES / f"yunling-{year}.docx").read_bytes()
    assert build.broken(source) == (SAMPLES / "yunling-2026.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["pdf", "txt", "md"])
def test_the_same_report_in_another_form_holds_the_same_errors(suffix, findings):
    wanted = {one.code for one in findings if one.severity == "error"}
    found = {one.code for one in dajuan.check(SAMPLES / f"yunling-2026.{suffix}") if one.severity == "error"}
    assert wanted <= found
