"""Properties of every reading: spans in order, never overlapping, true to the text, and no text takes long."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.chinese import chinese
from tests.language.notation import reading

from dajuan.language import Quantity, Span, read_numbers, read_spans

PIECES = [
    "云岭",
    "高新区",
    "完成",
    "增长",
    "约",
    "近",
    "超",
    "突破",
    "不少于",
    "以上",
    "左右",
    "以内",
    "余",
    "多",
    "分别",
    "其中",
    "、",
    "，",
    "。",
    "：",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "第",
    "首批",
    "每",
    "人均",
    "亩均",
    "12",
    "3.5",
    "1,234",
    "2024",
    "2025年",
    "上半年",
    "一季度",
    "年底",
    "十四五",
    "近三年",
    "6月",
    "18日",
    "三",
    "十",
    "百",
    "千",
    "万",
    "亿",
    "半",
    "两",
    "几",
    "数",
    "之",
    "分之",
    "成",
    "倍",
    "翻",
    "番",
    "%",
    "％",
    "‰",
    "个百分点",
    "亿元",
    "万元",
    "平方米",
    "亩",
    "家",
    "个",
    "项",
    "人次",
    "千瓦时",
    "吨",
    "公里",
    "-",
    "—",
    "~",
    "至",
    "到",
    "/",
    ":",
    ".",
    "+",
    "G",
    "号",
    "路",
    "级",
    "号线",
    "世纪",
    "年代",
    "年",
    "月",
    "日",
    "内",
    "前",
    "以来",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.txt"))


def check(text: str, spans: list[Span]) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for one in spans:
        if isinstance(one, Quantity):
            assert one.start <= one.number_start < one.end
            assert one.low is None or one.high is None or one.low <= one.high
            assert one.low is not None or one.high is not None


@given(TEXTS)
def test_pieces_of_reports_in_any_order(text: str) -> None:
    check(text, read_spans(text))
    read_numbers(text)


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    check(text, read_spans(text))


@given(TEXTS)
def test_a_year_handed_in_moves_nothing(text: str) -> None:
    open_spans, closed = read_spans(text), read_spans(text, year=2024)
    assert [span[:2] for span in open_spans] == [span[:2] for span in closed]


@given(st.integers(2, 10**9), st.sampled_from(["元", "家", "平方米"]))
def test_chinese_numerals_read_as_digits_do(number: int, unit: str) -> None:
    written = chinese(number)
    spans = read_spans(f"云岭有{written}{unit}，")
    if [type(one) for one in spans] == [Quantity] and len(written) > 1:
        assert reading(spans[0]) == reading(read_spans(f"云岭有{number:,}{unit}，")[0])


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_once_broke_the_reading(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    check(text, read_spans(text))


@pytest.mark.parametrize("seed", range(1))
def test_two_hundred_thousand_characters(seed: int) -> None:
    """Not timed: a reading that is not linear would not come to its end."""
    chance = random.Random(seed)
    text = "".join(chance.choices(PIECES, k=90_000))[:200_000]
    check(text, read_spans(text))


@pytest.mark.parametrize(
    "piece", ["“", "《", "1 ", "一", "每", "约", "（1）", "12、", "2024年", "年底", "至", "和", "1，", "十年", "前"]
)
def test_one_piece_for_ever(piece: str) -> None:
    check(piece * 8_000, read_spans(piece * 8_000))
