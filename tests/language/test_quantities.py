"""How much: the phrases of reports, one a line, as they must be read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.language import Name, Ordinal, Quantity, read_spans

READ = [
    # the longest unit first, then the magnitude
    ("5万千瓦时", "50000", "50000", "千瓦时", None),
    ("5千万元", "50000000", "50000000", "元", None),
    ("5万千瓦", "50000", "50000", "千瓦", None),
    ("5千瓦", "5", "5", "千瓦", None),
    # numerals
    ("三千零五十元", "3050", "3050", "元", None),
    ("1,234.5亿元", "123450000000", "123450000000", "元", None),
    ("１２３亿元", "12300000000", "12300000000", "元", None),
    ("三萬五千公頃", "350000000", "350000000", "平方米", None),
    ("1亿2000万元", "120000000", "120000000", "元", None),
    ("二三十个", "20", "30", "个", None),
    ("两三家", "2", "3", "家", None),
    ("一百五十余个", "150", None, "个", "more_than"),
    # ratios
    ("百分之六点二", "0.062", "0.062", "1", None),
    ("80%", "0.8", "0.8", "1", None),
    ("2/5", "0.4", "0.4", "1", None),
    ("两成左右", "0.2", "0.2", "1", "approx"),
    ("6.5个百分点", "6.5", "6.5", "个百分点", None),
    ("翻一番", "2", "2", "倍", None),
    ("1.2倍", "1.2", "1.2", "倍", None),
    # ranges, closed at both ends
    ("2-3所", "2", "3", "所", None),
    ("2～3所", "2", "3", "所", None),
    ("5至8家", "5", "8", "家", None),
    ("5%—6%", "0.05", "0.06", "1", None),
    ("30亿至50亿元", "3000000000", "5000000000", "元", None),
    ("30-50亿元", "3000000000", "5000000000", "元", None),
    # what bounds a number
    ("2.4万余人", "24000", None, "人", "more_than"),
    ("近300万人", "3000000", "3000000", "人", "nearly"),
    ("1000家左右", "1000", "1000", "家", "approx"),
    ("16个以上", "16", None, "个", "at_least"),
    ("不少于16个", "16", None, "个", "at_least"),
    ("5%以内", None, "0.05", "1", "at_most"),
    ("不超过5.5%", None, "0.055", "1", "at_most"),
    ("突破9000亿元", "900000000000", None, "元", "more_than"),
    # units
    ("1.5万亩", "10000000", "10000000", "平方米", None),
    ("120平方公里", "120000000", "120000000", "平方米", None),
    ("1400亿斤", "70000000000", "70000000000", "千克", None),
    ("12万吨标准煤", "120000", "120000", "吨标准煤", None),
    ("35微克/立方米", "35", "35", "微克/立方米", None),
    ("50万元/亩", "500000", "500000", "元/亩", None),
    ("100P", "100000000000000000", "100000000000000000", "flops", None),
    ("258盏，", "258", "258", "盏", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high", "unit", "qualifier"), READ, ids=[row[0] for row in READ])
def test_a_quantity(text: str, low: str | None, high: str | None, unit: str, qualifier: str | None) -> None:
    (span,) = read_spans(text)
    assert isinstance(span, Quantity)
    assert (span.low, span.high) == (low and Decimal(low), high and Decimal(high))
    assert (span.unit, span.qualifier) == (unit, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "十四五",
        "二十大",
        "“三标”活动",
        "十大战略",
        "5G",
        "T3线",
        "15分钟健身圈",
        "2023世界大会",
        "500强",
        "12345热线",
        "0371-55667788",
        "云开办〔2025〕8号",
        "百亿级",
        "一批项目",
        "数十家",
    ],
)
def test_no_quantity(text: str) -> None:
    assert not any(isinstance(span, Quantity) for span in read_spans(text))


def test_ordinals_and_ranks() -> None:
    (batch,) = read_spans("第五、六批次")
    assert isinstance(batch, Ordinal)
    assert (batch.numbers, batch.noun, batch.rank) == ((5, 6), "批次", False)
    (rank,) = read_spans("稳居全国第4位")
    assert isinstance(rank, Ordinal)
    assert rank.rank


def test_one_unit_for_a_list() -> None:
    units = [span.unit for span in read_spans("20.9、36.2、54个百分点") if isinstance(span, Quantity)]
    assert units == ["个百分点"] * 3


def test_list_numbers_are_no_amounts() -> None:
    assert all(isinstance(span, Name) for span in read_spans("1、加快建设\n2、推进改革"))


@given(
    st.text(
        alphabet=st.sampled_from(
            list("0123456789一二三十百千万亿半零个家元%％/.,-—至到约近超以上第每“”年月余多分之成倍G号（ ")
        ),
        max_size=50,
    )
)
def test_any_text_is_read_in_order(text: str) -> None:
    spans = read_spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    for span in spans:
        if isinstance(span, Quantity) and span.low is not None and span.high is not None:
            assert span.low <= span.high


@given(st.integers(min_value=1, max_value=10**12))
def test_a_number_written_with_its_unit_is_read_back(number: int) -> None:
    (span,) = read_spans(f"{number}元")
    if isinstance(span, Quantity):
        assert span.low == number
    else:
        assert len(str(number)) >= 11  # as long as a telephone number
