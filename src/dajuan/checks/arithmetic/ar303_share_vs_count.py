"""AR303 占比与个数不符 · share differs from the counts

做什么
    同一句里写明了部分、整体和占比（或率）时，重算一遍：
    “24个，已开工18个，开工率80%”应为75%；“4家入选全市十大企业，占比40%”相符。
为什么要紧
    三个数写在一起，读者随手就能除；不符说明其中一个不是同一时点的数。
例子
    纳入省重点项目24个，已开工18个，开工率达到80%。
改成
    纳入省重点项目24个，已开工18个，开工率达到75%。
已知不足
    按写明的位数留出舍入余地。率的名称要与“已……”的动作同名（开工—开工率），否则不算。

What it does
    Where one sentence gives part, whole and share (or a rate), computes the share again.
Why it matters
    Three numbers side by side: any reader can divide.
Example
    纳入省重点项目24个，已开工18个，开工率达到80%。
Use instead
    纳入省重点项目24个，已开工18个，开工率达到75%。
Known problems
    Room is left for rounding of the written digits. The rate must be named after the action (开工 and 开工率).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.checks.written import Written, percent, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR303"
NAME = "share-vs-count"
SEVERITY: Final = "error"
ZH = "占比与写明的个数不符"
EN = "a share differs from the counts beside it"

_RATE = lazy(r"(?P<action>[^，,；;。、\d]{2})率(?:达到?|为|约)?$")
_LIST = lazy(r"(?:(?P<han>[十百])(?=大|强|佳|优)|(?P<digits>\d{1,3})(?=强|大|佳))")
_SHARE = lazy(r"^[^，,；;。]{0,20}[，,]占比?(?:达到?|为)?$")


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    for sentence in reading.flow.sentences:
        found = written_in(reading, sentence.start, sentence.end)
        for place, share in enumerate(found):
            if share.dimension != "ratio" or not share.exact or place == 0:
                continue
            before = text[max(sentence.start, share.start - 60) : share.start]
            finding = _rate(reading, found, place, before) or _of_a_list(reading, found, place)
            if finding:
                yield finding


def _rate(reading: Reading, found: list[Written], place: int, before: str) -> Finding | None:
    """N个，已开工n个，开工率p%."""
    match = _RATE.search(before)
    if not match or place < 2:
        return None
    part, whole, share = found[place - 1], found[place - 2], found[place]
    text = reading.flow.text
    between = text[whole.end : part.start]
    if part.unit != whole.unit or part.dimension != "count" or not (part.exact and whole.exact):
        return None
    if match["action"] not in between or len(between) > 16 or re.search("[；;。]", text[whole.end : share.start]):
        return None
    return _compare(reading, part, whole, share, whole.value)


def _of_a_list(reading: Reading, found: list[Written], place: int) -> Finding | None:
    """n家入选全市十大企业，占比p%."""
    part, share = found[place - 1], found[place]
    between = reading.flow.text[part.end : share.start]
    match = _LIST.search(between)
    if not match or part.dimension != "count" or not part.exact or not _SHARE.match(between):
        return None
    size = Decimal(match["digits"] or {"十": 10, "百": 100}[match["han"]])
    return _compare(reading, part, None, share, size) if part.value <= size else None


def _compare(reading: Reading, part: Written, whole: Written | None, share: Written, size: Decimal) -> Finding | None:
    if not size or share.low <= part.value / size <= share.high:
        return None
    right = percent(part.value / size)
    total = whole.words if whole else f"{size}"
    return mark(
        reading,
        CODE,
        SEVERITY,
        (share.start, share.end),
        zh=f"{part.words} ÷ {total} = {right}，写的是{share.words}：核对这三个数",
        en=f"{part.words} ÷ {total} = {right}, {share.words} is written: check the three",
        related=[(one.start, one.end) for one in (part, whole) if one],
    )
