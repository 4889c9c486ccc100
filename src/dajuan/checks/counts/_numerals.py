"""Small whole numbers as reports write them: 九, 十二, 两, 14."""

from __future__ import annotations

NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|两|\d{1,3})"
"""The pattern of one."""

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


def value_of(numeral: str) -> int | None:
    """``十二`` → 12, ``14`` → 14; None for what is no number below a hundred (二三, 十十)."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral)
    if len(tens) > 1 or len(units) > 1:
        return None
    high = _DIGITS.get(tens) if tens else 1
    low = _DIGITS.get(units) if units else 0
    return None if high is None or low is None else high * 10 + low


def chinese(number: int) -> str:
    """7 → 七, 12 → 十二, 20 → 二十: the way a heading counts, up to 99."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    tens, units = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[units] if units else "")
