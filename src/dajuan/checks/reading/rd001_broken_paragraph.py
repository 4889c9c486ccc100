"""RD001 段落在句中断开 · paragraph cut in mid-sentence

做什么
    列出原文在一句话中间换行、读取时已接上的地方。
为什么要紧
    报纸版面和 PDF 复制出来的文字常断在数字和单位之间；接错一处，一个数就读错了。
例子
    云岭大道延长线建成通车，全年新建道路12公里，总投资3.2亿元，惠及
    群众8.1万人。
改成
    云岭大道延长线建成通车，全年新建道路12公里，总投资3.2亿元，惠及群众8.1万人。
已知不足
    不改变结果，只供核对，默认不查。

What it does
    Lists the places where the source breaks a line in mid-sentence; the reader has rejoined them.
Why it matters
    Text lifted from a newspaper page or a PDF is often cut between a number and its unit.
Example
    云岭大道延长线建成通车，全年新建道路12公里，总投资3.2亿元，惠及
    群众8.1万人。
Use instead
    云岭大道延长线建成通车，全年新建道路12公里，总投资3.2亿元，惠及群众8.1万人。
Known problems
    Changes nothing; for looking over how the text was read, so off by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Reading

CODE = "RD001"
NAME = "broken-paragraph"
SEVERITY: Final = "question"
ZH = "段落在句中断开，读取时已接上"
EN = "a paragraph was cut in mid-sentence and has been rejoined"
DEFAULT = False

_AROUND = 6


def check(reading: Reading) -> Iterator[Finding]:
    for join in reading.flow.joins:
        at = (max(join - _AROUND, 0), min(join + _AROUND, len(reading.flow.text)))
        yield mark(
            reading,
            CODE,
            SEVERITY,
            at,
            zh=f"原文在此处换行，已接成{quote(words(reading, at))}：请核对",
            en=f"the source breaks the line here; it was read as {quote(words(reading, at))}",
        )
