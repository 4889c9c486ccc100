"""TG604 留有余地的承诺 · hedged commitment

做什么
    找出承诺里的“力争”“争取”“探索”“研究”“谋划”，提示作者确认：这是目标，还是愿望。
为什么要紧
    年底核对时，“力争”没有做到算不算没完成，应当在写的时候就说清楚。
例子
    二、2026年工作安排
    力争完成装机规模5万千瓦。
改成
    二、2026年工作安排
    完成装机规模5万千瓦。
已知不足
    “增长7%以上、力争达到8%”已有底线，不提示。真实报告里很多，默认不查。

What it does
    Finds 力争, 争取, 探索, 研究, 谋划 in a promise and asks whether it is a target or a wish.
Why it matters
    Whether a missed 力争 counts as missed should be settled when it is written.
Example
    二、2026年工作安排
    力争完成装机规模5万千瓦。
Use instead
    二、2026年工作安排
    完成装机规模5万千瓦。
Known problems
    增长7%以上、力争达到8% has a floor and is passed over. Very common in real reports: off by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.checks.targets._promises import words_in_promises
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "TG604"
NAME = "hedged-commitment"
SEVERITY: Final = "question"
ZH = "承诺留有余地：力争、争取、探索"
EN = "a promise is hedged: 力争, 争取, 探索"
DEFAULT = False

_HEDGE = lazy(r"力争|争取|(?<!积极)探索(?!出)|研究(?=制定|出台|建立|推进|谋划)|谋划(?=实施|建设|推进)")
_FLOOR = lazy(r"(?:以上|不低于|至少)[、，,]$")


def check(reading: Reading) -> Iterator[Finding]:
    for _, match in words_in_promises(reading, _HEDGE):
        if _FLOOR.search(reading.flow.text[max(match.start() - 8, 0) : match.start()]):
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            match.span(),
            zh=f"{quote(match[0])}：年底没有做到算不算没完成？写明底线，或去掉{quote(match[0])}",
            en=f"{match[0]}: would falling short count as missed? Give a floor, or drop the hedge",
        )
