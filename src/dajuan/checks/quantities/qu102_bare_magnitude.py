"""QU102 有“万”“亿”而没有单位 · magnitude with no unit

做什么
    找出只写到“万”“亿”就结束的资金类数字，如“基金规模200亿”。
为什么要紧
    200亿元还是200亿美元，相差几倍；写进目标就没法考核，也没法与去年的数比。
例子
    招引基金认缴规模200亿。
改成
    招引基金认缴规模200亿元。
已知不足
    “用户数突破3500万”一类，指标本身已说明数的是什么，不作声；“15万、114万场”由后一项给出单位，也不作声。
    只查资金、产值、投资、营收等金额指标。

What it does
    Finds an amount of money that ends at 万 or 亿, such as 基金规模200亿.
Why it matters
    元 and 美元 differ by a factor of seven; a target without a unit can be neither checked nor compared.
Example
    招引基金认缴规模200亿。
Use instead
    招引基金认缴规模200亿元。
Known problems
    Where the indicator itself says what is counted (用户数突破3500万), or the next item of a list brings the unit
    (15万、114万场), nothing is said. Only indicators of money are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.clauses import clauses_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU102"
NAME = "bare-magnitude"
SEVERITY: Final = "error"
ZH = "金额写到“万”“亿”就结束，没有单位"
EN = "an amount of money ends at 万 or 亿 with no unit"

_BARE = lazy(r"(?<![\d.])\d[\d.,]*(?:万亿|千万|百万|亿|万)(?:左右|以上|以内|多|余)?(?=$|[）)])")
_MONEY = lazy(
    "资金|投资|产值|营收|收入|营业额|贷款|余额|税收|利润|市值|融资|债券|基金|认缴|授信|成交额|交易额|销售额|金额|经费|额度|支出|补贴|财力"
)
_NOT_MONEY = lazy("户|人|数量|个数|台账|粉丝|播放|点击|吨|里程|面积|[个家件]$")


def check(reading: Reading) -> Iterator[Finding]:
    for index in range(len(reading.flow.sentences)):
        for start, end in clauses_of(reading, index):
            clause = words(reading, (start, end))
            match = _BARE.search(clause)
            if not match or not _MONEY.search(clause[: match.start()]) or _NOT_MONEY.search(clause[: match.start()]):
                continue
            at = (start + match.start(), start + match.end())
            yield mark(
                reading,
                CODE,
                SEVERITY,
                at,
                zh=f"{quote(match[0])}没有单位：写明是元还是美元，如“{match[0]}元”",
                en=f"{quote(match[0])} has no unit: say whether it is 元 or 美元",
            )
