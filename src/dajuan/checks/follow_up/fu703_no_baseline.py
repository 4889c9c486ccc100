"""FU703 有目标没有基数 · target with no baseline

做什么
    列出计划里有数、总结里没有报过同一指标的目标。
为什么要紧
    不知道去年是多少，就看不出目标是高是低。
例子
    一、2025年工作回顾
    城镇新增就业5573人。
    二、2026年工作安排
    光伏装机规模达到5万千瓦。
改成
    一、2025年工作回顾
    光伏装机规模达到3万千瓦。
    二、2026年工作安排
    光伏装机规模达到5万千瓦。
已知不足
    新开的工作本来没有基数；默认不查，供编目标时对照用。

What it does
    Lists targets whose indicator has no number in the review.
Why it matters
    Without last year's number nobody can tell whether the target is high or low.
Example
    一、2025年工作回顾
    城镇新增就业5573人。
    二、2026年工作安排
    光伏装机规模达到5万千瓦。
Use instead
    一、2025年工作回顾
    光伏装机规模达到3万千瓦。
    二、2026年工作安排
    光伏装机规模达到5万千瓦。
Known problems
    New work has no baseline: off by default, of use while targets are drawn up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.facts import measured, name_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading

CODE = "FU703"
NAME = "no-baseline"
SEVERITY: Final = "question"
ZH = "目标没有上年的基数"
EN = "a target with no result for the same indicator"
DEFAULT = False


def check(reading: Reading) -> Iterator[Finding]:
    results = {name_of(claim) for claim in measured(reading, "result")}
    if not results:
        return
    told: set[str] = set()
    for claim in measured(reading, "target"):
        name = name_of(claim)
        if len(name) < 3 or name in told or any(name in one or (len(one) >= 4 and one in name) for one in results):
            continue
        told.add(name)
        yield mark(
            reading,
            CODE,
            SEVERITY,
            claim.at,
            zh=f"{quote(claim.indicator)}目标{claim.text}，总结里没有上年的数：补上基数",
            en=f"the target {claim.text} for {quote(claim.indicator)} has no result of last year beside it: add it",
        )
