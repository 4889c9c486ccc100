"""Numbers as they are written: the interval that the digits stand for, so that rounding is never called an error."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from typing import NamedTuple

from dajuan.checks.once import once
from dajuan.claims.claim import Claim, Reading
from dajuan.language.lazy import lazy
from dajuan.language.spans import Quantity

_DIGITS = lazy(r"\d[\d,，]*(?:\.(?P<decimals>\d+))?")

_SHOWN = lazy(r"\d[\d,，.]*")

_HAN = lazy("[零〇一二两三四五六七八九十百千](?:点(?P<decimals>[零〇一二三四五六七八九]+))?")


class Written(NamedTuple):
    """A single value and the interval that rounds to it: 2.76万亿元 is anything in [2.755, 2.765)万亿元."""

    start: int
    end: int
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    dimension: str
    words: str
    exact: bool
    """No 约, 以上, 多 … beside it."""


def written_in(reading: Reading, start: int, end: int) -> list[Written]:
    """The single values between two places of the flow, in order; ranges and open ends left out."""
    starts, singles = _singles(reading)
    return singles[bisect_left(starts, start) : bisect_left(starts, end)]


@once
def _singles(reading: Reading) -> tuple[list[int], list[Written]]:
    """All single values of the document in order, and where each begins."""
    text = reading.flow.text
    found = [one for span in reading.spans if isinstance(span, Quantity) and (one := _written(text, span))]
    return [one.start for one in found], found


def _written(text: str, span: Quantity) -> Written | None:
    value = span.low if span.low is not None else span.high
    both = span.low is not None and span.high is not None
    if value is None or (both and span.low != span.high):
        return None
    words = text[span.start : span.end]
    match = _DIGITS.search(words)
    half = _half_of_han(words)
    if match and span.dimension != "multiple":
        number = Decimal(match[0].replace(",", "").replace("，", ""))
        step = Decimal(1).scaleb(-len(match["decimals"] or ""))
        whole_count = span.dimension == "count" and not span.magnitude
        if number and not whole_count:
            half = abs(value / number) * step / 2
    exact = both and span.qualifier is None
    return Written(span.start, span.end, value, value - half, value + half, span.unit, span.dimension, words, exact)


def _half_of_han(words: str) -> Decimal:
    """Half of the last place of a number in Chinese numerals: 百分之五十五点三 is exact to 0.1%, 三千万 to 10,000."""
    match = _HAN.search(words)
    if not match:
        return Decimal(0)
    scale = (
        Decimal("0.01")
        if words.startswith("百分之")
        else Decimal(10) ** (4 * words.count("万") + 8 * words.count("亿"))
    )
    if scale == 1 and not match["decimals"]:
        return Decimal(0)
    if "亿" in words and words.rfind("万") > words.rfind("亿"):
        scale = Decimal(10_000)
    return scale.scaleb(-len(match["decimals"] or "")) / 2


def written_claim(reading: Reading, claim: Claim) -> Written | None:
    """The number of a claim as it is written; None for a range."""
    found = written_in(reading, claim.at[0], claim.at[1])
    return found[0] if found else None


def plain(value: Decimal) -> str:
    """A number without exponent or idle zeros: ``8E+1`` → ``80``."""
    return f"{value.normalize():f}"


def in_unit(value: Decimal, like: Written) -> str:
    """A value in the unit and magnitude of a written number: 4.1264e10 like 412.6亿元 → 412.64亿元."""
    number = _SHOWN.search(like.words)
    shown = Decimal(number[0].replace(",", "").replace("，", "")) if number else Decimal(0)
    if not number or not shown:
        return plain(value)
    return f"{plain(round(value * shown / like.value, 4))}{like.words[number.end() :]}"


def percent(ratio: Decimal, places: int = 1) -> str:
    """0.0751 → ``7.5%``."""
    shown = f"{ratio * 100:.{places}f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) + "%"
