"""AR305 部分大于整体 · part larger than its whole

做什么
    “其中”后面的一项比前面的总数还大。
为什么要紧
    部分不可能大于整体：总数、分项必有一个写错，或“其中”所指的不是前面这个数。
例子
    城镇新增就业7318人，其中高校毕业生7560人。
改成
    城镇新增就业7318人，其中高校毕业生2560人。
已知不足
    只看“其中”引出的、同一单位的数；带“约”“以上”的不比。

What it does
    Finds a part after 其中 that is larger than the whole before it.
Why it matters
    One of the two is wrong, or 其中 refers to something else.
Example
    城镇新增就业7318人，其中高校毕业生7560人。
Use instead
    城镇新增就业7318人，其中高校毕业生2560人。
Known problems
    Only parts introduced by 其中, in the unit of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.arithmetic._parts import breakdowns
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.claims.claim import Reading

CODE = "AR305"
NAME = "part-exceeds-whole"
SEVERITY: Final = "error"
ZH = "部分大于整体"
EN = "a part is larger than its whole"


def check(reading: Reading) -> Iterator[Finding]:
    for one in breakdowns(reading):
        for part in one.parts:
            if part.low <= one.whole.high or not (one.whole.exact and part.exact):
                continue
            yield mark(
                reading,
                CODE,
                SEVERITY,
                (part.start, part.end),
                zh=f"其中{part.words}大于总数{one.whole.words}：核对这两个数",
                en=f"the part {part.words} exceeds the whole {one.whole.words}: check both",
                related=[(one.whole.start, one.whole.end)],
            )
