"""How this room prints its numbers: to one place, half to even (GB/T 8170-2008), none where it is whole."""

from __future__ import annotations

from fractions import Fraction

from dajuan.figures.figure import rounded


def percent(share: Fraction) -> str:
    return f"{plain(share * 100)}%"


def plain(number: Fraction) -> str:
    """What is not nought is not shown as nought: a second place where the first would do so."""
    shown = rounded(number, 1) or rounded(number, 2)
    return f"{shown.normalize():f}" if shown else "0"
