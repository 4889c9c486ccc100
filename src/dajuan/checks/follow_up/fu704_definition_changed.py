"""FU704 目标换了口径 · definition changed between result and target

做什么
    总结报“基金管理规模103亿元”，计划却定“基金认缴规模200亿元”：名称只差一个口径词时提问。
为什么要紧
    管理、认缴、实缴、到位各是各的数，换了口径就不能说完成了多少。
例子
    一、2025年工作回顾
    新增基金管理规模103亿元。
    二、2026年工作安排
    招引基金认缴规模200亿元。
改成
    一、2025年工作回顾
    新增基金管理规模103亿元。
    二、2026年工作安排
    招引基金管理规模120亿元。
已知不足
    只认口径词表里的词对；是不是有意换的由作者说。

What it does
    The review tells 基金管理规模 and the plan aims at 基金认缴规模: asks where two names differ in one word only, which
    says how the thing is counted.
Why it matters
    Managed, subscribed and paid-in are three numbers: one does not answer for another.
Example
    一、2025年工作回顾
    新增基金管理规模103亿元。
    二、2026年工作安排
    招引基金认缴规模200亿元。
Use instead
    一、2025年工作回顾
    新增基金管理规模103亿元。
    二、2026年工作安排
    招引基金管理规模120亿元。
Known problems
    Knows the words of its list only. Whether the change is meant is for the author to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.facts import measured, name_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Claim, Reading

CODE = "FU704"
NAME = "definition-changed"
SEVERITY: Final = "question"
ZH = "目标与成绩换了口径"
EN = "result and target count the same thing in different ways"

_WAYS = (
    ("管理", "认缴", "实缴", "募集", "到位"),
    ("签约", "合同", "协议", "到位", "实际使用", "实际利用"),
    ("认证", "入驻", "注册", "登记", "签约"),
    ("并网", "核准", "备案", "在建"),
    ("常住", "户籍"),
)
"""Words that say how a thing is counted; within one row they exclude one another."""


def check(reading: Reading) -> Iterator[Finding]:
    counted = [(one, way) for one in measured(reading, "result") if _amount(one) and (way := _way(one))]
    names = {name_of(one) for one in measured(reading, "result")} if counted else set()
    for target in measured(reading, "target"):
        way = _way(target) if counted and _amount(target) else None
        if way is None or name_of(target) in names:
            continue
        for result, other in counted:
            if way[0] is other[0] and way[1] != other[1] and _same_thing(way[2], other[2]):
                yield _finding(reading, result, target, (other[1], way[1]))
                break


def _amount(claim: Claim) -> bool:
    return claim.basis in ("level", "change")


def _way(claim: Claim) -> tuple[tuple[str, ...], str, str] | None:
    """The row of words, the word of it that the name holds, and the name without it."""
    name = name_of(claim)
    for row in _WAYS:
        for word in row:
            if word in name:
                return row, word, name.replace(word, "", 1)
    return None


def _same_thing(one: str, other: str) -> bool:
    """What is left of the two names is the same, or the same after a verb: 招引基金规模 and 基金规模."""
    return min(len(one), len(other)) >= 3 and (one.endswith(other) or other.endswith(one))


def _finding(reading: Reading, result: Claim, target: Claim, changed: tuple[str, str]) -> Finding:
    before, after = changed
    return mark(
        reading,
        CODE,
        SEVERITY,
        target.at,
        zh=f"成绩报的是{quote(result.indicator)}（{before}），目标定的是{quote(target.indicator)}（{after}）：写成同一口径",
        en=f"the result counts {quote(result.indicator)}, the target {quote(target.indicator)}: use one definition",
        related=[result.at],
    )
