"""LG904 and LG905 over a sheet of one line; the manuals of all five."""

from __future__ import annotations

from inspect import cleandoc

import pytest
from tests.checks.ledger.small import EXAMPLE, LINE

from dajuan.checks.rule import rules
from dajuan.checks.run import check, examine

FAMILY = [rule for rule in rules().values() if rule.code.startswith("LG")]


def section(manual: str, name: str) -> str:
    lines = cleandoc(manual).splitlines()
    body = lines[lines.index(name) + 1 :]
    return "\n\n".join(
        line.strip() for line in body[: next((i for i, one in enumerate(body) if one[:1].strip()), None)]
    )


def codes(text: str) -> list[str]:
    return [one.code for one in check(text, select=["LG"], ignores=(), backing=EXAMPLE)]


def test_the_family_has_five_rules():
    assert [rule.code for rule in FAMILY] == ["LG901", "LG902", "LG903", "LG904", "LG905"]
    assert all(rule.needs_backing for rule in FAMILY)


@pytest.mark.parametrize("rule", FAMILY, ids=lambda rule: rule.code)
@pytest.mark.parametrize("names", [("例子", "改成"), ("Example", "Use instead")])
def test_the_example_fires_and_the_rewrite_is_silent(rule, names):
    example, rewrite = (section(rule.manual, name) for name in names)
    assert check(example, select=[rule.code], ignores=(), backing=EXAMPLE)
    assert not check(rewrite, select=[rule.code], ignores=(), backing=EXAMPLE)


class TestAltered:
    def test_it_says_what_it_was_and_whose(self):
        [found] = check(LINE.replace("8126", "8226"), select=["LG"], ignores=(), backing=EXAMPLE)
        assert found.code == "LG904"
        assert "8226 原来是 8126（目标 2025-031 的完成值）" in found.zh
        assert "8226 was 8126 (value of target 2025-031)" in found.en

    def test_a_unit(self):
        assert codes(LINE.replace("8126套", "8126户")) == ["LG904"]

    def test_a_number_put_in(self):
        [found] = check(f"{LINE}另有30套。", select=["LG"], ignores=(), backing=EXAMPLE)
        assert "30" in found.zh

    def test_a_number_taken_out(self):
        [found] = check(LINE.replace("8126套", ""), select=["LG"], ignores=(), backing=EXAMPLE)
        assert "少了 8126套" in found.zh

    def test_nothing(self):
        assert codes(LINE) == []

    def test_its_claims_hold_but_for_the_one(self):
        told = examine(LINE.replace("8126", "8226"), ignores=(), backing=EXAMPLE)
        assert told.coverage
        assert told.coverage.counts()["differs"] == 1
        assert told.coverage.counts()["not_in_ledger"] == 0


def test_a_damaged_stamp_is_told_where_it_stands():
    text = "年度总结。\n答卷印记：日志yunling；根00。"
    [found] = check(text, select=["LG"], ignores=(), backing=EXAMPLE)
    assert found.code == "LG905"
    assert text[found.start : found.end] == "答卷印记：日志yunling"
