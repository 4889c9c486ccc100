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
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Claim, Reading
from dajuan.language.lazy import lazy

CODE = "TM501"
NAME = "no-period"
SEVERITY: Final = "question"
ZH = "数字没有写明时期"
EN = "a number with no period"
DEFAULT = False

_SINCE = lazy(r"以来|至今|截至|[年月]末|底|\d{4}[—－-]\d{4}|五年|期间|全年|当年|十[三四五]五")


def check(reading: Reading) -> Iterator[Finding]:
    for claim in reading.claims:
        if claim.role != "result" or claim.basis == "rank":
            continue
        if claim.period is not None and not (claim.cumulative and not _says_since(reading, claim)):
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


def _says_since(reading: Reading, claim: Claim) -> bool:
    """True where the sentence says, up to the number, since when it counts."""
    return bool(_SINCE.search(words(reading, (reading.flow.sentences[claim.sentence].start, claim.at[0]))))
