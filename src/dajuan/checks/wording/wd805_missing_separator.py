"""WD805 两项之间缺标点 · missing mark between two items

做什么
    找出数字和单位之后没有标点就接上另一件事的地方：“2.76万亿元增长6.1%”“增长10%大力发展……”“122家培育合作社20万家”。
为什么要紧
    多半是识别或排版丢了标点；读的人会把两项当成一项。
例子
    社会消费品零售总额152.4亿元增长5.9%。
改成
    社会消费品零售总额152.4亿元、增长5.9%。
已知不足
    “比上年的38亿元增长7%”“从72%提升到76%”不算。

What it does
    Finds a number and its unit that run into the next thing with no mark between: 152.4亿元增长5.9%, 增长10%大力发展.
Why it matters
    A mark was lost in setting or recognition, and two items read as one.
Example
    社会消费品零售总额152.4亿元增长5.9%。
Use instead
    社会消费品零售总额152.4亿元、增长5.9%。
Known problems
    A comparison (比上年的38亿元增长7%) needs no mark and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.clauses import clauses_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "WD805"
NAME = "missing-separator"
SEVERITY: Final = "warning"
ZH = "两项之间缺少标点"
EN = "a mark is missing between two items"

_UNIT = "(?:万亿元|亿元|万元|万吨|亿斤|万亩|公里|万人|[家个项所套人])"
_DO = "大力|加快|推动|推进|积极|持续|全面|深入|实施|支持|强化|加强|统筹|优化|完善"
_NUMBER = r"(?<![\d.])\d[\d.]*"
_GLUED = lazy(
    rf"{_NUMBER}{_UNIT}(?P<next>(?:同比)?(?:增长|下降)\d[\d.]*[%％]?)"
    rf"|{_NUMBER}[%％](?P<also>{_DO})"
    rf"|{_NUMBER}{_UNIT}(?P<new>(?:新增|培育|新建|引进)[^、]{{2,14}}?\d)"
)
_COMPARES = lazy("[比较由从自]|达到|相当于|其中|以上")


def check(reading: Reading) -> Iterator[Finding]:
    for index, sentence in enumerate(reading.flow.sentences):
        if not _GLUED.search(reading.flow.text, sentence.start, sentence.end):
            continue
        for start, end in clauses_of(reading, index):
            text = words(reading, (start, end))
            match = _GLUED.search(text)
            if not match or _COMPARES.search(text[: match.start()]):
                continue
            where = next(match.start(name) for name in ("next", "also", "new") if match[name])
            at = (start + match.start(), start + match.end())
            around = quote(text[max(match.start() - 6, 0) : match.end() + 4])
            yield mark(
                reading,
                CODE,
                SEVERITY,
                at,
                zh=f"{around}两项之间缺标点：在“{text[where : where + 2]}”前加“，”",
                en=f"a mark is missing in {around}: put ， before {text[where : where + 2]}",
                fix=((start + where, start + where), "，"),
            )
