"""QU107 目标写成区间 · target given as a range

做什么
    承诺里数得清的东西（几所、几家、几个）写成“3-5所”这样的区间时提示。
为什么要紧
    做了3所算不算完成？分解任务、安排资金、年底核对都要一个数。
例子
    二、2026年工作安排
    新投入使用中小学3-5所。
改成
    二、2026年工作安排
    新投入使用中小学5所。
已知不足
    增速目标写成区间（5%—5.5%）是通行做法，不查；年龄、年限、“每校1—2名”一类标准不查。

What it does
    Notes a promise that counts whole things and gives a range: 3-5所.
Why it matters
    Are three enough? Sharing out the work, the money and the year's end all need one number.
Example
    二、2026年工作安排
    新投入使用中小学3-5所。
Use instead
    二、2026年工作安排
    新投入使用中小学5所。
Known problems
    A growth target given as a range (5%—5.5%) is common practice and passed over; so are ages, years and standards
    such as 每校1—2名.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU107"
NAME = "range-as-target"
SEVERITY: Final = "warning"
ZH = "数得清的目标写成了区间"
EN = "a target that can be counted is given as a range"

_EACH = lazy(r"每[^，,；;。]{0,10}$")
_OTHERS = lazy(r"各(?:县|市|区|地|镇|乡|村|园|街道)[^；;。]{0,40}$|做[大强优精]做[大强优精][^，,；;。]{0,4}$")
"""各县做大做强1—2个主导产业: how many is left to each of them, the range is the policy."""


def check(reading: Reading) -> Iterator[Finding]:
    for claim in reading.claims:
        if claim.role != "target" or claim.dimension != "count" or claim.low is None or claim.high is None:
            continue
        if claim.low == claim.high or claim.per or claim.basis not in ("level", "change"):
            continue
        before = reading.flow.text[max(claim.at[0] - 44, 0) : claim.at[0]]
        if _EACH.search(before[-16:]) or _OTHERS.search(before):
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            claim.at,
            zh=f"目标{quote(claim.text)}是区间：写成一个数，或“不少于{claim.low.normalize():f}{claim.unit}”",
            en=f"the target {claim.text} is a range: give one number, or a floor",
        )
