"""QU113 用“倍”说下降 · a fall told in multiples

做什么
    找出“下降2倍”“缩短近3倍”“减少1.5倍”。
为什么要紧
    减少一倍就是零，减少两倍是负数：用倍数说下降，按字面都不成立，各人理解也不同。
例子
    企业开办时间压缩3倍。
改成
    企业开办时间压缩到原来的四分之一。（或写“压缩75%”）
已知不足
    “降到……的1/3”“杠杆倍数下降2倍”不查。

What it does
    Finds 下降2倍, 缩短近3倍, 减少1.5倍.
Why it matters
    One time less is zero and two times less is below zero: by the letter it cannot be, and everybody reads it his way.
Example
    企业开办时间压缩3倍。
Use instead
    企业开办时间压缩到原来的四分之一。 (or 压缩75%)
Known problems
    降到……的1/3, and measures that are multiples themselves (杠杆倍数), are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU113"
NAME = "fall-in-multiples"
SEVERITY: Final = "error"
ZH = "用“倍”说下降"
EN = "a fall told in multiples"

_FALL = lazy(
    r"(?:下降|减少|降低|缩短|压缩|缩减|缩小|压减|回落)(?:了|近|约|超过?)?(?:\d[\d.]*|[一二两三四五六七八九十几数])(?:多|余)?倍"
)
_OWN = lazy("倍数|杠杆|市盈率|倍率|市净率|估值")


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    for match in _FALL.finditer(text):
        if _OWN.search(text[max(match.start() - 12, 0) : match.start()]):
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            match.span(),
            zh=f"{quote(match[0])}按字面不成立：写成下降百分之几，或降到原来的几分之几",
            en=f"{quote(match[0])} cannot be: give a percentage, or what fraction is left",
        )
