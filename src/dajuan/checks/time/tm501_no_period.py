"""TM501 数字没有时期 · number with no period

做什么
    列出自己没有写时期、从段落和标题也推不出时期的成绩。
为什么要紧
    “累计交付8个”从哪年算起，不写明就没法和别处的数对。
例子
    累计交付8个项目。
改成
    2021年以来累计交付8个项目。
已知不足
    时期能从报告年度推出的不算；累计数没有写起点的单独提示。很多报告习惯不写，默认不查。

What it does
    Lists results whose period is neither written nor given by paragraph or heading, and cumulative ones with no start.
Why it matters
    累计交付8个: since when? Without it the number cannot be held against any other.
Example
    累计交付8个项目。
Use instead
    2021年以来累计交付8个项目。
Known problems
    Many reports leave it out on purpose: off by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading

CODE = "TM501"
NAME = "no-period"
SEVERITY = "question"
ZH = "数字没有写明时期"
EN = "a number with no period"
DEFAULT = False


def check(reading: Reading) -> Iterator[Finding]:
    for claim in reading.claims:
        if claim.role != "result" or claim.basis == "rank":
            continue
        year_only = claim.period is None or (claim.period.kind == "year" and claim.period.relative)
        if claim.period is not None and not (claim.cumulative and year_only):
            continue
        what = "累计数没有写从哪年算起" if claim.cumulative else "没有写明是哪一年的数"
        yield mark(
            reading,
            CODE,
            SEVERITY,
            claim.at,
            zh=f"{quote(claim.indicator + claim.text)}{what}：补上时期",
            en=f"{quote(claim.indicator + claim.text)}: since when, or for which year? Add the period",
        )
