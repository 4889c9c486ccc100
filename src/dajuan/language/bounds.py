"""The words that bound a number, before it and after its unit: 不少于16个, 近200亿元, 5%左右, 1000家以上."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dajuan.language.amounts import Amount
from dajuan.language.lazy import lazy
from dajuan.language.scan import MARKS, Scan
from dajuan.language.spans import Qualifier, Quantity

_BREAK = MARKS | {"的"}
_TAILS = frozenset("有为达到是")
_COMPARED = {"大": "more_than", "高": "more_than", "多": "more_than", "小": "at_most", "低": "at_most", "少": "at_most"}
_LASTING = frozenset(("duration", "time", "working-days"))
_INSIDE = frozenset("部容地外涵在")
_RATHER = frozenset(("一些", "得多", "很多", "不少"))
_BREAKTHROUGH = lazy("[\u4e00-\u9fff“”]{0,10}?(?:技术|难题|瓶颈|堵点|壁垒|难点|卡点)")

_PART_BOUNDS: dict[str, Qualifier] = {
    "不到": "at_most", "不足": "at_most", "不及": "at_most", "超过": "more_than", "接近": "nearly"
}  # fmt: skip
_PART_OF = lazy(f"({'|'.join(_PART_BOUNDS)})(?:全[国省市区州县球]的?|[\u4e00-\u9fff]{{2,3}}的?)$")


class Measure(NamedTuple):
    """What a number is in, and where the unit stands in the text."""

    unit: str
    dimension: str
    start: int
    end: int
    per: str = ""


def bounded(scan: Scan, amount: Amount, low: Decimal, high: Decimal, end: int, measure: Measure) -> Quantity:
    """The quantity with the words around it that bound it; an open end is None."""
    text, number_start = scan.text, amount.start
    qualifier, start = _before(scan, amount, measure)
    if qualifier is None and measure.dimension == "ratio" and measure.start == measure.end:
        qualifier = _of_place(text, amount.start)
    after, end = _after(scan, end, measure)
    if qualifier is None or qualifier == "approx":
        qualifier = after or ("more_than" if amount.more else qualifier)
    if text[number_start - 1 : number_start] == "比" and qualifier is None and text[end : end + 1] in _COMPARED:
        qualifier, start, end = _compared(text, number_start, end)
    if measure.unit == "倍":
        start = min(start, _doubling(text, number_start))
    ends: tuple[Decimal | None, Decimal | None] = (low, high)
    if low == high:
        if qualifier in ("at_least", "more_than"):
            ends = (low, None)
        elif qualifier == "at_most":
            ends = (None, high)
    return Quantity(
        start,
        end,
        *ends,
        measure.unit,
        measure.dimension,
        qualifier,
        number_start,
        text[measure.start : measure.end],
        amount.magnitude,
        measure.per,
        amount.hanzi,
    )


def _of_place(text: str, start: int) -> Qualifier | None:
    """不到天津1/10, 超过全省的三分之一: whose part it is stands between the bound and the part."""
    found = _PART_OF.search(text, max(0, start - 8), start)
    return None if found is None else _PART_BOUNDS[found[1]]


def _doubling(text: str, start: int) -> int:
    """翻一番, 翻了两番: the verb belongs to the number."""
    for word in ("翻了", "翻"):
        if text.endswith(word, 0, start):
            return start - len(word)
    return start


def _before(scan: Scan, amount: Amount, measure: Measure) -> tuple[Qualifier | None, int]:
    text, start = scan.text, amount.start
    last = text[start - 1 : start]
    if last in _TAILS:  # 至少有5家, 最多为5: nothing but a verb between the bound and the number
        found = _word_before(scan, start - 1 - (text[max(0, start - 2) : start] == "达到"))
        if found is not None and found[1] < start - 2:
            return found
    found = _word_before(scan, start)
    if found is None:
        if amount.hanzi and last == "上" and text[start] in "百千万亿":
            return "more_than", start - 1
        return None, start
    if (
        last == "过"
        and text[found[1] : start] in ("过", "跨过")
        and measure.dimension == "count"
        and not amount.magnitude
    ):
        return None, start
    if last == "破" and measure.dimension == "count" and _BREAKTHROUGH.match(text, measure.end):
        return None, start
    return found


def _word_before(scan: Scan, place: int) -> tuple[Qualifier, int] | None:
    """The longest bounding word that ends at ``place``, unless it is the tail of another (签约, 附近)."""
    text = scan.text
    for size in scan.tables.before_sizes.get(text[place - 1 : place], ()):
        bound = scan.tables.before.get(text[place - size : place]) if size <= place else None
        if bound is None:
            continue
        if text[place - size - 1 : place - size] in bound.not_beside and size < place:
            return None
        return bound.qualifier, place - size
    return None


def _after(scan: Scan, end: int, measure: Measure) -> tuple[Qualifier | None, int]:
    text = scan.text
    if measure.dimension in _LASTING and text[end : end + 1] == "内" and text[end + 1 : end + 2] not in _INSIDE:
        return "at_most", end + 1  # 24小时内办结: no mark need follow
    for size in scan.tables.after_sizes.get(text[end : end + 1], ()):
        bound = scan.tables.after.get(text[end : end + size])
        if bound is None or end + size > len(text):
            continue
        following = text[end + size : end + size + 1]
        if (size == 1 and following not in _BREAK) or (following and following in bound.not_beside):
            return None, end
        return bound.qualifier, end + size
    return None, end


def _compared(text: str, start: int, end: int) -> tuple[Qualifier | None, int, int]:
    """比170低, 比四分之一大: a bound when nothing follows; 比5%高2个百分点 compares."""
    if text[end + 1 : end + 2] not in _BREAK and text[end + 1 : end + 3] not in _RATHER:
        return None, start, end
    return ("more_than" if text[end] in "大高多" else "at_most"), start - 1, end + 1
