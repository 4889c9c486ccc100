"""Targets in the order of their codes, whoever gave them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dajuan.answers.read import in_order


def test_numbers_by_size_and_words_after_them():
    codes = ["Y-1", "2024-007.10", "2024-Y", "2024-007.2", "2023-100", "2024-007"]
    assert sorted(codes, key=in_order) == ["2023-100", "2024-007", "2024-007.2", "2024-007.10", "2024-Y", "Y-1"]


@given(st.lists(st.text(alphabet="0123456789²Ⅷ甲A.-", max_size=8), max_size=8))
def test_whatever_codes_there_are_they_have_an_order(codes):
    assert sorted(map(in_order, codes)) == sorted(map(in_order, reversed(codes)))
