"""WD804 标点重复 · doubled punctuation mark

做什么
    找出“，，”“。。”“；，”一类连在一起的标点。
为什么要紧
    多半是改稿时删了中间的话没有删标点。
例子
    新增企业31家，，总数达到264家。
改成
    新增企业31家，总数达到264家。
已知不足
    省略号（……）、破折号（——）、连用的叹号不算。

What it does
    Finds punctuation that stands twice: ，， 。。 ；，
Why it matters
    Usually words were cut from between them.
Example
    新增企业31家，，总数达到264家。
Use instead
    新增企业31家，总数达到264家。
Known problems
    …… and —— and repeated exclamation marks are not counted. The fix is safe for two of the same mark only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "WD804"
NAME = "doubled-mark"
SEVERITY: Final = "warning"
ZH = "标点重复"
EN = "a punctuation mark stands twice"

_DOUBLED = lazy(r"(?<=[^\s，。；：、])[，。；：、]{2,}")


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    for match in _DOUBLED.finditer(text):
        same = len(set(match[0])) == 1
        if same and match[0][0] == "。" and len(match[0]) > 2:
            continue
        around = text[max(match.start() - 4, 0) : match.end() + 4].lstrip("0123456789.")
        yield mark(
            reading,
            CODE,
            SEVERITY,
            match.span(),
            zh=f"{quote(around)}标点重复：留一个",
            en=f"two marks in {quote(around)}: keep one",
            fix=(match.span(), match[0][0] if same else match[0][-1]),
            safe=same,
        )
