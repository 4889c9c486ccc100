"""Cells with numbers: what is kept, what is refused, and that showing a value and reading it again gives it back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programmes.cells import field

from dajuan.programmes.units import measure_word, same_base, unit_of
from dajuan.programmes.values import ValueTrouble, read_value, show_value
from dajuan.programmes.values.quantities import BELOW_ZERO, LARGEST, amount_of, unit_for

WAN, MU, HOMES = field("money", "万元"), field("area", "亩"), field("count", "套")


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (1, 1_000_000),
        (1.5, 1_500_000),
        (0.1 + 0.2, 300_000),
        (1234.56, 1_234_560_000),
        (Decimal("0.000001"), 1),
        ("1,234.5", 1_234_500_000),
        ("１，２３４．５", 1_234_500_000),
        (" 1 234.5 ", 1_234_500_000),
        ("1.2亿元", 12_000_000_000),
        ("1亿2000万元", 12_000_000_000),
        ("3万5千元", 3_500_000),
        ("三万五千元", 3_500_000),
        ("三千零五十元", 305_000),
        ("300 万元", 300_000_000),
        ("¥12", 12_000_000),
        ("50元6角", 5_060),
        ("5万元整", 5_000_000),
        ("-3.2", -3_200_000),
        ("−3.2", -3_200_000),
        ("负3万元", -3_000_000),
        ("1.2E+05", 120_000_000_000),
    ],
)
def test_money_under_a_heading_in_wan_is_kept_in_fen(cell, fen):
    assert read_value(WAN, cell) == fen


@pytest.mark.parametrize(
    ("of", "cell", "value"),
    [
        (MU, 1, 66_667),
        (MU, 3, 200_000),
        (MU, "1公顷", 1_000_000),
        (MU, "0.5平方公里", 50_000_000),
        (HOMES, "1.2万套", 12_000),
        (HOMES, "一百二十套", 120),
        (HOMES, 12.0, 12),
        (HOMES, "3万", 30_000),
        (field("count", "楼栋"), "3楼栋", 3),
        (field("count", "万人"), "1.2345", 12_345),
        (field("count", "万人"), "300名", 300),
        (field("ratio", "%"), "80%", 800_000),
        (field("ratio", "%"), "８０％", 800_000),
        (field("ratio", "%"), 80, 800_000),
        (field("ratio", "%"), "八成", 800_000),
        (field("point", "个百分点"), "2.6个百分点", 26_000),
        (field("energy", "万千瓦时"), "5千瓦时", 5_000),
        (field("energy", "万千瓦时"), "3亿千瓦时", 300_000_000_000),
        (field("power", "万千瓦"), "5兆瓦", 5_000_000),
        (field("duration", "天"), "两周", 14_000),
        (field("rate", "万元/亩"), "300", 4_500_000_000),
        (field("rate", "万元/亩"), "4500元/平方米", 4_500_000_000),
        (field("computing", "PFLOPS"), 1200, 1_200_000),
        (field("computing", "PFLOPS"), "2EFLOPS", 2_000_000),
    ],
)
def test_every_dimension_has_its_own_small_unit(of, cell, value):
    assert read_value(of, cell) == value


@pytest.mark.parametrize(
    ("of", "cell", "zh", "en"),
    [
        (WAN, "300亩", "是面积，这一栏要金额（万元）", "is an area, this column takes an amount of money"),
        (WAN, "100万美元", "不能互换", "does not convert"),
        (WAN, "3万", "写成带单位的，如 3万元", "such as 3万元"),
        (WAN, "约300", "不是确切的数（“约”）", "is not exact"),
        (WAN, "三百多万元", "不是确切的数（“多”）", "is not exact"),
        (WAN, "12,34", "逗号不在千分位上", "the comma stands at no thousand"),
        (WAN, "(1,234)", "负数写成 -1,234", "write -1,234"),
        (WAN, "5-6万元", "读不成一个数", "is not one number"),
        (WAN, "1/2", "是比率", "is a ratio"),
        (WAN, "待定", "不是数；没有数就空着", "leave the cell empty"),
        (WAN, "100元/亩", "金额与面积之比", "per"),
        (field("rate", "万元/亩"), "300万元", "是金额，这一栏要金额与面积之比（万元/亩）", "is an amount of money"),
        (field("rate", "万元/亩"), "3吨/亩", "是重量与面积之比", "a mass per an area"),
        (WAN, Decimal("1e-999999"), "位数太多", "too many digits"),
        (WAN, Decimal("1e999999"), "数太大", "too large"),
        (WAN, True, "单元格是TRUE/FALSE", "TRUE or FALSE"),
        (WAN, float("nan"), "错误值", "error"),
        (WAN, 10**12, "数太大", "too large"),
        (WAN, "1E99", "数太大", "too large"),
        (WAN, "九" * 200, "写了 200 个字", "not 200 characters"),
        (HOMES, 12.5, "要整数，这里是 12.5套", "a whole number"),
        (HOMES, "12户", "不能互换", "does not convert"),
        (HOMES, -1, "不能是负数", "below zero"),
        (field("ratio", "%"), "3个百分点", "是百分点，这一栏要比率", "is percentage points"),
        (field("energy", "万千瓦时"), "5万千瓦", "是功率，这一栏要能量", "is a power"),
        (field("duration", "天"), "3个月", "不能互换", "does not convert"),
        (WAN, "", "空的", "empty"),
    ],
)
def test_what_is_refused_says_what_would_be_right(of, cell, zh, en):
    with pytest.raises(ValueTrouble) as told:
        read_value(of, cell)
    assert zh in told.value.zh
    assert en in told.value.en


def test_an_adjustment_of_a_flow_may_be_below_zero():
    assert read_value(field("count", "套", flow=True), "-3") == -3


def test_one_mu_shows_as_one_mu_though_a_third_was_cut():
    assert show_value(MU, 66_667) == "1亩"
    assert show_value(MU, 66_668) != "1亩"


@pytest.mark.parametrize(
    ("of", "value", "zh", "en"),
    [
        (WAN, 1_234_560_000, "1,234.56万元", "1,234.56 万元"),
        (WAN, -1, "-0.000001万元", "-0.000001 万元"),
        (field("ratio", "%"), 375_000, "37.5%", "37.5%"),
        (HOMES, 12_000, "12,000套", "12,000 套"),
    ],
)
def test_a_value_is_shown_in_the_unit_of_its_field(of, value, zh, en):
    assert show_value(of, value) == zh
    assert show_value(of, value, "en") == en
    assert show_value(of, value, with_unit=False) == zh.removesuffix(of.unit)


UNITS = [
    ("money", "元"), ("money", "万元"), ("money", "亿元"), ("money", "百万元"), ("money", "角"), ("area", "亩"),
    ("area", "平方米"), ("area", "公顷"), ("area", "万平方米"), ("area", "平方公里"), ("count", "套"), ("count", "万人"),
    ("ratio", "%"), ("ratio", "‰"), ("ratio", "成"), ("point", "个百分点"), ("multiple", "倍"), ("length", "公里"),
    ("length", "里"), ("mass", "吨"), ("mass", "万吨"), ("volume", "立方米"), ("energy", "亿千瓦时"), ("energy", "千瓦时"),
    ("coal-equivalent", "万吨标准煤"), ("carbon", "吨二氧化碳"), ("power", "万千瓦"), ("power", "千瓦"),
    ("computing", "PFLOPS"), ("duration", "天"), ("duration", "个月"), ("working-days", "个工作日"), ("time", "分钟"),
    ("time", "秒"), ("rate", "万元/亩"), ("rate", "元/平方米"), ("concentration", "微克/立方米"),
]  # fmt: skip


@given(st.sampled_from(UNITS), st.integers(-LARGEST, LARGEST), st.sampled_from(["zh", "en"]), st.booleans())
def test_what_is_shown_is_read_as_the_same_value(unit, value, language, with_unit):
    of = field(*unit)
    value = value if of.type in BELOW_ZERO else abs(value)
    assert read_value(of, show_value(of, value, language, with_unit=with_unit)) == value


@given(st.sampled_from(UNITS), st.integers(0, 10**7))
def test_small_values_too(unit, value):
    of = field(*unit)
    assert read_value(of, show_value(of, value)) == value


@given(st.integers(-(10**13), 10**13))
def test_money_never_loses_a_fen(fen):
    """In 元, 万元 or 亿元, as text, Decimal or (as far as a sheet shows digits) float."""
    for unit, places in (("元", 2), ("万元", 6), ("亿元", 10)):
        of = field("money", unit)
        amount = Decimal(fen).scaleb(-places)
        assert read_value(of, amount) == fen
        assert read_value(of, f"{amount:f}{unit}") == fen
        assert read_value(of, float(amount)) == fen


@given(st.decimals(min_value=0, max_value=10**6, places=4))
def test_mu_are_rounded_half_to_even_once_from_the_exact_amount(amount):
    assert read_value(MU, format(amount, "f")) == round(Fraction(amount) * Fraction(2000, 3) * 100)


@pytest.mark.parametrize(
    ("cell", "value"), [("0.005", 0), ("0.015", 2), ("0.025", 2), ("-0.015", -2), ("0.0250001", 3)]
)
def test_ties_go_to_the_even_digit(cell, value):
    assert read_value(field("money", "元"), cell) == value


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        value = read_value(WAN, text)
    except ValueTrouble as trouble:
        value = trouble
    assert isinstance(value, int) or (value.zh and value.en)


def test_units_say_how_much_they_are_exactly():
    assert unit_of("万元/亩").factor == 15
    assert unit_of("亩").factor == Fraction(2000, 3)
    assert unit_of("亿千瓦时")[1:] == ("千瓦时", 10**8, "energy")
    assert unit_of("万") is None
    assert measure_word("万楼栋")[1:3] == ("楼栋", 10**4)
    assert same_base(unit_of("名"), unit_of("人"))
    assert not same_base(unit_of("套"), unit_of("户"))
    assert amount_of(66_667, unit_for("area", "平方米"), 2) == Fraction(66_667, 100)
