"""TG605 承诺的数量含糊 · vague quantity in a promise

做什么
    找出承诺里的“一批”“若干”“多批次”“数十”，提示写明数量。
为什么要紧
    “一批”做了一个也是做了，做了一百个也是做了，无法核对。
例子
    二、2026年工作安排
    培育一批链上骨干企业。
改成
    二、2026年工作安排
    培育链上骨干企业20家。
已知不足
    同一分句已有具体数量的不提示。真实报告里很多，默认不查。

What it does
    Finds 一批, 若干, 多批次, 数十 in a promise and asks for a number.
Why it matters
    One is 一批 and a hundred is 一批: it cannot be checked.
Example
    二、2026年工作安排
    培育一批链上骨干企业。
Use instead
    二、2026年工作安排
    培育链上骨干企业20家。
Known problems
    A clause that holds a number already is passed over. Very common in real reports: off by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.checks.targets._promises import words_in_promises
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "TG605"
NAME = "vague-quantity"
SEVERITY: Final = "question"
ZH = "承诺的数量含糊：一批、若干"
EN = "a promise with no number: 一批, 若干"
DEFAULT = False

_VAGUE = lazy(r"(?<![第首同前后这])一批(?!次)|若干|多批次|数[十百千](?=[家个项])|一系列|一揽子")
_NUMBER = lazy(r"\d")


def check(reading: Reading) -> Iterator[Finding]:
    for _, match in words_in_promises(reading, _VAGUE):
        rest = re.split("[，,；;。]", reading.flow.text[match.end() : match.end() + 30])[0]
        if _NUMBER.search(rest):
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            match.span(),
            zh=f"{quote(match[0] + rest)}没有数量：写明多少",
            en=f"{quote(match[0] + rest)} has no number: say how many",
        )
