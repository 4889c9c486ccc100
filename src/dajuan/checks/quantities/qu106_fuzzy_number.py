"""QU106 数得清的成绩用了约数 · fuzzy number for a known count

做什么
    已经完成、数得清的小数目写成“40余项”“16个以上”“20家左右”时提问。
为什么要紧
    台账上一定有准数；写约数会让人以为没有台账。
例子
    开展促消费活动40余场。
改成
    开展促消费活动43场。
已知不足
    人数、户数等大数用约数很自然，只看200以下的个数；是否要写准数由作者定，默认不查。

What it does
    Asks about a finished count below 200 that is given as 40余项, 16个以上 or 20家左右.
Why it matters
    The ledger holds the exact number; a vague one looks as if there were no ledger.
Example
    开展促消费活动40余场。
Use instead
    开展促消费活动43场。
Known problems
    Only small counts, and the author's choice: off by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading

CODE = "QU106"
NAME = "fuzzy-number"
SEVERITY: Final = "question"
ZH = "数得清的成绩用了约数"
EN = "a count that is known is given as an approximate one"
DEFAULT = False

_SMALL = 200


def check(reading: Reading) -> Iterator[Finding]:
    for claim in reading.claims:
        value = claim.low if claim.low is not None else claim.high
        if claim.role != "result" or claim.dimension != "count" or claim.qualifier is None or value is None:
            continue
        if value > _SMALL:
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            claim.at,
            zh=f"{quote(claim.indicator + claim.text)}已经完成，台账上有准数：写准数",
            en=f"{quote(claim.indicator + claim.text)} is done and counted: give the exact number",
        )
