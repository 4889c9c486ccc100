"""TG606 目标低于上年实绩 · target below the result

做什么
    同一份报告里，同一指标今年的目标低于去年已经做到的数（越低越好的指标则相反）时提问。
为什么要紧
    目标定低了要有理由，否则会被看成没有压力，或去年的数有水分。
例子
    空气优良天数298天。……明年空气优良天数达到290天以上。
改成
    写明低于上年的原因，或把目标提到298天以上
已知不足
    新增就业、项目个数一类每年重新计起的数和增速，目标低于上年很常见，不问；只比存量和率，且指标名须相同。

What it does
    Asks about a target that is below what the same report says was reached last year (above it, where lower is better).
Why it matters
    A lower target needs a reason, or it looks like no effort, or like an inflated result.
Example
    空气优良天数298天。……明年空气优良天数达到290天以上。
Use instead
    Give the reason, or aim at 298 or more.
Known problems
    Yearly flows (新增就业, projects) and growth rates are often aimed lower and not asked about: only stocks and rates
    are compared, and only under one name.
"""

from __future__ import annotations

from collections.abc import Iterator

from dajuan.checks.facts import lower_is_better, pairs
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.checks.written import written_claim
from dajuan.claims.claim import Claim, Reading

CODE = "TG606"
NAME = "target-below-result"
SEVERITY = "question"
ZH = "目标低于上年已经做到的数"
EN = "a target is below the result of the year before"


def check(reading: Reading) -> Iterator[Finding]:
    asked: set[str] = set()
    for result, target in pairs(reading):
        if target.id in asked or target.basis not in ("level", "share") or result.basis != target.basis:
            continue
        if _below(reading, result, target):
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
        return aimed.low > reached.high
    return aimed.high < reached.low
