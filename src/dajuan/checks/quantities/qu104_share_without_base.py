"""QU104 占比没有写明占什么 · share with no stated whole

做什么
    找出“占比40%”“占全省50%”一类，整体没有写明、也没有列出分子分母的占比。
为什么要紧
    占全省的什么？企业数、名单数还是产值？口径不同，结论可以相反。
例子
    12家企业入选，占全省50%。
改成
    12家企业入选，占全省入选企业数的50%。
已知不足
    “占GDP比重”“其中……占比”已写明整体的不报。报纸体裁常省略，默认不查。

What it does
    Finds 占比40% and 占全省50% where neither the whole nor what is counted is written.
Why it matters
    Of the province's what: firms, entries on the list, output? The base decides the conclusion.
Example
    12家企业入选，占全省50%。
Use instead
    12家企业入选，占全省入选企业数的50%。
Known problems
    A share that follows 其中 or names its whole is passed over. Common in newspapers: off by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU104"
NAME = "share-without-base"
SEVERITY: Final = "warning"
ZH = "占比没有写明占什么"
EN = "a share with no stated whole"
DEFAULT = False

_BARE = lazy(
    r"(?<=[，,、；;])\s*(?:约)?占(?:比|全[国省市区县州])(?:达到?|为|约|超过?)?"
    r"(?P<share>\d+(?:\.\d+)?[%％]|\d{1,2}/\d{1,2}|[一二三四五六七八九]成)(?=[，,；;。])"
)


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    for match in _BARE.finditer(text):
        if "其中" in text[max(match.start() - 30, 0) : match.start()]:
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            match.span(),
            zh=f"{quote(match[0])}没有写明占什么：写成“占……的{match['share']}”",
            en=f"{quote(match[0])}: of what? Write 占……的{match['share']}",
        )
