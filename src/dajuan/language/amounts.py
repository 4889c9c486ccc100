"""A number with its sign and magnitude, before any unit: ``2.4万余``, ``三千零五十``, ``1亿2000万``, ``十几``, ``-3.2``."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dajuan.language import numerals
from dajuan.language.lazy import lazy

HANZI = "零〇一二三四五六七八九两十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
NUMERAL = lazy(
    rf"[0-9{HANZI}半](?:(?<=[0-9])(?:[0-9]|(?<![0-9]{{4}}),(?=[0-9]{{3}}(?![0-9])))*(?:\.[0-9]+)?"
    rf"|[{HANZI}]*(?:点[{HANZI[:11]}]+)?)"
)
"""Digits with thousands marks and a decimal point, or a run of Chinese numerals; 半 begins one, too."""
_MAGNITUDE = lazy("[十百千万亿兆]{1,3}")
_NEXT_PART = lazy(r"零?([0-9]+(?:\.[0-9]+)?)([百千万])")
_REST = lazy(r"零?([0-9]{1,8})(?![0-9.,%年月])")
_MORE = frozenset("余多来几")
_SCALES = frozenset("十百千万亿拾佰仟")
_SIGNS = frozenset("-−负")
_LEADS = _SIGNS | {"."}
_SIGNED = frozenset("%％‰℃")
_TO = frozenset("为是达至到于了比的和或")
"""What may stand before 负 as a sign: 为负3.2; 减负3亿元 is no negative number."""


class Amount(NamedTuple):
    """A number as read, before its unit."""

    start: int
    """With its sign."""
    end: int
    low: Decimal
    high: Decimal
    magnitude: str
    """The last magnitude: 万 of 2.4万, "" of 24000."""
    more: bool
    """余 or 多 says that it is a little more."""
    hanzi: bool
    """In Chinese numerals."""


def amount_at(text: str, start: int, end: int, unit_follows: bool) -> Amount | None:
    """The amount whose numeral is ``text[start:end]``. ``unit_follows``: a unit begins right at ``end`` (5千瓦)."""
    if end - start > numerals.LONGEST:
        return None
    hanzi = text[start] > "9"
    amount = _hanzi(text, start, end) if hanzi else _arabic(text, start, end, unit_follows)
    if amount is not None and start and text[start - 1] in _LEADS:
        return _led(text, amount, end)
    return amount


def sign_at(text: str, place: int) -> bool:
    """Whether a sign of a number stands at ``place``: 至-3%."""
    return text[place : place + 1] in _SIGNS and text[place : place + 1] != ""


def _arabic(text: str, start: int, end: int, unit_follows: bool) -> Amount:
    value = numerals.arabic(text[start:end])
    if unit_follows:
        return Amount(start, end, value, value, "", False, False)
    more = text[end : end + 1] in _MORE
    found = _MAGNITUDE.match(text, end + more)
    if found is None:
        return Amount(start, end + more, value, value, "", more, False)
    word = _longest(found.group())
    scale = numerals.MAGNITUDES[word]
    value *= scale
    end = found.start() + len(word)
    if not more:
        value, scale, word, end = _parts(text, value, scale, word, end)
    if not more and text[end : end + 1] in _MORE:
        more, end = True, end + 1
        again = _MAGNITUDE.match(text, end)
        if again is not None:
            word = _longest(again.group())
            value, end = value * numerals.MAGNITUDES[word], end + len(word)
    return Amount(start, end, value, value, word, more, False)


def _parts(text: str, value: Decimal, scale: Decimal, word: str, end: int) -> tuple[Decimal, Decimal, str, int]:
    """The lower parts of 1亿2000万, 7万5千4百, 1千零20, 3万4000: each after a magnitude below the last."""
    while (part := _NEXT_PART.match(text, end)) and numerals.MAGNITUDES[part[2]] < scale:
        word = part[2]
        scale = numerals.MAGNITUDES[word]
        value += numerals.arabic(part[1]) * scale
        end = part.end()
    rest = _REST.match(text, end)
    if rest is not None and (text[end] == "零" or Decimal(10) ** len(rest[1]) == scale) and Decimal(rest[1]) < scale:
        return value + Decimal(rest[1]), Decimal(1), "", rest.end()
    return value, scale, word, end


def _longest(run: str) -> str:
    """The longest magnitude that ``run`` begins with: 万千 is 万 (its 千 belongs to 千瓦时), 千万 is 千万."""
    for size in range(len(run), 0, -1):
        if run[:size] in numerals.MAGNITUDES:
            return run[:size]
    return run[:1]


def _hanzi(text: str, start: int, end: int) -> Amount | None:
    value = numerals.hanzi(text[start:end])
    if value is None and end - start > 1 and text[end - 1] in "两百千":
        end -= 1  # 五十千瓦 is 五十 | 千瓦, 三十两 is 三十 | 两
        value = numerals.hanzi(text[start:end])
    if value is None:
        return None
    low, high = value
    last = text[end - 1]
    magnitude = last if last in "百千万亿" else ""
    if text[end : end + 1] not in _MORE or not (last in _SCALES or (last == "零" and end - start > 1)):
        return Amount(start, end, low, high, magnitude, False, True)
    end += 1
    found = _MAGNITUDE.match(text, end)
    if found is None:
        return Amount(start, end, low, high, magnitude, True, True)
    word = _longest(found.group())
    scale = numerals.MAGNITUDES[word]
    return Amount(start, end + len(word), low * scale, high * scale, word, True, True)


def _led(text: str, amount: Amount, end: int) -> Amount:
    """With the sign before it, or the point of .5; a dash after a word or a number is neither."""
    start = amount.start
    if text[start - 1] == ".":
        if amount.hanzi or amount.magnitude or "." in text[start:end] or not _opens(text, start - 2):
            return amount
        value = Decimal("0." + text[start:end].replace(",", ""))
        return amount._replace(start=start - 1, low=value, high=value)
    if not _is_sign(text, start - 1, amount.end):
        return amount
    return amount._replace(start=start - 1, low=-amount.high, high=-amount.low)


def _is_sign(text: str, place: int, end: int) -> bool:
    if _opens(text, place - 1):
        return True
    before = text[place - 1]
    if text[place] == "负":
        return before in _TO
    percent = text[end : end + 1] in _SIGNED or text.startswith("个百分点", end)
    return percent and "\u4e00" <= before <= "\u9fff"


def _opens(text: str, place: int) -> bool:
    """Whether nothing that could be a word or a number stands at ``place``."""
    return place < 0 or not (text[place].isalnum() or text[place] in ".-−_/%％")
