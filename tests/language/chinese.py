"""Numbers put into Chinese numerals, for the properties: whatever is written so must be read back."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿")


def chinese(number: int) -> str:
    """3050 → 三千零五十, 120000 → 十二万; up to 10**12."""
    if number == 0:
        return "零"
    groups = [number // 10 ** (4 * i) % 10**4 for i in range(3)]
    out = ""
    for i in (2, 1, 0):
        if not groups[i]:
            continue
        if out and (groups[i] < 1000 or not groups[i + 1]):
            out += "零"
        out += _section(groups[i]) + _MYRIADS[i]
    return out[1:] if out.startswith("一十") else out


def _section(number: int) -> str:
    out = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            out += _DIGITS[digit] + _PLACES[place]
        elif out and not out.endswith("零") and number % 10**place:
            out += "零"
    return out
