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


def percent_said(share: Fraction, decimals: int | None = None) -> str:
    """``87.3%``: as :func:`plain`, or to so many places, and 100% where it is that exactly."""
    return f"{_told(share * 100, decimals)}%"


def points_said(share: Fraction, decimals: int | None = None) -> str:
    """A difference of two shares: ``4.5个百分点``."""
    return f"{_told(abs(share) * 100, decimals)}个百分点"


def plain(number: Fraction) -> str:
    """To one place, none where it is whole; what is not nought is not shown as nought, but to a second place."""
    shown = rounded(number, 1) or rounded(number, 2)
    return f"{shown.normalize():f}" if shown else "0"


def _told(number: Fraction, decimals: int | None) -> str:
    if decimals is None:
        return plain(number)
    shown = rounded(number, decimals)
    return f"{shown.to_integral_value():f}" if shown == shown.to_integral_value() else f"{shown:f}"
