"""Blanks inside a quantity are taken out for reading, and the offsets are true to the text that was handed in."""

from __future__ import annotations

import pytest

from dajuan.language import Quantity, read_spans
from dajuan.language.gaps import squeeze


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("完成 2176.2 亿元", "完成2176.2亿元"),
        ("增长36. 8%", "增长36.8%"),
        ("、33. 3%", "、33.3%"),
        ("41.04万 平方米", "41.04万平方米"),
        ("第 5 批", "第5批"),
        ("2024 年 云岭", "2024年云岭"),
    ],
)
def test_joined(text: str, squeezed: str) -> None:
    found = squeeze(text)
    assert found is not None
    assert found.text.replace(" ", "") == squeezed
    assert " " not in found.text or text.startswith("2024")


@pytest.mark.parametrize(
    "text", ["1 总则", "附件 1 云岭名单", "云岭 新区", "12 34", "1. 2024年云岭", "改革。1. 3个项目"]
)
def test_not_joined(text: str) -> None:
    found = squeeze(text)
    assert found is None or "1." not in text or "1. " in found.text


def test_offsets_are_those_of_the_text() -> None:
    text = "投资 24. 3 亿元，增长 36. 8%"
    words = [text[span.start : span.end] for span in read_spans(text) if isinstance(span, Quantity)]
    assert words == ["24. 3 亿元", "36. 8%"]
