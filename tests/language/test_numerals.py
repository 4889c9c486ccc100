"""Numerals that have been cut out already."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.chinese import chinese

from dajuan.language.numerals import LONGEST, arabic, hanzi


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百五", 150),
        ("三千零五十", 3050),
        ("三万六", 36000),
        ("一亿二千万", 120_000_000),
        ("两万五千", 25000),
        ("廿三", 23),
        ("壹佰贰拾", 120),
        ("二〇二四", 2024),
        ("三万亿", 3 * 10**12),
    ],
)
def test_a_chinese_numeral(written: str, value: int) -> None:
    assert hanzi(written) == (value, value)


@pytest.mark.parametrize(("written", "ends"), [("二三十", (20, 30)), ("三五", (3, 5)), ("十七八", (17, 18))])
def test_neighbouring_digits_are_a_range(written: str, ends: tuple[int, int]) -> None:
    assert hanzi(written) == ends


@pytest.mark.parametrize("written", ["五十千", "千百", "十十", "九" * (LONGEST + 1)])
def test_no_number(written: str) -> None:
    assert hanzi(written) is None


def test_decimals_are_exact() -> None:
    assert hanzi("六点二") == (Decimal("6.2"), Decimal("6.2"))
    assert arabic("1,234.5") == Decimal("1234.5")


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_what_is_written_is_read_back(number: int) -> None:
    assert hanzi(chinese(number)) == (number, number)
