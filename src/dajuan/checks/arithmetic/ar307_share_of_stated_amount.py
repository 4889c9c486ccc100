"""AR307 完成比例与写明的两个数不符 · share differs from the two amounts beside it

做什么
    “完成3.2亿元，占年度任务4亿元的85%”：两个数和一个比例写在一起时重算一遍，3.2÷4是80%。
    “完成年度计划B的p%”“为预算B的p%”“计划投资B，完成投资A，完成率p%”都算。
为什么要紧
    预算执行、招商、投资的进度都这样写；任务数调整以后，比例常常忘了改。
例子
    完成税收收入3.2亿元，占年初预算4亿元的85%。
改成
    完成税收收入3.2亿元，占年初预算4亿元的80%。
已知不足
    按写明的位数留出舍入余地。同一句里有几个数都可能是分子时，有一个算得上就不作声。

What it does
    Computes the share again where an amount, the amount it is a share of, and the share stand together:
    完成A，占B的p%, 完成年度计划B的p%, 计划投资B，完成投资A，完成率p%.
Why it matters
    Budgets and investments are reported this way, and the share is forgotten when the plan is adjusted.
Example
    完成税收收入3.2亿元，占年初预算4亿元的85%。
Use instead
    完成税收收入3.2亿元，占年初预算4亿元的80%。
Known problems
    Room is left for rounding. Where several amounts may be the part, one that fits keeps the rule silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.checks.written import Written, percent, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR307"
NAME = "share-of-stated-amount"
SEVERITY: Final = "error"
ZH = "完成比例与写明的两个数不符"
EN = "a share differs from the two amounts beside it"

_WHOLE = lazy(r"(?:占|为|完成|达到?|相当于)(?:了)?[^，,；;。：:\d]{0,16}$")
_OF = lazy(r"^(?:的|总[额量数]的)$")
_RATE = lazy(
    r"^[，,、]\s*(?:(?:投资|任务|年度)?完成率(?:达到?|为)?|(?:为|占|完成)(?:年度|全年|年初)?(?:计划|任务|目标)(?:任务|投资)?的)$"
)
_PLANNED = lazy(r"(?:计划|任务|目标|预算)[^，,；;。：:\d]{0,8}$")
_DONE = lazy(r"完成[^，,；;。：:\d]{0,10}$")
_STOP = lazy(r"[；;。\n]")


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.flow.sentences:
        found = written_in(reading, sentence.start, sentence.end)
        for place, share in enumerate(found):
            if share.dimension == "ratio" and share.exact and place >= 2:
                finding = _stated(reading, sentence.start, found, place) or _rate(reading, sentence.start, found, place)
                if finding:
                    yield finding


def _stated(reading: Reading, start: int, found: Sequence[Written], place: int) -> Finding | None:
    """A，占年初预算B的p%."""
    text = reading.flow.text
    whole, share = found[place - 1], found[place]
    if not _OF.match(text[whole.end : share.start]) or not _WHOLE.search(
        text[max(whole.start - 20, start) : whole.start]
    ):
        return None
    parts = [
        one for one in found[: place - 1] if one.unit == whole.unit and not _STOP.search(text[one.end : whole.start])
    ]
    return _compare(reading, parts, whole, share)


def _rate(reading: Reading, start: int, found: Sequence[Written], place: int) -> Finding | None:
    """计划投资B，完成投资A，完成率p%."""
    text = reading.flow.text
    part, share = found[place - 1], found[place]
    if not _RATE.match(text[part.end : share.start]) or not _DONE.search(
        text[max(part.start - 14, start) : part.start]
    ):
        return None
    same = [one for one in found[: place - 1] if one.unit == part.unit and not _STOP.search(text[one.end : part.start])]
    if not same or not _PLANNED.search(text[max(same[-1].start - 14, start) : same[-1].start]):
        return None
    return _compare(reading, [part], same[-1], share)


def _compare(reading: Reading, parts: Sequence[Written], whole: Written, share: Written) -> Finding | None:
    if not whole.exact or not whole.value or not parts or not all(one.exact for one in parts):
        return None
    lead = reading.flow.text[max(whole.start - 14, 0) : whole.start]
    if _PLANNED.search(lead) and "." not in whole.words:
        whole = whole._replace(low=whole.value, high=whole.value)  # a plan of 4亿元 is no rounded number
    if any(_fits(one, whole, share) for one in parts):
        return None
    part = parts[-1]
    right = percent(part.value / whole.value, 2 if "." in share.words else 1)
    return mark(
        reading,
        CODE,
        SEVERITY,
        (share.start, share.end),
        zh=f"{part.words} ÷ {whole.words} = {right}，写的是{share.words}：核对这三个数",
        en=f"{part.words} ÷ {whole.words} = {right}, {share.words} is written: check the three",
        related=[(part.start, part.end), (whole.start, whole.end)],
    )


def _fits(part: Written, whole: Written, share: Written) -> bool:
    return part.low / whole.high <= share.high and share.low <= part.high / whole.low
