"""Every rule ships its manual, in one shape, in both languages: the page that ``dajuan explain`` prints."""

import re
from inspect import cleandoc
from itertools import pairwise
from pathlib import Path

import pytest

from dajuan.checks.rule import FAMILIES, Rule, rules
from dajuan.checks.run import check

SECTIONS = [
    *["做什么", "为什么要紧", "例子", "改成", "已知不足"],
    *["What it does", "Why it matters", "Example", "Use instead", "Known problems"],
]
PREFIXES = dict(zip(FAMILIES, ["RD", "QU", "CT", "AR", "CO", "TM", "TG", "FU", "WD", "LG"], strict=True))


NOT_IN_PLAIN_TEXT = {"RD002": "页眉", "RD003": "OCR", "RD004": "docx"}
"""What these rules read (layout, scores, revisions) has no plain text; tests/checks/reading makes them fire. Those that
need a ledger's figures are given some in tests/checks/ledger."""


def section(rule: Rule, name: str) -> str:
    """The lines of one section of a manual as a document: a line, a paragraph."""
    lines = cleandoc(rule.manual).splitlines()
    body = []
    for line in lines[lines.index(name) + 1 :]:
        if line and not line.startswith(" "):
            break
        body.append(line.strip())
    return "\n\n".join(filter(None, body))


def fires(rule: Rule, text: str) -> bool:
    return bool(check(text, select=[rule.code], ignores=()))


@pytest.mark.parametrize(
    "rule",
    [rule for rule in rules().values() if rule.code not in NOT_IN_PLAIN_TEXT and not rule.needs_backing],
    ids=lambda rule: rule.code,
)
class TestExamples:
    """Whoever copies a manual's example into a file sees the finding, and copies the rewrite and sees none."""

    def test_the_example_fires(self, rule):
        assert fires(rule, section(rule, "例子"))
        assert fires(rule, section(rule, "Example"))

    def test_the_rewrite_is_silent(self, rule):
        assert not fires(rule, section(rule, "改成"))
        assert not fires(rule, section(rule, "Use instead"))


@pytest.mark.parametrize("code", NOT_IN_PLAIN_TEXT)
def test_the_other_rules_fire_elsewhere(code):
    assert code in (Path(__file__).parent / "reading" / "test_reading.py").read_text(encoding="utf-8")


def test_at_least_thirty_rules():
    assert len(rules()) >= 30


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
class TestEach:
    def test_first_line_names_it_in_both_languages(self, rule):
        assert re.fullmatch(rf"{rule.code} \S.* · [a-zA-Z0-9一-龥].*", rule.manual.splitlines()[0])

    def test_sections_stand_in_order_each_with_words(self, rule):
        lines = rule.manual.splitlines()[1:]
        heads = [line for line in lines if line and not line.startswith(" ")]
        assert heads == SECTIONS
        for head, after in pairwise(lines):
            if head in SECTIONS:
                assert after.startswith("    "), f"{head} has no body"

    def test_bodies_are_indented_by_four(self, rule):
        for line in rule.manual.splitlines()[1:]:
            assert not line or line in SECTIONS or line.startswith("    ")

    def test_summaries_are_one_line(self, rule):
        assert rule.zh
        assert rule.en
        assert "\n" not in rule.zh + rule.en

    def test_name_is_kebab_and_the_code_fits_its_folder(self, rule):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        module = rule.check.__module__.split(".")
        assert rule.code.startswith(PREFIXES[module[-2]])
        assert module[-1].startswith(rule.code.lower())
        assert module[-1] == f"{rule.code}_{rule.name}".lower().replace("-", "_")

    def test_severity_is_one_of_three(self, rule):
        assert rule.severity in {"error", "warning", "question"}


def test_codes_and_names_are_unique():
    names = [rule.name for rule in rules().values()]
    assert len(set(names)) == len(names)
