"""LG901–LG903 over ledgers of a few facts; what may be told of them and what may not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.checks.ledger.small import EXAMPLE, FACTS, Ledger, fact

from dajuan.checks.coverage import coverage
from dajuan.checks.run import check, examine
from dajuan.claims.read import read

ALL = ("LG901", "LG902", "LG903")


def codes(text: str, *facts: object) -> list[str]:
    ledger = Ledger(facts or FACTS)  # type: ignore[arg-type]
    return [one.code for one in check(text, select=ALL, ignores=(), backing=ledger)]


def homes(words: str) -> str:
    return f"2025年，交付套数{words}。"


class TestDiffers:
    def test_another_number(self):
        [found] = check(homes("8216套"), select=ALL, ignores=(), backing=EXAMPLE)
        assert found.code == "LG901"
        assert "8126套" in found.zh
        assert "8126套" in found.en

    def test_told_in_the_unit_of_the_text(self):
        [found] = check("2025年，一般公共预算收入45.1亿元。", select=ALL, ignores=(), backing=EXAMPLE)
        assert "台账是 41.51亿元" in found.zh

    def test_a_fall(self):
        rate = fact("固定资产投资", "-0.032", "1")
        assert codes("2025年，固定资产投资下降3.2%。", rate) == []
        assert codes("2025年，固定资产投资下降2.3%。", rate) == ["LG901"]
        assert codes("2025年，固定资产投资增长3.2%。", rate) == ["LG901"]

    def test_not_where_it_is_unsure_what_is_spoken_of(self):
        assert codes(homes("8216套"), replace(FACTS[0], sure=False)) == ["LG903"]

    def test_an_unsure_one_that_agrees_is_agreement_where_the_digits_tell(self):
        unsure = replace(FACTS[0], sure=False)
        assert codes(homes("8126套"), unsure) == []
        assert codes(homes("9套"), replace(unsure, value=9)) == ["LG903"]


class TestRounding:
    @pytest.mark.parametrize("words", ["41.5亿元", "41.51亿元", "415100万元", "42亿元"])
    def test_holds_to_the_digits_written(self, words):
        assert codes(f"2025年，一般公共预算收入{words}。") == []

    @pytest.mark.parametrize("words", ["41.4亿元", "41.52亿元", "41亿元"])
    def test_and_no_further(self, words):
        assert codes(f"2025年，一般公共预算收入{words}。") == ["LG901"]

    @pytest.mark.parametrize("words", ["41.2亿元", "41.3亿元"])
    def test_a_tie_may_go_either_way(self, words):
        assert codes(f"2025年，一般公共预算收入{words}。", fact("一般公共预算收入", 4125000000, "元")) == []

    @pytest.mark.parametrize(
        "words", ["约8000套", "8000余套", "超8000套", "8100套以上", "近8200套", "8000多套", "突破8000套"]
    )
    def test_words_beside_it_are_taken_by_their_meaning(self, words):
        assert codes(homes(words)) == []

    @pytest.mark.parametrize("words", ["约7000套", "8200余套", "超9000套", "8200套以上", "近8100套", "近9900套"])
    def test_and_hold_no_more_than_they_say(self, words):
        assert codes(homes(words)) == ["LG901"]

    def test_a_count_is_exact(self):
        assert codes(homes("8127套")) == ["LG901"]


class TestEvidence:
    def test_nobody_proved_it(self):
        assert codes("2025年，交付面积31万平方米。") == ["LG902"]

    def test_nothing_was_recorded(self):
        assert codes("2025年，培训人数310人。") == ["LG902"]


class TestCoverage:
    def test_every_claim_is_counted_once(self):
        text = "2025年，交付套数8126套，交付面积31万平方米，培训人数310人，发放消费券2000万元。\n一般公共预算收入45.1亿元。"
        told = coverage(read(text), EXAMPLE)
        assert dict(told.counts()) == {"holds": 1, "differs": 1, "without_evidence": 2, "not_in_ledger": 1}

    def test_none_without_a_ledger(self):
        told = examine(homes("8216套"), select=ALL, ignores=())
        assert told.findings == ()
        assert told.coverage is None
