"""修约 rounding: GB/T 8170, once, from the exact value: half to the even digit. And up, as indices are."""

from __future__ import annotations

from fractions import Fraction


def rounded(value: Fraction, places: int) -> Fraction:
    """To so many decimal places. ``round`` of a fraction is exact and goes to even at a half."""
    return Fraction(round(value * 10**places), 10**places)


def up(value: Fraction) -> int:
    """进位取整: to the next whole number; one that is whole stays."""
    return -(-value.numerator // value.denominator)
