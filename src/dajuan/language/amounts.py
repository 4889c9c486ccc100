"""A number with its magnitude, before any unit: ``2.4万余``, ``三千零五十``, ``1亿2000万``, ``十几``, ``500多亿``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dajuan.language import numerals

HANZI = "零〇一二两三四五六七八九十百千万亿廿壹贰叁肆伍陆柒捌玖拾佰仟"
NUMERAL = re.compile(
    rf"[0-9{HANZI}](?:(?<=[0-9])(?:[0-9]|,(?=[0-9]{{3}}(?![0-9])))*(?:\.[0-9]+)?|[{HANZI}]*(?:点[{HANZI[:12]}]+)?)"
)
"""Digits with thousands marks and a decimal point, or a run of Chinese numerals."""
_MAGNITUDE = re.compile("[十百千万亿兆]{1,3}")
_NEXT_PART = re.compile(r"零?([0-9]+(?:\.[0-9]+)?)([百千万])")
_MORE = "余多来几"


class Amount(NamedTuple):
    """Where it ends (before the unit), the two ends of its value, its magnitude (万), whether 余/多 says more."""

    end: int
    low: Decimal
    high: Decimal
    magnitude: str
    more: bool
    hanzi: bool


def amount_at(text: str, start: int, end: int, unit_follows: bool) -> Amount | None:
    """The amount whose numeral is ``text[start:end]``. ``unit_follows``: a unit begins right at ``end`` (5千瓦)."""
    if text[start] > "9":
        return _hanzi_amount(text, start, end)
    value = numerals.arabic(text[start:end])
    if unit_follows:
        return Amount(end, value, value, "", False, False)
    more = text[end : end + 1] != "" and text[end] in _MORE
    found = _MAGNITUDE.match(text, end + more)
    if found is None:
        return Amount(end + more, value, value, "", more, False)
    word = _magnitude(found.group())
    value *= numerals.MAGNITUDES[word]
    end = found.start() + len(word)
    while (part := _NEXT_PART.match(text, end)) and numerals.MAGNITUDES[part[2]] < numerals.MAGNITUDES[word]:
        word = part[2]
        value += numerals.arabic(part[1]) * numerals.MAGNITUDES[word]
        end = part.end()
    if not more and text[end : end + 1] and text[end] in _MORE:
        more, end = True, end + 1
    return Amount(end, value, value, word, more, False)


def _magnitude(run: str) -> str:
    """The longest magnitude that ``run`` begins with: 万千 is 万 (its 千 belongs to 千瓦时), 千万 is 千万."""
    for size in range(len(run), 0, -1):
        if run[:size] in numerals.MAGNITUDES:
            return run[:size]
    return run[:1]


def _hanzi_amount(text: str, start: int, end: int) -> Amount | None:
    value = numerals.hanzi(text[start:end])
    if value is None:
        return None
    low, high = value
    magnitude = text[end - 1] if text[end - 1] in "百千万亿" else ""
    more = text[end : end + 1] != "" and text[end] in _MORE and text[end - 1] in "十百千万亿"
    if not more:
        return Amount(end, low, high, magnitude, False, True)
    end += 1
    found = _MAGNITUDE.match(text, end)
    if found is None:
        return Amount(end, low, high, magnitude, True, True)
    word = _magnitude(found.group())
    scale = numerals.MAGNITUDES[word]
    return Amount(end + len(word), low * scale, high * scale, word, True, True)
