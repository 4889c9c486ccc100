"""Full width and traditional characters: the same text, the same length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.notation import reading

from dajuan.language import read_spans
from dajuan.language.fold import fold

_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２３億元", "123亿元"),
        ("１，２３４家", "1,234家"),
        ("１２，３４５", "12,345"),
        ("三萬兩千畝", "三万两千亩"),
        ("二○三五年", "二〇三五年"),
        ("○ 云岭要闻", "○ 云岭要闻"),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_comma_of_prose_is_no_thousands_mark() -> None:
    assert fold("新建１２，改建３") == "新建12，改建3"


@given(st.text(max_size=60))
def test_no_character_comes_or_goes(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.integers(1, 99_999), st.sampled_from(["亿元", "家", "%", "万平方米", "个百分点"]))
def test_full_width_reads_as_half_width(number: int, unit: str) -> None:
    text = f"云岭新区完成{number}{unit}。"
    wide = text.translate(_WIDE)
    assert [reading(span) for span in read_spans(wide)] == [reading(span) for span in read_spans(text)]
    assert [span[:2] for span in read_spans(wide)] == [span[:2] for span in read_spans(text)]
