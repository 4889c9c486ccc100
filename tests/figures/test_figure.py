"""Figures rounded as people read them: half to even, exact where nothing says otherwise."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.figures.figure import rounded


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(5, 2), 0, "2"),
        (Fraction(7, 2), 0, "4"),
        (Fraction(-5, 2), 0, "-2"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(12_345, 1000), 2, "12.34"),
        (Fraction(3), 2, "3.00"),
        (Fraction(3), None, "3"),
        (Fraction(1, 2), None, "0.5"),
        (Fraction(2, 3), None, "0.67"),
    ],
)
def test_examples(value, decimals, shown):
    assert str(rounded(value, decimals)) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.integers(0, 5))
def test_like_decimals_own_rounding(value, decimals):
    with localcontext() as context:
        context.prec = 400
        assert rounded(Fraction(value), decimals) == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


@given(st.fractions(), st.integers(0, 6))
def test_never_more_than_half_a_step_away(value, decimals):
    assert abs(Fraction(rounded(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)
