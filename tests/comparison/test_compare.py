"""The door: verdicts on whole documents, and what must hold of any pair."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.comparison.two_years import compared, plan, report

import dajuan
from dajuan.comparison.comparison import Comparison

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PAIR = (SAMPLES / "yunling-2025.md", SAMPLES / "yunling-2026.md")


@pytest.fixture(scope="module")
def samples() -> Comparison:
    return dajuan.compare(*PAIR)


def test_every_span_is_in_its_document(samples: Comparison) -> None:
    plan_text, report_text = samples.plan.document.text, samples.report.document.text
    for one in samples.answers:
        assert "".join(plan_text[one.promise.start : one.promise.end].split()) == "".join(one.promise.text.split())
        for told in filter(None, (one.answer, *one.others)):
            assert "".join(report_text[told.start : told.end].split()) == "".join(told.text.split())
    for start, end in samples.success_claims:
        assert report_text[start:end]


@pytest.mark.parametrize("path", PAIR)
def test_a_document_against_itself_is_never_missed(path: Path) -> None:
    verdicts = {one.verdict for one in dajuan.compare(path, path).answers}
    assert verdicts == {"cannot_compare"}


def test_swapped_documents_get_no_verdict() -> None:
    assert {one.verdict for one in dajuan.compare(*reversed(PAIR)).answers} == {"cannot_compare"}


def test_no_plan_no_answers() -> None:
    assert dajuan.compare(dajuan.read("云岭简介\n\n云岭在山里，有三条河。\n"), report("新增企业3家。")).answers == ()


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("生产总值增长6%。居民人均可支配收入增长6.2%。", "met"),
        ("生产总值增长6%。居民人均可支配收入增长5.9%。", "met"),
        ("生产总值增长6%。居民人均可支配收入增长5.7%。", "partly"),
        ("生产总值增长6%。居民人均可支配收入增长4.1%。", "missed"),
        ("生产总值增长6%。城镇居民人均可支配收入增长5%。", "cannot_compare"),
        ("居民收入增长与经济增长基本同步。", "cannot_compare"),
        ("云岭种了树。", "not_answered"),
    ],
)
def test_income_in_step_with_the_economy(told: str, verdict: str) -> None:
    answers = compared("生产总值增长6%；居民收入与经济增长同步", f"2025年，{told}").answers
    assert [one.verdict for one in answers if one.promise.claim is None] == [verdict]


def test_town_and_country_each_have_their_own() -> None:
    promised = plan(main="城镇居民、农村居民人均可支配收入分别增长5.5%、7%")
    told = report("城镇居民人均可支配收入41230元，增长5.1%；农村居民人均可支配收入21860元，增长7.2%。")
    assert [one.verdict for one in dajuan.compare(promised, told).answers] == ["missed", "met"]


SENTENCES = ["生产总值增长5.2%。", "固定资产投资增长8.1%。", "城镇调查失业率4.8%。", "新增企业31家。"]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["", "\n\n", "\n"]), min_size=4, max_size=4))
def test_verdicts_do_not_hang_on_paragraphs(breaks: list[str]) -> None:
    promised = plan("新增企业30家。", main="生产总值增长6%；固定资产投资增长8%；城镇调查失业率5%以内")
    told = report(*(sentence + mark for sentence, mark in zip(SENTENCES, breaks, strict=True)))
    assert [one.verdict for one in dajuan.compare(promised, told).answers] == ["missed", "met", "met", "met"]


@settings(max_examples=25)
@given(st.permutations(SENTENCES))
def test_verdicts_do_not_hang_on_order(sentences: list[str]) -> None:
    promised = plan(main="生产总值增长6%；固定资产投资增长8%；城镇调查失业率5%以内")
    assert [one.verdict for one in dajuan.compare(promised, report(*sentences)).answers] == ["missed", "met", "met"]
