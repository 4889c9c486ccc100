"""Where a bound reaches: how far a quantity's span goes, and what is no bound of it."""

from __future__ import annotations

import pytest

from dajuan.language import Quantity, read_spans


def quantity(text: str) -> tuple[str, str | None]:
    (span,) = (one for one in read_spans(text) if isinstance(one, Quantity))
    return text[span.start : span.end], span.qualifier


@pytest.mark.parametrize(
    ("text", "words", "qualifier"),
    [
        ("至少有5家企业", "至少有5家", "at_least"),
        ("云岭24小时内办结", "24小时内", "at_most"),
        ("半年内开工", "半年内", "at_most"),
        ("3年内，", "3年内", "at_most"),
        ("增速约8%左右", "约8%左右", "approx"),
        ("过百家企业", "过百家", "more_than"),
        ("首次突破千亿大关", "首次突破千亿", "more_than"),
        ("上千户", "上千户", "more_than"),
        ("比170低", "比170低", "at_most"),
    ],
)
def test_a_bound(text: str, words: str, qualifier: str) -> None:
    assert quantity(text) == (words, qualifier)


@pytest.mark.parametrize(
    ("text", "words"), [("比全市高2个百分点", "2个百分点"), ("3家内资企业", "3家"), ("5年内部审计", "5年")]
)
def test_no_bound(text: str, words: str) -> None:
    assert quantity(text) == (words, None)
