"""Numbers and bounds as a reader reads them, in both languages."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.rules.interval import Interval

_MONEY = ((10**8, "亿元"), (10**4, "万元"), (1, "元"))


class Words(NamedTuple):
    zh: str
    en: str


NOTHING = Words("", "")


def amount(number: Fraction, unit: str) -> str:
    """``3000 元`` → ``3000元``, ``0.125`` with unit ``1`` → ``12.5%``; rounded to four digits after the point at most."""
    if unit == "1":
        return f"{_digits(number * 100, 2)}%"
    if unit == "元":
        size, name = next((one for one in _MONEY if abs(number) >= one[0]), _MONEY[-1])
        return f"{_digits(number / size, 4)}{name}"
    return f"{_digits(number, 2)}{unit}"


def interval(value: Interval, unit: str) -> str:
    if value.is_exact:
        return amount(value.low, unit)
    return f"{amount(value.low, unit)}—{amount(value.high, unit)}"


def _digits(number: Fraction, places: int) -> str:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    text = f"{exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
