"""An amount that brings its own unit: ``230亿元``, ``80%``, ``36微克/立方米``, in a field that is not of one dimension.

Kept as it is written, less what people vary (full width, thousands, spaces), so that a promise of 230亿元 is shown as
that and not in 元. What it is worth in base units is for :func:`amount_in` to say, exactly.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from dajuan.programmes.units import Unit, measure_word, unit_of
from dajuan.programmes.values.numbers import is_exact, written_number
from dajuan.programmes.values.trouble import ValueTrouble


class Amount(NamedTuple):
    """``value`` base units of ``unit``; ``unit`` is the one it was written in."""

    value: Fraction
    unit: Unit

    @property
    def written(self) -> Fraction:
        """The number before its unit: 230 of 230亿元."""
        return self.value / self.unit.factor


def read_amount(raw: object) -> str:
    """The canonical text of an amount. Raises :class:`ValueTrouble` where it is no number, or has no unit."""
    if not isinstance(raw, str):
        raise _no_unit(raw)
    written = written_number(raw, units=_measure_words(raw))
    if not written.unit:
        raise _no_unit(raw.strip())
    return f"{_plain(written.amount)}{written.unit}"


@lru_cache(2**14)
def amount_in(text: str) -> Amount:
    """What an amount is worth. Raises :class:`ValueTrouble` as :func:`read_amount` does."""
    canonical = read_amount(text)
    end = next(at for at, one in enumerate(canonical) if one not in "-0123456789.")
    unit = _unit(canonical[end:])
    return Amount(Fraction(Decimal(canonical[:end])) * unit.factor, unit)


def _unit(written: str) -> Unit:
    unit = unit_of(written) or measure_word(written)
    if unit is None:
        raise ValueTrouble(f"不认识的单位 {written}", f"unknown unit {written}")
    return unit


def _measure_words(raw: str) -> tuple[str, ...]:
    """The words after the last digit, where they may be a measure word that no table has: 12楼栋, but not 12天以内."""
    end = max((at for at, one in enumerate(raw) if one.isdigit()), default=-1)
    word = raw[end + 1 :].strip()
    exact = end >= 0 and measure_word(word) is not None and is_exact(word)
    return (word,) if exact else ()


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _no_unit(raw: object) -> ValueTrouble:
    return ValueTrouble(
        f"“{raw}”没有单位；数和单位一起写，如 230亿元、80%、290天",
        f"“{raw}” has no unit; write both, such as 230亿元, 80% or 290天",
    )
