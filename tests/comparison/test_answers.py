"""Which words of a report answer a promise, and what keeps the two from being compared."""

from __future__ import annotations

import pytest
from tests.comparison.two_years import answer, deed


@pytest.mark.parametrize(
    ("promise", "told", "verdict"),
    [
        # One thing by two names.
        ("生产总值增长6%", "2025年，GDP增长6.2%。", "met"),
        ("规上工业增加值增长7%", "2025年，规模以上工业增加值增长7.5%。", "met"),
        # 1—12月 is the year; so is what was summed up in it.
        ("固定资产投资50亿元", "1—12月，完成固定资产投资52亿元。", "met"),
        ("固定资产投资50亿元", "全年累计完成固定资产投资52亿元。", "met"),
        # Level and growth, one year and five, town and all: not compared.
        ("生产总值增长6%", "2025年，生产总值达到500亿元。", "cannot_compare"),
        ("城镇新增就业7000人", "“十四五”时期，城镇新增就业3.6万人。", "cannot_compare"),
        # Like for like, told beside the plain number.
        ("一般公共预算收入同口径增长5%", "2025年，一般公共预算收入增长2%、同口径增长5.4%。", "met"),
        ("一般公共预算收入增长5%", "2025年，一般公共预算收入增长2%（同口径增长5.4%）。", "cannot_compare"),
        # Another amount of grain, in other units.
        ("粮食总产量45万吨以上", "2025年，粮食总产量9.2亿斤。", "met"),
        ("生产总值增长6%", "2025年，云溪水库开始蓄水。", "not_answered"),
    ],
)
def test_a_main_target_finds_its_answer(promise: str, told: str, verdict: str) -> None:
    assert answer(promise, told).verdict == verdict


@pytest.mark.parametrize(
    ("promise", "told", "verdict"),
    [
        ("改造老旧小区32个。", "2025年，完成老旧小区改造30个。", "missed"),
        ("争取上级资金1.2亿元。", "2025年，争取上级资金9800万元。", "missed"),
        ("举办招聘会40场。", "2025年，举办招聘会52场次。", "met"),
        ("新建标准厂房12万平方米。", "2025年，建成标准厂房10万平方米。", "cannot_compare"),
        ("新增科技企业60家。", "2025年，净增科技企业48家。", "cannot_compare"),
        ("新增科技企业60家。", "2025年，科技企业总数达到400家。", "cannot_compare"),
    ],
)
def test_a_deed_is_answered_by_its_thing(promise: str, told: str, verdict: str) -> None:
    assert deed(promise, told).verdict == verdict


def test_signing_is_no_answer_to_starting() -> None:
    assert deed("新开工亿元以上项目12个。", "2025年，新签约亿元以上项目30个。").verdict != "met"


def test_two_numbers_are_no_accusation() -> None:
    told = "2025年，生产总值增长5%。全区生产总值增长6.3%。"
    assert answer("生产总值增长6%", told).verdict != "missed"
