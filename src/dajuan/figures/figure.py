"""数: a figure — a value with what it is of, and the state of the log that it was computed from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

from dajuan.figures.period import Period
from dajuan.programmes.pack import Indicator

_MOST = 2
"""Decimal places shown of a value that does not end before, where its pack says nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is in the indicator's unit, exact; None where nothing was recorded that it could be computed from."""

    programme: str
    indicator: Indicator
    period: Period
    value: Fraction | None
    part: str | None = None
    """Of which part, when it was split; None is also the part of those for whom the field was never stated."""
    entries: int = 0
    """How many entries it rests on (of a ratio: both sides)."""
    size: int = 0
    root: str = ""
    """The log it was computed from: its first ``size`` entries, whose RFC 9162 root this is, in hex."""

    @property
    def shown(self) -> Decimal | None:
        """The value rounded as people read it, GB/T 8170-2008 (half to even)."""
        return None if self.value is None else rounded(self.value, self.indicator.decimals)


def rounded(value: Fraction, decimals: int | None = None) -> Decimal:
    """A fraction as a decimal: to so many places, or, with None, exact where it ends within two places."""
    if decimals is None:
        decimals = next((n for n in range(_MOST) if (value * 10**n).denominator == 1), _MOST)
    with localcontext() as context:
        # Room for every digit: the one rounding is the last.
        context.prec = len(str(abs(value.numerator))) + len(str(value.denominator)) + decimals + 5
        # The exact quotient may not end; a digit beyond all of it decides, so ties are found as fractions.
        scaled = value * 10**decimals
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        twice = 2 * rest
        up = twice > scaled.denominator or (twice == scaled.denominator and whole % 2 == 1)
        return Decimal(whole + up).scaleb(-decimals).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


def exact_text(value: Fraction) -> str:
    """The exact value: a decimal where it ends, else ``n/d``. Either reads back as the same fraction."""
    bottom = value.denominator
    twos = fives = 0
    while bottom % 2 == 0:
        bottom, twos = bottom // 2, twos + 1
    while bottom % 5 == 0:
        bottom, fives = bottom // 5, fives + 1
    if bottom != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = value.numerator * 10**places // value.denominator
    whole, part = divmod(abs(digits), 10**places)
    return f"{'-' if digits < 0 else ''}{whole}{f'.{part:0{places}}' if places else ''}"
