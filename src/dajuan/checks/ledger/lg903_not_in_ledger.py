"""LG903 台账里没有 · not in the ledger

做什么
    给了台账（--ledger）时，列出台账里找不到对应指标的数：可能台账没有这个指标，也可能说法、范围、时期对不上。
为什么要紧
    哪些数有台账撑着、哪些只是写上去的，一眼可见；常报的数可以在事项包里加指标，或在指标的 also 里补上报告里的叫法。
例子
    2025年，发放消费券2000万元。
改成
    2025年，交付套数8126套。
已知不足
    一份报告里大多数数字不在台账里，所以默认不逐条列出，只在末尾计数；--select LG903 列出。例子里的台账只有交付套数。

What it does
    With a ledger at hand (--ledger), lists the numbers for which no figure was found there: no such indicator, or its
    words, scope or period did not match.
Why it matters
    It shows which numbers a ledger stands behind. For those told every year, add an indicator to a pack, or the report's
    words to the indicator's also.
Example
    2025年，发放消费券2000万元。
Use instead
    2025年，交付套数8126套。
Known problems
    Most numbers of a report are in no ledger: off by default, counted at the end; --select LG903 lists them. The
    example's ledger has 交付套数 only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.coverage import Coverage
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading

CODE = "LG903"
NAME = "not-in-ledger"
SEVERITY: Final = "question"
ZH = "台账里没有这个数"
EN = "a number is not in the ledger"
DEFAULT = False
NEEDS_BACKING = True


def check(reading: Reading, coverage: Coverage) -> Iterator[Finding]:
    for claim, _, _ in coverage.of("not_in_ledger"):
        named = quote(claim.indicator) if claim.indicator else ""
        yield mark(
            reading,
            CODE,
            SEVERITY,
            claim.at,
            zh=f"{named}{claim.text.strip()}在台账里找不到对应的指标：请确认出处，或在事项包里补上指标、叫法",
            en=f"{named} {claim.text.strip()} has no figure in the ledger: say where it comes from, or add the indicator".strip(),
        )
