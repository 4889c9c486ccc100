"""TG606 目标低于上年实绩 · target below the result

做什么
    同一份报告里，同一指标今年的目标低于去年已经做到的数（越低越好的指标则相反）时提问。
为什么要紧
    目标定低了要有理由，否则会被看成没有压力，或去年的数有水分。
例子
    一、2025年工作回顾
    空气优良天数298天。
    二、2026年工作安排
    空气优良天数达到290天以上。
改成
    一、2025年工作回顾
    空气优良天数298天。
    二、2026年工作安排
    空气优良天数达到300天以上。
已知不足
    新增就业、项目个数一类每年重新计起的数和增速，目标低于上年很常见，不问；失业率、物价按惯例设上限，也不问。
    只比率、天数、产量一类年年延续的数，且指标名须相同。

What it does
    Asks about a target that is below what the same report says was reached last year (above it, where lower is better).
Why it matters
    A lower target needs a reason, or it looks like no effort, or like an inflated result.
Example
    一、2025年工作回顾
    空气优良天数298天。
    二、2026年工作安排
    空气优良天数达到290天以上。
Use instead
    一、2025年工作回顾
    空气优良天数298天。
    二、2026年工作安排
    空气优良天数达到300天以上。
Known problems
    Yearly flows (新增就业, projects) and growth rates are often aimed lower and not asked about, nor are unemployment
    and prices, which are ceilings by custom: only rates, days, outputs and the like, and only under one name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dajuan.checks.facts import lower_is_better, measured, name_of, pairs
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.checks.written import written_claim
from dajuan.claims.claim import Claim, Reading
from dajuan.language.lazy import lazy

CODE = "TG606"
NAME = "target-below-result"
SEVERITY: Final = "question"
ZH = "目标低于上年已经做到的数"
EN = "a target is below the result of the year before"

_STOCK = lazy("(?:率|比例|比重|占比|天数|指数|总量|保有量|产量|产|面积|满意度|浓度|里程|强度)$")
"""Measures that stand from year to year; a count of new things starts again each January."""

_CEILING = lazy("失业率|价格|新增|新建|完成|改造|治理|整治|供应|实施")
"""Set as ceilings by custom, or yearly work after all."""

_STRETCH = lazy("[，,、]?(?:力争|争取|努力|并)[^，,；;。、]{0,12}(?:更|高于|超过|好于|再|突破|达到|增长|新)")
"""1300亿斤以上、力争比上年更多: a floor with its stretch beside it is no lowered target."""

_BASES = ("level", "share")
_SLACK = Decimal("0.01")
"""730 after 732.5 is the same number to whoever sets a target."""


def check(reading: Reading) -> Iterator[Finding]:
    asked: set[str] = set()
    told = Counter((name_of(claim), claim.sentence) for claim in measured(reading, "result") if claim.basis in _BASES)
    for result, target in pairs(reading):
        if told[name_of(result), result.sentence] > 1:
            continue
        if target.id in asked or not _STOCK.search(name_of(target)) or _CEILING.search(name_of(target)):
            continue
        if _STRETCH.match(reading.flow.text[target.at[1] : target.at[1] + 30]):
            continue
        if target.basis in _BASES and result.basis == target.basis and _below(reading, result, target):
            asked.add(target.id)
            yield mark(
                reading,
                CODE,
                SEVERITY,
                target.at,
                zh=f"{quote(target.indicator)}目标{target.text}，不如上年的{result.text}：写明原因，或调整目标",
                en=f"the target {target.text} for {quote(target.indicator)} falls short of last year's {result.text}: "
                "give the reason, or raise it",
                related=[result.at],
            )


def _below(reading: Reading, result: Claim, target: Claim) -> bool:
    reached, aimed = written_claim(reading, result), written_claim(reading, target)
    if reached is None or aimed is None or aimed.value <= 0:
        return False
    if lower_is_better(target):
        return aimed.low > reached.high * (1 + _SLACK)
    return aimed.high < reached.low * (1 - _SLACK)
