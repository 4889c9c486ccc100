"""AR304 增速与前后两个数不符 · growth differs from the two levels

做什么
    “由38.6亿元增加到41.5亿元，增长9.5%”“达到41.5亿元，增加2.9亿元，增长9.5%”：
    用写明的两个数重算增速，按各自的位数留出舍入余地，仍不相符才报。
为什么要紧
    两个数和一个增速写在一起，谁都会算一遍。
例子
    一般公共预算收入由38.6亿元增加到41.5亿元，增长9.5%。
改成
    一般公共预算收入由38.6亿元增加到41.5亿元，增长7.5%。
已知不足
    生产总值、增加值、总产值、人均收入一类按可比价（实际）算增速的指标不查，因为现价数算不出它；
    写明“同口径”“可比”“实际”“年均”的也不查。

What it does
    由A增加到B，增长p%, and 达到B，增加D，增长p%: computes the growth from the two written numbers, leaving room for
    their rounding.
Why it matters
    Two numbers and a rate side by side: everybody computes it.
Example
    一般公共预算收入由38.6亿元增加到41.5亿元，增长9.5%。
Use instead
    一般公共预算收入由38.6亿元增加到41.5亿元，增长7.5%。
Known problems
    Indicators whose growth is told in real terms (生产总值, 增加值, 总产值, 人均收入) are passed over: levels at
    current prices do not give it. So are 同口径, 可比, 实际 and 年均.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.checks.written import Written, percent, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR304"
NAME = "growth-vs-level"
SEVERITY: Final = "error"
ZH = "增速与写明的前后两个数不符"
EN = "a growth rate differs from the two levels beside it"

REAL_TERMS = lazy(
    r"生产总值|GDP|增加值|总产值|人均|居民收入|经济总量|可比|同口径|实际增|不变价|年均|居民消费|社会消费品|指数"
)
"""Measures whose growth is told in real terms: levels at current prices do not give it."""

_FROM = lazy(r"(?:由|从)[^，,；;。\d]{0,12}$")
_TO = lazy(
    r"^(?:[（(][^）)]*[）)])?(?:增加|提高|增长|提升|上升|扩大|上涨)(?:到|至)(?:了)?[^，,；;。\d]{0,6}$|^(?:增|升|涨|扩)至$"
)
_DOWN_TO = lazy(r"^(?:减少|下降|降低|压减|压缩|回落|缩减|降|减)(?:到|至)[^，,；;。\d]{0,6}$")
_GREW = lazy(
    r"^[，,、；;]\s*(?:同比|比上年|较上年|总体|累计|净|共)?(?P<way>增长|提高|增幅(?:达到?|为)?|下降|减少|降幅(?:达到?|为)?)(?:了|达|约)?$"
)
_SAME = "(?:同比|[比较](?:上年|去年)(?:同期)?)?"
_BY = lazy(rf"^[，,、]\s*{_SAME}(?:净)?(?P<way>增加|减少|增收|减收|增支|减支)了?$")
_LESS = ("减少", "减收", "减支")


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.flow.sentences:
        found = written_in(reading, sentence.start, sentence.end)
        for first, second, rate in zip(found, found[1:], found[2:], strict=False):
            if rate.dimension != "ratio" or first.unit != second.unit or first.unit == "1" or not first.value:
                continue
            if not (first.exact and second.exact and rate.exact):
                continue
            finding = _from_to(reading, first, second, rate) or _by(reading, first, second, rate)
            told = reading.flow.text[max(sentence.start, first.start - 40) : rate.end]
            if finding and not REAL_TERMS.search(re.split("[；;。]", told)[-1]):
                yield finding


def _from_to(reading: Reading, before: Written, after: Written, rate: Written) -> Finding | None:
    """由A增加到B，增长p%."""
    text = reading.flow.text
    if not _FROM.search(text[max(before.start - 16, 0) : before.start]):
        return None
    between = text[before.end : after.start]
    down = bool(_DOWN_TO.match(between))
    grew = _GREW.match(text[after.end : rate.start])
    if not grew or not (down or _TO.match(between)) or down != grew["way"].startswith(("下降", "减少", "降幅")):
        return None
    if down:
        bounds = (1 - after.high / before.low, 1 - after.low / before.high)
    else:
        bounds = (after.low / before.high - 1, after.high / before.low - 1)
    return _finding(reading, before, after, rate, bounds, abs(after.value - before.value) / before.value)


def _by(reading: Reading, level: Written, change: Written, rate: Written) -> Finding | None:
    """达到B，增加D，增长p%."""
    text = reading.flow.text
    by = _BY.match(text[level.end : change.start])
    grew = _GREW.match(text[change.end : rate.start])
    if not by or not grew or (by["way"] in _LESS) != grew["way"].startswith(("下降", "减少", "降幅")):
        return None
    sign = -1 if by["way"] in _LESS else 1
    base = [level.low - sign * change.high, level.high - sign * change.low]
    if min(base) <= 0:
        return None
    bounds = (change.low / max(base), change.high / min(base))
    return _finding(reading, level, change, rate, bounds, change.value / (level.value - sign * change.value))


def _finding(
    reading: Reading,
    first: Written,
    second: Written,
    rate: Written,
    bounds: tuple[Decimal, Decimal],
    value: Decimal,
) -> Finding | None:
    if bounds[0] <= rate.high and rate.low <= bounds[1]:
        return None
    return mark(
        reading,
        CODE,
        SEVERITY,
        (rate.start, rate.end),
        zh=f"按{first.words}和{second.words}算是{percent(value)}，写的是{rate.words}：核对这三个数",
        en=f"{first.words} and {second.words} give {percent(value)}, {rate.words} is written: check the three",
        related=[(first.start, first.end), (second.start, second.end)],
    )
