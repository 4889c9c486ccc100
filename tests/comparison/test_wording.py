"""A verdict's reason: both values, the gap, one line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.comparison.two_years import answer

from dajuan.comparison import wording


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("5.8%", "承诺增长6%左右，答增长5.8%，差0.2个百分点，在“左右”之内"),
        ("5.7%", "承诺增长6%左右，答增长5.7%，差0.3个百分点，接近而未到"),
        ("6%", "承诺增长6%左右，答增长6%，正好达到"),
        ("6.5%", "承诺增长6%左右，答增长6.5%，高出0.5个百分点"),
    ],
)
def test_a_gap_is_told(told: str, reason: str) -> None:
    assert answer("生产总值增长6%左右", f"2025年，生产总值增长{told}。").zh == reason


def test_an_approximate_answer_is_called_one() -> None:
    assert "约数" in answer("生产总值增长6%以上", "2025年，生产总值增长6%左右。").zh


def test_money_is_told_in_its_magnitude() -> None:
    assert "差1.2亿元" in answer("税收收入9.5亿元", "2025年，税收收入8.3亿元。").zh


@pytest.mark.parametrize(("number", "words"), [("0", "0"), ("1.50", "1.5"), ("0.004", "0.004"), ("1E+3", "1000")])
def test_numbers_are_plain(number: str, words: str) -> None:
    assert wording.plain(Decimal(number)) == words


@pytest.mark.parametrize("bar", sorted(wording._BARS))
def test_every_bar_speaks_both_languages(bar: str) -> None:
    reason = wording.barred(bar, "1", "2")
    assert reason.zh.startswith("承诺1，答2：")
    assert reason.en.isascii()
