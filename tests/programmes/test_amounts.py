"""Amounts that bring their own unit: kept as written, worth what the unit table says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programmes.cells import field

from dajuan.programmes.values import ValueTrouble, read_value, show_value
from dajuan.programmes.values.amounts import amount_in

AMOUNT = field("amount", "")


@pytest.mark.parametrize(
    ("cell", "kept", "worth"),
    [
        ("230亿元", "230亿元", 23_000_000_000),
        ("１，２３０．５０万元", "1230.5万元", 12_305_000),
        ("80%", "80%", Fraction(4, 5)),
        ("-3.5％", "-3.5%", Fraction(-7, 200)),
        ("36微克/立方米", "36微克/立方米", 36),
        ("三千零五十亩", "3050亩", Fraction(6_100_000, 3)),
        ("14.6万人次", "14.6万人次", 146_000),
        ("12楼栋", "12楼栋", 12),
        ("2000P", "2000P", 2 * 10**18),
        ("50元6角", "50.6元", Fraction(253, 5)),
    ],
)
def test_an_amount_is_kept_as_written_and_worth_what_its_unit_says(cell, kept, worth):
    assert read_value(AMOUNT, cell) == kept
    assert amount_in(kept).value == worth


@pytest.mark.parametrize("cell", ["230", 230, 230.5, True, "约230亿元", "120天以内", "前3位", "5G", "几十家", "-"])
def test_what_is_no_exact_amount_with_a_unit_is_refused(cell):
    with pytest.raises(ValueTrouble):
        read_value(AMOUNT, cell)


@given(
    number=st.decimals(-(10**9), 10**9, places=4, allow_nan=False),
    unit=st.sampled_from(
        ["元", "万元", "亿元", "%", "个", "套", "万千瓦", "平方米", "亩", "天", "个百分点", "公里", "楼栋"]
    ),
)
def test_what_is_kept_reads_back_as_itself_and_is_worth_the_number_times_the_unit(number, unit):
    kept = read_value(AMOUNT, f"{number:f}{unit}")
    assert read_value(AMOUNT, kept) == kept
    assert show_value(AMOUNT, kept) == kept
    amount = amount_in(kept)
    assert amount.written == Fraction(Decimal(number))
    assert amount.value == Fraction(Decimal(number)) * amount.unit.factor
