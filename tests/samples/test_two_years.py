"""The two sample reports against each other: what last year's promises came to, as their author meant it."""

from __future__ import annotations

from pathlib import Path

import pytest

import dajuan
from dajuan.comparison.comparison import Answer

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
VERDICTS = [
    ("规模以上工业增加值增长8.5%以上", "met"),
    ("固定资产投资增长8%", "missed"),
    ("城镇新增就业7200人以上", "met"),
    ("空气优良天数达到290天以上", "met"),
    ("新增规模以上工业企业30家", "missed"),
    ("新签约亿元以上项目60个", "missed"),
    ("年底前接入算力规模达到2000P", "met"),
    ("建成安置房40万平方米", "met"),
    ("新开工安置房30万平方米", "not_answered"),
    ("改造老旧小区20个", "missed"),
    ("新增绿地面积45万平方米", "not_answered"),
    ("从签约到开工的平均用时压缩到110天以内", "met"),
    ("新增学位6000个", "missed"),
]


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    compared = dajuan.compare(SAMPLES / "yunling-2025.docx", SAMPLES / "yunling-2026.docx")
    return {answer.promise.text: answer for answer in compared.answers}


@pytest.mark.parametrize(("promise", "verdict"), VERDICTS)
def test_a_promise_has_its_verdict(promise, verdict, answers):
    close = {"missed", "partly"} if verdict == "missed" else {verdict}
    assert answers[promise].verdict in close


def test_a_miss_that_was_called_a_success_is_said(answers):
    assert answers["固定资产投资增长8%"].called_success


def test_every_main_target_has_a_verdict(answers):
    assert sum(answer.promise.main for answer in answers.values()) == 9
