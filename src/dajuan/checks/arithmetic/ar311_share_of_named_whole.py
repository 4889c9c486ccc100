"""AR311 占比与前文的总数不符 · share differs from the whole told before

做什么
    “一般公共预算收入20亿元，其中税收收入15亿元，占一般公共预算收入的85%”：
    占比点了名的整体在同一段写过数时，用两个数重算一遍，15÷20是75%。
为什么要紧
    分子、分母、占比都在眼前，读者一除就知道；多半是用了上年的占比，或分母换了口径。
例子
    一般公共预算收入20.0亿元，其中税收收入15.0亿元，占一般公共预算收入的85%。
改成
    一般公共预算收入20.0亿元，其中税收收入15.0亿元，占一般公共预算收入的75%。
已知不足
    整体的名称要与前文相同，且同一段里只有一个数；有几个数可能是分子时，有一个算得上就不作声。

What it does
    Where a share names its whole and the paragraph told that whole's number before, computes the share again.
Why it matters
    Part, whole and share are all in sight: any reader can divide. Usually last year's share was left in.
Example
    一般公共预算收入20.0亿元，其中税收收入15.0亿元，占一般公共预算收入的85%。
Use instead
    一般公共预算收入20.0亿元，其中税收收入15.0亿元，占一般公共预算收入的75%。
Known problems
    The whole must go by the same name and have one number in the paragraph. Where several amounts may be the part, one
    that fits keeps the rule silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.checks.written import Written, percent, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR311"
NAME = "share-of-named-whole"
SEVERITY: Final = "error"
ZH = "占比与前文写明的总数不符"
EN = "a share differs from the whole told before it"

_OF = lazy(r"占(?:全部|总的)?(?P<name>[一-龥A-Za-z]{3,14}?)(?:总[额量数值])?(?:的)?(?:比重|比例)?(?:达到?|为|约)?$")
_MEASURE = lazy("收入|支出|生产总值|产值|增加值|总额|投资|人口|面积|GDP")
_STOP = lazy("[；;。]")
_OTHER = lazy("全国|全省|全市|全州|同期|上年|去年|年度|(?<!公共)预算|计划|任务|目标|增量|新增|增长|累计")

_LEAD = r"(?:^|[，,；;。：:\s]|实现|完成|达到|全[区市县省镇年]|预计|地区|国内|园区)"
"""What may stand before the name of a whole: 区属规上工业总产值 is another one than 规上工业总产值."""


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    first, block = 0, -1
    for sentence in reading.flow.sentences:
        if sentence.block != block:
            first, block = sentence.start, sentence.block
        found = written_in(reading, sentence.start, sentence.end)
        for place, share in enumerate(found):
            if share.dimension != "ratio" or not share.exact or place == 0:
                continue
            match = _OF.search(text[max(found[place - 1].end, share.start - 26) : share.start])
            if not match or not _MEASURE.search(match["name"]) or _OTHER.search(match["name"]):
                continue
            finding = _held(reading, found[:place], share, match["name"], first)
            if finding:
                yield finding


def _held(reading: Reading, found: list[Written], share: Written, name: str, first: int) -> Finding | None:
    text = reading.flow.text
    wholes = _told(reading, name, first, found[-1].start)
    led = _told(reading, name, first, found[-1].start, lead=_LEAD)
    if not led or len({whole.value for whole in wholes}) != 1 or not wholes[0].exact:
        return None
    whole = wholes[0]
    parts = [
        one
        for one in found
        if one.unit == whole.unit and one.start != whole.start and not _STOP.search(text[one.end : share.start])
    ]
    if not parts or not all(one.exact for one in parts) or any(one.value > whole.value for one in parts):
        return None
    if any(one.low / whole.high <= share.high and share.low <= one.high / whole.low for one in parts):
        return None
    part = parts[-1]
    right = percent(part.value / whole.value)
    return mark(
        reading,
        CODE,
        SEVERITY,
        (share.start, share.end),
        zh=f"{part.words} ÷ {whole.words}（{name}）= {right}，写的是{share.words}：核对这三个数",
        en=f"{part.words} ÷ {whole.words} ({name}) = {right}, {share.words} is written: check the three",
        related=[(part.start, part.end), (whole.start, whole.end)],
    )


def _told(reading: Reading, name: str, start: int, end: int, lead: str = "") -> list[Written]:
    """The amounts that go by a name between two places: 一般公共预算收入（完成）20亿元."""
    text = reading.flow.text
    told = re.compile(rf"{lead}{re.escape(name)}(?:[（(][^（）()]*[）)])?[^，,；;。：:、\d（）()由从]{{0,6}}(?=\d)")
    values = []
    for match in told.finditer(text, start, end + 1):
        here = written_in(reading, match.end(), match.end() + 1)
        if here and here[0].start == match.end() and here[0].dimension != "ratio":
            values.append(here[0])
    return values
