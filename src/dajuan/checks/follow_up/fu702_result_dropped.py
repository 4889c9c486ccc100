"""FU702 有成绩没有新目标 · reported, then no target

做什么
    列出总结里报了数、计划里再也没有提到的指标。
为什么要紧
    去年拿出来说、今年不再提的指标，读者会猜是不是做不下去了。
例子
    一、2025年工作回顾
    城镇新增就业5573人。
    二、2026年工作安排
    新增高新技术企业30家。
改成
    一、2025年工作回顾
    城镇新增就业5573人。
    二、2026年工作安排
    城镇新增就业5600人。
已知不足
    一份报告里很多成绩本来只报一次，所以默认不查，供编目标时对照用。

What it does
    Lists indicators with a number in the review that the plan never mentions.
Why it matters
    What was shown last year and is silent this year makes readers wonder.
Example
    一、2025年工作回顾
    城镇新增就业5573人。
    二、2026年工作安排
    新增高新技术企业30家。
Use instead
    一、2025年工作回顾
    城镇新增就业5573人。
    二、2026年工作安排
    城镇新增就业5600人。
Known problems
    Many results are told once and no more: off by default, of use while targets are drawn up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.facts import measured, name_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading

CODE = "FU702"
NAME = "result-dropped"
SEVERITY: Final = "question"
ZH = "报了成绩，计划里不再提"
EN = "an indicator was reported and has no target"
DEFAULT = False


def check(reading: Reading) -> Iterator[Finding]:
    targets = measured(reading, "target")
    if not targets:
        return
    plan = {name_of(claim) for claim in targets} | {"".join(one.object.split()) for one in reading.commitments}
    told: set[str] = set()
    for claim in measured(reading, "result"):
        name = name_of(claim)
        if len(name) < 4 or name in told or any(name in one or (len(one) >= 4 and one in name) for one in plan):
            continue
        told.add(name)
        yield mark(
            reading,
            CODE,
            SEVERITY,
            claim.at,
            zh=f"{quote(claim.indicator)}上年报了{claim.text}，计划里没有提到：补上目标，或说明不再列入",
            en=f"{quote(claim.indicator)} was {claim.text} and the plan does not mention it: give a target",
        )
