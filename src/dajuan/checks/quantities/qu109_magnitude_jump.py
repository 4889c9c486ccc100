"""QU109 同一指标相差过大 · jump in magnitude

做什么
    同一指标的目标和上年实绩，或两处实绩，相差超过设定倍数（默认8倍）时提示核对：多半多写、少写了一位，或错了万、亿。
为什么要紧
    一位之差最难校出来，登出来最难看。
例子
    一、2025年工作回顾
    技术合同成交额18.6亿元。
    二、2026年工作安排
    技术合同成交额达到200亿元。
改成
    一、2025年工作回顾
    技术合同成交额18.6亿元。
    二、2026年工作安排
    技术合同成交额达到20亿元。
已知不足
    真的翻了几番的指标也会提示；增速、占比、名次不比。倍数可在 [rules.QU109] 里用 factor 改。

What it does
    Points at a target and a result (or two results) of one indicator that differ by more than a factor, 8 by default:
    a digit too many, or 万 for 亿.
Why it matters
    One digit is the hardest slip to see in proof and the worst to see in print.
Example
    一、2025年工作回顾
    技术合同成交额18.6亿元。
    二、2026年工作安排
    技术合同成交额达到200亿元。
Use instead
    一、2025年工作回顾
    技术合同成交额18.6亿元。
    二、2026年工作安排
    技术合同成交额达到20亿元。
Known problems
    An indicator that truly multiplied is pointed at too. Rates, shares and ranks are not compared.
    [rules.QU109] factor sets the factor.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dajuan.checks.facts import name_of, pairs
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.checks.written import plain, written_claim
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU109"
NAME = "magnitude-jump"
SEVERITY: Final = "warning"
ZH = "同一指标前后相差过大"
EN = "one indicator differs too much from one place to another"
OPTIONS = {"factor": 8}

_SHORTEST = 4
_YEARLY = lazy("新建|新增|改建|建设|改造|修缮|实施|完成|培训|治理|整治|救助|补贴")
"""Work that is counted anew: much of it in five years beside little of it in one is no slip of digits."""


def check(reading: Reading, *, factor: float = 8) -> Iterator[Finding]:
    told: set[str] = set()
    for result, target in pairs(reading):
        if target.id in told or target.basis != "level" or len(name_of(target)) < _SHORTEST:
            continue
        first, second = written_claim(reading, result), written_claim(reading, target)
        if first is None or second is None or not first.value or not second.value:
            continue
        times = max(second.value / first.value, first.value / second.value)
        if times < Decimal(str(factor)):
            continue
        if second.value < first.value and _YEARLY.search(target.verb + target.indicator):
            continue
        told.add(target.id)
        shown = plain(times.quantize(Decimal("0.1")))
        yield mark(
            reading,
            CODE,
            SEVERITY,
            target.at,
            zh=f"{quote(target.indicator)}上年{result.text}，这里{target.text}，相差 {shown} 倍：核对位数和万、亿",
            en=f"{quote(target.indicator)}: {result.text} and here {target.text}, {shown} times: check the digits",
            related=[result.at],
        )
