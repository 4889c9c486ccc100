"""Numerals → exact decimals: ``1,234.5``, ``三千零五十``, ``六点二``, ``二三十`` (a range), ``二〇二四``.

Reads a numeral that has been cut out already; finding one in a text is ``quantities``' work.
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
TENS = {"廿": 20, "卅": 30}
MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
MAGNITUDES: dict[str, Decimal] = {
    word: Decimal(value)
    for word, value in {
        "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "万万": 10**8,
        "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "十万亿": 10**13,
        "百万亿": 10**14, "千万亿": 10**15, "亿亿": 10**16, "兆": 10**12,
    }.items()
}  # fmt: skip
"""What may stand between digits and a unit: 2.4万, 3千万, 1.5万亿."""
LONGEST = 40
"""Characters. 九千九百九十九万九千九百九十九亿… with its decimals is shorter; what is longer is a pattern, no number."""

Range = tuple[Decimal, Decimal]


def arabic(text: str) -> Decimal:
    """``1,234.5`` → 1234.5."""
    return Decimal(text.replace(",", ""))


def hanzi(text: str) -> Range | None:
    """A Chinese numeral → its value twice, or the two ends of ``二三十``/``三五``; None when it is not a number.

    Colloquial ``一百五`` is 150, ``三万六`` 36000; ``一百零五`` is 105. A run of digits is read by position (二〇二四).
    """
    if len(text) > LONGEST:
        return None
    if "点" in text:
        return _with_decimals(*text.split("点", 1))
    if all(c in DIGITS for c in text):
        return _by_position(text)
    if text[0] == "半":
        return _half(text)
    pair = _pair(text)
    if pair is not None:
        low, high = _by_place(pair[0]), _by_place(pair[1])
        return None if low is None or high is None or low > high else (Decimal(low), Decimal(high))
    value = _by_place(text)
    return None if value is None else (Decimal(value), Decimal(value))


def _with_decimals(whole: str, decimals: str) -> Range | None:
    value = hanzi(whole) if whole else None
    if value is None or not decimals or any(c not in DIGITS for c in decimals):
        return None
    number = value[0] + Decimal("0." + "".join(str(DIGITS[c]) for c in decimals))
    return number, number


def _half(text: str) -> Range | None:
    """半, 半百: nothing else is said."""
    value = {"半": Decimal("0.5"), "半百": Decimal(50)}.get(text)
    return None if value is None else (value, value)


def _by_position(text: str) -> Range | None:
    digits = [DIGITS[c] for c in text]
    if len(digits) == 2 and _neighbours(*digits):
        return Decimal(digits[0]), Decimal(digits[1])
    if len(digits) > 1 and "两" in text:
        return None
    value = Decimal("".join(map(str, digits)))
    return value, value


def _neighbours(first: int, second: int) -> bool:
    """Two digits said for a range: 两三, 七八, and 三五."""
    return first > 0 and (second == first + 1 or (first == 3 and second == 5))


def _pair(text: str) -> tuple[str, str] | None:
    """Two neighbouring digits inside a numeral are a range: 二三十 → 二十 to 三十, 十七八 → 十七 to 十八."""
    for i in range(len(text) - 1):
        first, second = DIGITS.get(text[i], 0), DIGITS.get(text[i + 1], 0)
        if first and second:
            return (text[: i + 1] + text[i + 2 :], text[:i] + text[i + 1 :]) if _neighbours(first, second) else None
    return None


def _by_place(text: str) -> int | None:
    """The value of a numeral with places (十百千) and myriads (万亿), None when they stand in no order: 五十千, 千百."""
    total = section = 0
    digit: int | None = None
    place = 10**4
    """The last place of this section: the next must be lower."""
    tail = 1
    """What a last digit without a place is worth: 一百五 is 150, 三万六 36000."""
    if text[-1] == "两":
        return None
    for c in text:
        if c in DIGITS:
            if digit:
                return None
            digit = DIGITS[c]
            tail = 1 if digit == 0 else tail
        elif c in PLACES:
            if PLACES[c] >= place or (not digit and c not in "十拾" and (section or total)):
                return None
            place = PLACES[c]
            section += (digit or 1) * place
            digit, tail = None, place // 10
        elif c in TENS:
            if place <= 10 or digit:
                return None
            place, section, digit, tail = 10, section + TENS[c], None, 1
        elif c in MYRIADS:
            joined = _myriad(total, section + (digit or 0), MYRIADS[c])
            if joined is None:
                return None
            total, section, digit, place, tail = joined, 0, None, 10**4, MYRIADS[c] // 10
        else:
            return None
    return total + section + (digit or 0) * tail


def _myriad(total: int, section: int, size: int) -> int | None:
    """What stands before 万 or 亿, taken that often: 三万|亿 is 3 万亿, 四万|万 is 4 亿, 一亿|二千万 is 1.2 亿."""
    if not section and not total:
        return size
    if not section:
        return total * size if total % size or total < 10**8 else None
    if total < size:
        return (total + section) * size
    return total + section * size if total % (size * 10**4) == 0 else None
