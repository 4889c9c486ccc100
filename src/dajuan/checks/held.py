"""Whether a figure is what a claim says, as far as it is written: 519.6亿元 is 519.58亿元 rounded, 余 and 近 mean what they say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dajuan.checks.backing import Fact
from dajuan.checks.written import written_claim
from dajuan.claims.claim import Claim, Reading

_ABOUT = Fraction(1, 20)
"""约 and 左右 cover five per cent either way."""
_NEARLY = Fraction(1, 10)
"""近 covers the tenth below."""
_TELLING = 3
"""So many digits do not agree by chance."""


class _Said(NamedTuple):
    low: Fraction | None
    high: Fraction | None
    half: Fraction
    """Half of the last place written; nought for whole counts, which are exact. Both ends round to it: half to even
    and half up are both in use."""


def holds(reading: Reading, claim: Claim, fact: Fact) -> bool:
    """Whether the claim, a result, says what the fact is. Of a promise the numbers themselves are compared."""
    said = _said(reading, claim)
    if fact.value is None or (said.low is None and said.high is None):
        return False
    if claim.role == "target":
        return _same_numbers(said, fact)
    return _within(said, claim.qualifier, fact.value)


def telling(claim: Claim) -> bool:
    """Whether its number has so many digits that another thing would hardly have the same."""
    value = claim.low if claim.low is not None else claim.high
    return value is not None and len(_significant(value)) >= _TELLING


def _significant(value: Decimal) -> str:
    return "".join(map(str, value.normalize().as_tuple().digits))


def _said(reading: Reading, claim: Claim) -> _Said:
    written = written_claim(reading, claim)
    half = Fraction(written.high - written.value) if written else Fraction(0)
    low, high = (None if end is None else Fraction(end) for end in (claim.low, claim.high))
    return _Said(low, high, half)


def _within(said: _Said, qualifier: str | None, value: Fraction) -> bool:
    low, high, half = said
    number = low if low is not None else high
    assert number is not None
    if low is not None and high is not None and low != high:
        return min(low, high) - half <= value <= max(low, high) + half
    match qualifier:
        case "approx":
            return abs(value - number) <= max(half, abs(number) * _ABOUT)
        case "at_least":
            return abs(value) >= abs(number) - half
        case "at_most":
            return abs(value) <= abs(number) + half
        case "more_than":
            return abs(value) > abs(number) - half
        case "nearly":
            return abs(number) * (1 - _NEARLY) <= abs(value) <= abs(number) + half
    return abs(value - number) <= half


def _same_numbers(said: _Said, fact: Fact) -> bool:
    """下降3.5%以上 may have been set as -3.5% or as 3.5%."""
    asked = sorted({abs(end) for end in (fact.value, fact.upper) if end is not None})
    told = sorted({abs(end) for end in (said.low, said.high) if end is not None})
    if len(told) == 1:
        return any(abs(told[0] - end) <= said.half for end in asked)
    return len(asked) == len(told) and all(abs(a - b) <= said.half for a, b in zip(told, asked, strict=True))
