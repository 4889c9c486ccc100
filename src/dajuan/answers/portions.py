"""分解: how much of a whole each part gets, exactly, in an amount that can be written down."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.units import same_base
from dajuan.programmes.values.amounts import Amount, amount_in
from dajuan.programmes.values.trouble import ValueTrouble

_PLACES = 4
"""Decimals that a part of money or area may have in the whole's unit; things that are counted stay whole."""


def by_weight(whole: Amount, weights: Sequence[str]) -> list[tuple[str, Fraction]]:
    """Parts in proportion, the largest remainders first, so that they always add up to the whole."""
    numbers = [Fraction(Decimal(weight.strip())) for weight in weights]
    total = sum(numbers)
    if not total:
        raise LedgerError("各部分的权重之和是 0", "the weights add up to nought")
    step = _step(whole)
    steps = whole.value / step
    exact = [steps * number / total for number in numbers]
    given = [one.numerator // one.denominator for one in exact]
    left = round(steps) - sum(given)
    order = sorted(range(len(exact)), key=lambda place: (given[place] - exact[place], place))
    for place in order[:left]:
        given[place] += 1
    return [(_text(one * step, whole), one * step) for one in given]


def _step(whole: Amount) -> Fraction:
    """The least that a part may differ by: one piece of what is counted, 0.0001 of a unit of anything else, and never
    more than the whole itself is written to."""
    fine = Fraction(1) if whole.unit.dimension == "count" else whole.unit.factor / 10**_PLACES
    while (whole.value / fine).denominator != 1:
        fine /= 10
    return fine


def by_amount(whole: Amount, amounts: Sequence[str]) -> list[tuple[str, Fraction]]:
    """Parts as they are told; each has to be of the whole's kind."""
    return [_converted(whole, said) for said in amounts]


def _converted(whole: Amount, said: str) -> tuple[str, Fraction]:
    try:
        part = amount_in(said)
    except ValueTrouble as trouble:
        raise LedgerError(trouble.zh, trouble.en) from trouble
    if not same_base(part.unit, whole.unit):
        raise LedgerError(
            f"“{said}”的单位{part.unit.written}和整体的{whole.unit.written}不是一回事",
            f"“{said}” is in {part.unit.written}, the whole in {whole.unit.written}: they do not convert",
        )
    return said.strip(), part.value


def _text(value: Fraction, whole: Amount) -> str:
    number = value / whole.unit.factor
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}{whole.unit.written}"
