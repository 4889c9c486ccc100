"""Parts of a whole: 百分之六点二, 三分之二, 十一又四分之一, 2/5, 2:1, 一半, 半数."""

from __future__ import annotations

from decimal import Decimal

from dajuan.language import numerals
from dajuan.language.amounts import NUMERAL, Amount, amount_at
from dajuan.language.bounds import Measure, bounded
from dajuan.language.lazy import lazy
from dajuan.language.ranges import gap_at
from dajuan.language.scan import Scan
from dajuan.language.spans import Quantity

_FRACTION = lazy(r"/([0-9]{1,3})(?![0-9/.％%A-Za-z])")
_MIXED = lazy(r" ([0-9]{1,3})/([0-9]{1,3})(?![0-9/.])")
_PROPORTION = lazy(r"[:：∶](100|[1-9][0-9]?)(?![0-9:：∶.])")
_TENTHS = lazy(r"成([一二三四五六七八九])(?=[，。、；）)\s以左的]|$)")
_HALF = Decimal("0.5")
_ONE = Decimal(1)


def ratio_at(scan: Scan, start: int, end: int, amount: Amount) -> Quantity | None:
    """The ratio whose first numeral is ``text[start:end]``, read as ``amount``; None when it begins none."""
    text = scan.text
    after = text[end : end + 1]
    if after == "分" and text[start:end] == "百" and text[end + 1 : end + 2] == "百":
        return bounded(scan, amount, _ONE, _ONE, end + 2, Measure("1", "ratio", end, end + 2))
    if after == "分" or after == "又":
        return _parts(scan, end, amount, after == "又")
    if not amount.hanzi:
        return _written(scan, end, amount) if after in ("/", ":", "：", "∶", " ") and after else None
    if after == "成" and end - start == 1 and (tenths := _TENTHS.match(text, end)):
        value = amount.low / 10 + Decimal(numerals.DIGITS[tenths[1]]) / 100
        return bounded(scan, amount, value, value, tenths.end(), Measure("1", "ratio", end, tenths.end()))
    if after == "半" and text[start:end] == "一":
        return bounded(scan, amount, _HALF, _HALF, end + 1, Measure("1", "ratio", end, end))
    if after == "数" and text[start:end] == "半":
        return bounded(scan, amount, _HALF, _HALF, end + 1, Measure("1", "ratio", end, end + 1))
    return None


def _written(scan: Scan, end: int, amount: Amount) -> Quantity | None:
    text = scan.text
    over = _FRACTION.match(text, end) or _PROPORTION.match(text, end)
    if over is not None and int(over[1]):
        value = amount.low / int(over[1])
        return bounded(scan, amount, value, value, over.end(), Measure("1", "ratio", over.end(), over.end()))
    mixed = _MIXED.match(text, end) if scan.bare else None
    if mixed is not None and int(mixed[2]):
        part = Decimal(mixed[1]) / int(mixed[2])
        value = amount.low + (part if amount.low >= 0 else -part)
        return bounded(scan, amount, value, value, mixed.end(), Measure("1", "ratio", mixed.end(), mixed.end()))
    return None


def _parts(scan: Scan, end: int, amount: Amount, mixed: bool) -> Quantity | None:
    """A之B with what may stand before it (三又四分之一) and after it (百分之三到四十)."""
    text = scan.text
    whole = amount
    if mixed:
        numeral = NUMERAL.match(text, end + 1)
        part = amount_at(text, numeral.start(), numeral.end(), False) if numeral else None
        if numeral is None or part is None:
            return None
        end, amount = numeral.end(), part
    top = _top(scan, end, amount)
    if top is None:
        return None
    over = abs(amount.low)
    sign = -1 if amount.low < 0 else 1
    low, high = sorted((sign * top.low / over, sign * top.high / over))
    if mixed:
        base = whole.low
        low, high = (base + low, base + high) if base >= 0 else (base - high, base - low)
        return _share(scan, whole, top, low, high, top.end)
    stop, upper = _upper(scan, amount, top)
    return _share(scan, amount, top, low, max(high, upper), stop)


def _top(scan: Scan, end: int, below: Amount) -> Amount | None:
    """The numerator behind 分之."""
    text = scan.text
    if not text.startswith("分之", end) or not below.low:
        return None
    place = end + 2 + (text[end + 2 : end + 3] == "负")
    numeral = NUMERAL.match(text, place)
    top = amount_at(text, *numeral.span(), False) if numeral else None
    if top is not None and place > end + 2 and top.start == place:
        return top._replace(low=-top.high, high=-top.low)
    return top


def _upper(scan: Scan, below: Amount, top: Amount) -> tuple[int, Decimal]:
    """百分之五到百分之六, 百分之三到四: where the range ends and its upper value."""
    text = scan.text
    gap = gap_at(text, top.end)
    numeral = NUMERAL.match(text, gap) if gap else None
    second = amount_at(text, *numeral.span(), False) if numeral else None
    if numeral is None or second is None:
        return top.end, top.high / below.low
    if text.startswith("分之", numeral.end()):
        again = _top(scan, numeral.end(), second)
        return (again.end, again.high / second.low) if again else (top.end, top.high / below.low)
    if scan.unit(second.end, 0) is not None:
        return top.end, top.high / below.low
    return second.end, second.high / below.low


def _share(scan: Scan, amount: Amount, top: Amount, low: Decimal, high: Decimal, end: int) -> Quantity:
    written = amount._replace(magnitude=top.magnitude, more=top.more)
    return bounded(scan, written, low, high, end, Measure("1", "ratio", end, end))
