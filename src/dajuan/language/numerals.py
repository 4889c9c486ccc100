"""Numerals → exact decimals: ``1,234.5``, ``三千零五十``, ``2万5千``, ``六点二``, ``二三十`` (a range), ``二〇二四``.

Reads a numeral that has been cut out already; finding one in a text is ``quantities``' work.
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
MAGNITUDES: dict[str, Decimal] = {
    word: Decimal(value)
    for word, value in {
        "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
        "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "十万亿": 10**13,
        "百万亿": 10**14, "千万亿": 10**15, "亿亿": 10**16, "兆": 10**12,
    }.items()
}  # fmt: skip
"""What may stand between digits and a unit: 2.4万, 3千万, 1.5万亿."""

Range = tuple[Decimal, Decimal]


def arabic(text: str) -> Decimal:
    """``1,234.5`` → 1234.5."""
    return Decimal(text.replace(",", ""))


def hanzi(text: str) -> Range | None:
    """A Chinese numeral → its value twice, or the two ends of ``二三十``/``三五``; None when it is not a number.

    Colloquial ``一百五`` is 150, ``三万六`` 36000; ``一百零五`` is 105. A run of digits is read by position (二〇二四).
    """
    if "点" in text:
        whole, _, fraction = text.partition("点")
        low = hanzi(whole)
        if low is None or not fraction or any(c not in DIGITS for c in fraction):
            return None
        value = low[0] + Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
        return value, value
    if all(c in DIGITS for c in text):
        return _by_position(text)
    pair = _pair(text)
    if pair is not None:
        low, high = hanzi(pair[0]), hanzi(pair[1])
        return (low[0], high[0]) if low and high else None
    value = _by_place(text)
    return None if value is None else (value, value)


def _by_position(text: str) -> Range | None:
    digits = [DIGITS[c] for c in text]
    if len(digits) == 2 and 0 < digits[0] and (digits[1] - digits[0] == 1 or digits == [3, 5]):
        return Decimal(digits[0]), Decimal(digits[1])
    if len(digits) > 1 and "两" in text:
        return None
    value = Decimal("".join(map(str, digits)))
    return value, value


def _pair(text: str) -> tuple[str, str] | None:
    """Two neighbouring digits inside a numeral are a range: 二三十 → 二十 to 三十, 十七八 → 十七 to 十八."""
    for i in range(len(text) - 1):
        first, second = DIGITS.get(text[i], 0), DIGITS.get(text[i + 1], 0)
        if first and second and first < second:
            return text[: i + 1] + text[i + 2 :], text[:i] + text[i + 1 :]
    return None


def _by_place(text: str) -> Decimal | None:
    total = section = digit = 0
    last = 1
    pending = False
    for c in text:
        if c in DIGITS:
            digit, pending = DIGITS[c], True
            last = 1 if digit == 0 else last
        elif c in PLACES:
            place = PLACES[c]
            if place in (20, 30):
                section += place
            else:
                section += (digit if pending else 1) * place
            digit, pending, last = 0, False, place
        elif c in MYRIADS:
            section += digit
            if section == total == 0:
                section = 1
            total = (total + section) * MYRIADS[c] if total < MYRIADS[c] else total + section * MYRIADS[c]
            section, digit, pending, last = 0, 0, False, MYRIADS[c]
        else:
            return None
    if pending and last >= 100 and digit:
        digit *= last // 10
    return Decimal(total + section + digit)
