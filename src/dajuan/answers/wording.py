"""How amounts and shares are said in the answer: rounded once, in the unit of the promise, the same everywhere."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dajuan.figures.figure import rounded
from dajuan.programmes.units import Unit


def amount_said(value: Fraction, unit: Unit, decimals: int | None = None) -> str:
    """``213.46亿元``: in this unit, at most two decimals unless told, GB/T 8170-2008."""
    return f"{number_said(rounded(value / unit.factor, decimals))}{unit.written}"


def number_said(number: Decimal) -> str:
    """Plain digits; no separators, as official texts write them."""
    return f"{number:f}"


def percent_said(share: Fraction, decimals: int = 1) -> str:
    """``87.3%``, and 100% where it is that exactly."""
    number = rounded(share * 100, decimals)
    return f"{number.to_integral_value():f}%" if number == number.to_integral_value() else f"{number:f}%"


def points_said(share: Fraction, decimals: int = 1) -> str:
    """A difference of two shares: ``4.5个百分点``."""
    number = rounded(abs(share) * 100, decimals)
    shown = number.to_integral_value() if number == number.to_integral_value() else number
    return f"{shown:f}个百分点"
