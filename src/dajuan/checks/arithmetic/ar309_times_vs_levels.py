"""AR309 “增长几倍”与前后两个数不符 · times grown differ from the two levels

做什么
    “由15亿元增加到45亿元，增长3倍”：是原来的3倍，增长的是2倍。重算“增长几倍”“翻了几番”，
    按写明的位数留出舍入余地。
为什么要紧
    “增长到几倍”和“增长几倍”差整整一倍，是最常见的算错。
例子
    外贸企业由40家增加到120家，增长3倍。
改成
    外贸企业由40家增加到120家，增长2倍。（或“是原来的3倍”）
已知不足
    “增长近3倍”“增长超3倍”一类约数不查。生产总值等按可比价算的指标不查。

What it does
    由A增加到B，增长k倍 and 翻n番: computes the multiple again. From 15 to 45 is three times as much, and a growth of two
    times.
Why it matters
    增长到k倍 and 增长k倍 differ by a whole: the commonest slip of all.
Example
    外贸企业由40家增加到120家，增长3倍。
Use instead
    外贸企业由40家增加到120家，增长2倍。 (or 是原来的3倍)
Known problems
    近3倍 and 超3倍 are passed over, and so are measures told in real terms (生产总值).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from dajuan.checks.arithmetic.ar304_growth_vs_level import REAL_TERMS
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.checks.written import Written, plain, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR309"
NAME = "times-vs-levels"
SEVERITY: Final = "error"
ZH = "“增长几倍”与写明的前后两个数不符"
EN = "times grown differ from the two levels beside them"

_FROM = lazy(r"(?:由|从)[^，,；;。\d]{0,12}$")
_TO = lazy(
    r"^(?:[（(][^）)]*[）)])?(?:增加|提高|增长|提升|上升|扩大|上涨|增|升|涨|扩|发展)(?:到|至)(?:了)?[^，,；;。\d]{0,6}$"
)
_TIMES = lazy(
    r"^[，,、]\s*(?:同比|净)?(?:(?:增长|增加|提高|扩大|提升)了?(?P<times>\d[\d.]*|[一二两三四五六七八九十])倍"
    r"|翻了?(?P<double>[一两二三四])番)(?![多余左以])"
)
_HAN = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    for sentence in reading.flow.sentences:
        found = written_in(reading, sentence.start, sentence.end)
        for before, after in pairwise(found):
            if before.unit != after.unit or not before.value or not (before.exact and after.exact):
                continue
            lead = text[max(before.start - 16, sentence.start) : before.start]
            if not _FROM.search(lead) or not _TO.match(text[before.end : after.start]):
                continue
            match = _TIMES.match(text[after.end : min(after.end + 24, sentence.end)])
            if match and not REAL_TERMS.search(text[max(sentence.start, before.start - 40) : before.start]):
                yield from _compare(reading, before, after, match)


def _compare(reading: Reading, before: Written, after: Written, match: re.Match[str]) -> Iterator[Finding]:
    written = match["times"]
    if written:
        times = Decimal(_HAN[written]) if written in _HAN else Decimal(written)
        half = Decimal(1).scaleb(-len(written.partition(".")[2])) / 2
        low, high = after.low / before.high - 1, after.high / before.low - 1
    else:
        times, half = Decimal(2) ** _HAN[match["double"]], Decimal("0.25")
        low, high = after.low / before.high, after.high / before.low
    if low <= times + half and times - half <= high:
        return
    ratio = after.value / before.value
    right = f"是原来的{plain(round(ratio, 2))}倍，增长{plain(round(ratio - 1, 2))}倍"
    start = after.end + match.start("times" if written else "double")
    at = (start, after.end + match.end())
    yield mark(
        reading,
        CODE,
        SEVERITY,
        at,
        zh=f"由{before.words}到{after.words}{right}：核对“{reading.flow.text[at[0] : at[1]]}”",
        en=f"{after.words} is {plain(round(ratio, 2))} times {before.words}, a growth of {plain(round(ratio - 1, 2))}",
        related=[(before.start, before.end), (after.start, after.end)],
    )
