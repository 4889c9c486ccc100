"""A promised number and an answered one: what 以上, 左右, 以内 let pass, and that a better answer is never judged worse."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.comparison.two_years import answer, plan

from dajuan.claims.claim import Claim
from dajuan.comparison.verdict import Tolerance, graded, judge, less_is_better, threshold


def claim(words: str) -> Claim:
    return next(c for c in plan(main=words).claims if c.role == "target")


@pytest.mark.parametrize(
    ("promise", "told", "verdict"),
    [
        ("生产总值增长6%以上", "2025年，生产总值增长6%。", "met"),
        ("生产总值增长6%以上", "2025年，生产总值增长5.9%。", "missed"),
        ("生产总值增长6%", "2025年，生产总值增长5.9%。", "missed"),
        ("生产总值增长6%左右", "2025年，生产总值增长5.8%。", "met"),
        ("生产总值增长6%左右", "2025年，生产总值增长5.7%。", "partly"),
        ("生产总值增长6%左右", "2025年，生产总值增长5.5%。", "missed"),
        ("生产总值增长5%—6%", "2025年，生产总值增长5.1%。", "met"),
        ("生产总值增长5%—6%", "2025年，生产总值增长4.9%。", "missed"),
        ("城镇调查失业率控制在5%以内", "2025年，城镇调查失业率4.6%。", "met"),
        ("城镇调查失业率控制在5%以内", "2025年，城镇调查失业率5.3%。", "missed"),
        ("PM2.5年均浓度控制在30微克/立方米以下", "2025年，PM2.5年均浓度31微克/立方米。", "missed"),
        ("单位生产总值能耗下降3%", "2025年，单位生产总值能耗下降3.4%。", "met"),
        ("单位生产总值能耗下降3%", "2025年，单位生产总值能耗下降2.6%。", "missed"),
        ("居民消费价格涨幅3%左右", "2025年，居民消费价格上涨0.2%。", "cannot_compare"),
        ("居民消费价格涨幅控制在3%左右", "2025年，居民消费价格上涨0.2%。", "met"),
    ],
)
def test_a_verdict_is_as_the_words_say(promise: str, told: str, verdict: str) -> None:
    assert answer(promise, told).verdict == verdict


@pytest.mark.parametrize("words", ["城镇调查失业率5.5%左右", "单位生产总值能耗下降3%", "生产安全事故起数10起以内"])
def test_less_is_better(words: str) -> None:
    assert less_is_better(claim(words))


def test_more_is_better() -> None:
    assert not less_is_better(claim("生产总值增长6%左右"))


def test_a_stretch_target_missed_is_only_close() -> None:
    assert judge(claim("生产总值增长7%"), claim("生产总值增长6.2%"), stretch=True).verdict == "partly"


def test_a_claim_without_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="without a value"):
        judge(replace(claim("生产总值增长6%"), low=None, high=None), claim("生产总值增长6%"))


RANK = {"missed": 0, "partly": 1, "met": 2}
VALUES = st.decimals(min_value=-1, max_value=1, places=4)


@given(VALUES, VALUES, VALUES)
def test_a_better_answer_never_makes_it_worse(asked: Decimal, one: Decimal, other: Decimal) -> None:
    promise = replace(claim("生产总值增长6%左右"), low=asked, high=asked, qualifier="approx")
    first, second = (replace(promise, low=value, high=value) for value in sorted((one, other)))
    if less_is_better(promise):
        first, second = second, first
    assert RANK[judge(promise, first).verdict] <= RANK[judge(promise, second).verdict]


@given(VALUES)
def test_missed_is_never_within_the_tolerance(ahead: Decimal) -> None:
    allowed = Tolerance(Decimal("0.002"), Decimal("0.005"))
    assert (graded(ahead, allowed) == "missed") == (ahead <= -allowed.missed)


def test_an_accusation_asks_for_more_than_a_showing() -> None:
    assert threshold("accuse") > threshold("show")
