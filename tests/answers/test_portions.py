"""Parts of a whole add up to the whole, whatever the weights."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.answers.portions import by_amount, by_weight
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.values.amounts import amount_in


def test_weights_divide_a_count_into_whole_pieces():
    assert [text for text, _ in by_weight(amount_in("10个"), ["1", "1", "1"])] == ["4个", "3个", "3个"]


def test_weights_divide_money():
    assert [text for text, _ in by_weight(amount_in("230亿元"), ["60", "40"])] == ["138亿元", "92亿元"]


@given(
    number=st.decimals("0.0001", 10**6, places=4),
    unit=st.sampled_from(["亿元", "万元", "亩", "个", "万套", "公里", "%"]),
    weights=st.lists(st.integers(1, 1000), min_size=1, max_size=12),
)
def test_parts_by_weight_always_add_up(number, unit, weights):
    whole = (
        amount_in(f"{number if unit not in ('个',) else int(number) + 1:f}{unit}")
        if unit != "个"
        else amount_in(f"{int(number) + 1}个")
    )
    parts = by_weight(whole, [str(weight) for weight in weights])
    assert sum((value for _, value in parts), Fraction(0)) == whole.value
    assert all(amount_in(text).value == value for text, value in parts)
    assert all(value >= 0 for _, value in parts)


def test_amounts_keep_what_was_said():
    assert by_amount(amount_in("230亿元"), ["100亿元", "1300000万元"]) == [
        ("100亿元", 10**10),
        ("1300000万元", 13 * 10**9),
    ]


def test_an_amount_of_another_kind_is_refused():
    with pytest.raises(LedgerError, match="不是一回事"):
        by_amount(amount_in("230亿元"), ["60个"])


def test_weights_of_nothing_are_refused():
    with pytest.raises(LedgerError, match="权重"):
        by_weight(amount_in("10个"), ["0", "0"])
