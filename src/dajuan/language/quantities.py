"""Quantities, ordinals and numeric names in a text: one pass over its numerals, a dictionary for what follows each.

The order of reading is the whole trick: **the longest unit first, then the magnitude**, so that 5万千瓦时 is 5万 × 千瓦时
and not 5万千 × 瓦时, while 5千万元 is 5千万 × 元.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dajuan.language.amounts import NUMERAL, Amount, amount_at
from dajuan.language.bounds import Measure, bounded
from dajuan.language.compounds import half_of, rest
from dajuan.language.lazy import lazy
from dajuan.language.lexicon import Unit
from dajuan.language.masks import Masks
from dajuan.language.ordinals import first_ordinals, first_places, meeting_at, ordinal_at, rank_after
from dajuan.language.ranges import between, range_at
from dajuan.language.ratios import ratio_at
from dajuan.language.scan import DIGITS, Scan, kind_of
from dajuan.language.shapes import circle_at, code_at
from dajuan.language.sharing import share_units
from dajuan.language.spans import Name, Period, Quantity, Span

_PER = lazy(r"每([\u4e00-\u9fff]{1,5})$")
_YEARS = lazy(r"(?:19|20)[0-9]{2}(?:[-—–－~～〜]{1,2}|至|到)(?:19|20)[0-9]{2}$")
_SAMPLE = lazy("人口(?:变动)?(?:情况)?抽样")
"""1%人口抽样调查 is the name of a survey."""
_CLASS = lazy("级(?!别|数)")
_BROKEN = lazy(r"(?:突破|超过|跨越|[迈跃]上|[超逾破过])$")
_MARKED = lazy(r"大关|台阶|门槛|关口|[，。；！）)\s]|$")
_PRECISION = lazy(r"[@（(]?(?:FP|BF|TF|INT)[0-9]{1,2}[）)]?")
_EACH = {"人均": "人", "户均": "户", "亩均": "亩", "村均": "村"}
_MOST_DOUBLINGS = 30
_HALF = Decimal("0.5")
_HALVES = frozenset(("time", "duration", "length", "area", "mass", "volume"))
_NOT_HALF = frozenset("上下前后大多过")


def find_quantities(text: str, taken: Sequence[Span] = (), *, bare: bool = False) -> list[Span]:
    """Every quantity, ordinal and numeric name of ``text`` (already folded), in order, none overlapping ``taken``.

    ``taken`` are spans read before (periods), sorted. ``bare`` also returns Chinese numerals that nothing follows,
    which in running prose are nearly never amounts.
    """
    scan = Scan(text, bare)
    masks = Masks(text, taken, bare)
    out: list[Span] = []
    reached = 0
    for found in NUMERAL.finditer(text):
        start = found.start()
        if start < reached:
            continue
        mask = masks.over(start)
        if mask is None:
            span = span_at(scan, start, found.end(), masks.limit)
            if span is None:
                continue
        elif isinstance(mask, Name):
            span = mask
        else:
            reached = mask.end
            continue
        behind = max(reached, masks.behind)
        if span.end > masks.limit or (span.start < behind and not isinstance(span, Quantity)):
            reached = min(span.end, masks.limit)
            continue
        reached = span.end
        out.append(span if span.start >= behind else _from(span, behind))
    firsts = first_ordinals(text)
    return between(text, share_units(text, _merged(out, firsts, taken) if firsts else out))


def _from(span: Span, behind: int) -> Span:
    """The span without the words before it that another span has already."""
    if isinstance(span, Quantity):
        return span._replace(start=behind, number_start=max(behind, span.number_start))
    return span


def _merged(spans: list[Span], firsts: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """Both in order, without the 首批 that stand in another span."""
    covered = sorted([*spans, *taken], key=_start)
    out: list[Span] = []
    at = 0
    for first in firsts:
        while at < len(covered) and covered[at].end <= first.start:
            at += 1
        if at == len(covered) or covered[at].start >= first.end:
            out.append(first)
    return sorted([*spans, *out], key=_start)


def _start(span: Span) -> int:
    return span.start


def span_at(scan: Scan, start: int, end: int, limit: int) -> Span | None:
    """The span of the numeral ``text[start:end]``; at ``limit`` a period begins."""
    text = scan.text
    before = text[start - 1] if start else ""
    if before == "第":
        return ordinal_at(text, start, end)
    first = text[start]
    if text[end : end + 1] == "次" and first > "9" and (session := meeting_at(text, start, end)) is not None:
        return session
    if first <= "9":
        code = code_at(text, start, end, before, scan.unit(end, DIGITS) is not None, scan.tables.name_suffixes)
        return code or _quantity(scan, start, end, limit)
    if before and before in "数几" and first in "十百千万亿":
        return Name(start - 1, end, "name")
    if first == "半" and before in _NOT_HALF:
        return None
    if first == "千" and end - start == 1 and before not in ("上", "近", "超", "逾", "过") and scan.unit(start, DIGITS):
        return None
    name = None if before and before in "上近超逾过" else scan.name(start)
    span = _quantity(scan, start, end, limit)
    return name if name is not None and (span is None or name.end >= span.end) else span


def _quantity(scan: Scan, start: int, end: int, limit: int) -> Span | None:
    text = scan.text
    hanzi = text[start] > "9"
    amount = amount_at(text, start, end, not hanzi and scan.unit(end, DIGITS) is not None)
    if amount is None:
        return None
    ratio = ratio_at(scan, start, end, amount)
    if ratio is not None:
        return ratio
    found = scan.unit(amount.end, kind_of(text, amount))
    ranged = range_at(scan, amount, found, limit)
    if ranged is not None:
        if ranged.unit is None:
            if _YEARS.match(text, start, ranged.amount.end):
                return _years(text, start, ranged.amount.end)
            return _unmeasured(scan, ranged.amount, ranged.low, ranged.high)
        return _measured(scan, ranged.amount, ranged.low, ranged.high, *ranged.unit)
    if found is None:
        if (places := first_places(text, amount)) is not None:
            return places
        found = None if hanzi else scan.unlisted(amount.end)
    if hanzi and text[start] == "半" and end - start == 1 and (found is None or found[1].dimension not in _HALVES):
        return None
    if found is not None and text[amount.end : found[0]] == "个" and (more := half_of(scan, amount.end)) is not None:
        return _measured(scan, amount, amount.low + _HALF, amount.high + _HALF, *more)
    if found is not None:
        return _measured(scan, amount, amount.low, amount.high, *found)
    if hanzi and not scan.bare and not _is_level(text, amount):
        return None
    return _unmeasured(scan, amount, amount.low, amount.high)


def _years(text: str, start: int, end: int) -> Period:
    """2021—2025 with no unit behind it, as titles and tables write it."""
    first, last = int(text[start : start + 4]), int(text[end - 4 : end])
    return Period(start, end, f"{first}/{last}", date(first, 1, 1), date(last, 12, 31), "span")


def _is_level(text: str, amount: Amount) -> bool:
    """首次突破千亿, 迈上万亿台阶: a level that was passed, though its unit is left out."""
    if amount.magnitude not in ("万", "亿") or not _BROKEN.search(text, max(0, amount.start - 2), amount.start):
        return False
    return _MARKED.match(text, amount.end) is not None


def _unmeasured(scan: Scan, amount: Amount, low: Decimal, high: Decimal) -> Quantity:
    return bounded(scan, amount, low, high, amount.end, Measure("", "number", amount.end, amount.end))


def _measured(scan: Scan, amount: Amount, low: Decimal, high: Decimal, end: int, unit: Unit) -> Span | None:
    text = scan.text
    written = text[amount.end : end]
    if written == "番":
        if not 0 <= low <= high <= _MOST_DOUBLINGS:
            return None
        return bounded(scan, amount, 2**low, 2**high, end, Measure("倍", "multiple", amount.end, end))
    special = rank_after(text, amount, written, end, low, high) or circle_at(text, amount.start, end, unit.dimension)
    if special is not None:
        return special
    start = amount.start
    if text[start - 1 : start] == "每":
        return Name(start - 1, end, "name")
    added, stop = rest(scan, end, unit)
    low, high = unit.to_base(low), unit.to_base(high)
    if stop > end:
        low, high = (low + added, high + added) if low >= 0 else (low - added, high - added)
    if (
        unit.dimension == "ratio"
        and text[stop : stop + 1] == "人"
        and (sample := _SAMPLE.match(text, stop)) is not None
    ):
        return Name(start, sample.end(), "name")
    if unit.dimension != "count" and text[stop : stop + 1] == "级" and _CLASS.match(text, stop):
        return Name(start, stop + 1, "name")  # 30万吨级码头, 千万吨级炼油: of that class
    if unit.dimension == "computing" and (precision := _PRECISION.match(text, stop)):
        stop = precision.end()
    per, over = _per(scan, start, stop)
    if per and unit.base == "分":
        return bounded(scan, amount, low / 100, high / 100, over, Measure(f"元/{per}", "money", amount.end, over, per))
    base = f"{unit.base}/{per}" if per else unit.base
    return bounded(scan, amount, low, high, over, Measure(base, unit.dimension, amount.end, over if per else end, per))


def _per(scan: Scan, start: int, end: int) -> tuple[str, int]:
    """What the amount is per (亩 of 万元/亩, of 每亩…万元, 人 of 人均…元) and where that is said to the end."""
    text = scan.text
    if text[end : end + 1] in ("/", "每"):
        over = scan.unit(end + 1, DIGITS)
        if over is not None:
            return text[end + 1 : over[0]], over[0]
    each = _EACH.get(text[max(0, start - 2) : start])
    if each is not None:
        return each, end
    if "每" in text[max(0, start - 6) : start] and (found := _PER.search(text, max(0, start - 6), start)):
        return (found[1] if found[1] in scan.tables.units else ""), end
    return "", end
