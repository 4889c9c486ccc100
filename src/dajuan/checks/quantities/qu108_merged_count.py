"""QU108 一个数合计了几样东西 · one number over several things

做什么
    找出一个数同时管两个级别、批次、动作的写法：“省、市重大专项14项”“第五、六批次项目34项”“新建续建2所”。
为什么要紧
    合在一起就看不出各是多少，第二年也没法对比；新建和续建的工作量差得很远。
例子
    获批省、市重大专项14项。
改成
    获批省级重大专项5项、市级重大专项9项。
已知不足
    是否分开写由作者定，默认不查。

What it does
    Finds one number over two levels, batches or actions: 省、市重大专项14项, 第五、六批次34项, 新建续建2所.
Why it matters
    Nobody can tell how many of each, nor compare next year.
Example
    获批省、市重大专项14项。
Use instead
    获批省级重大专项5项、市级重大专项9项。
Known problems
    Whether to tell them apart is the author's choice: off by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU108"
NAME = "merged-count"
SEVERITY: Final = "warning"
ZH = "一个数合计了几个级别、批次或动作"
EN = "one number covers several levels, batches or actions"
DEFAULT = False

_LEVELS = lazy(
    r"(?<![（(、都])(?:国家|省|市|区|县)级?[、和](?:省|市|区(?!域)|县)(?:级|重|[^，,；;。、）)\d区县域]{2,10})?"
)
_BATCHES = lazy(r"第[一二三四五六七八九十]+[、和](?:第)?[一二三四五六七八九十]+批")
_ACTIONS = lazy(r"新建续建|新建改建|新建[、和]续建|新建[、和]改扩?建|新改扩建|新建改造")
_REACH = 24


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    for claim in reading.claims:
        if claim.dimension != "count" or claim.role == "context":
            continue
        start = max(claim.at[0] - _REACH, 0)
        before = re.split("[，,；;。：:]", text[start : claim.at[0]])[-1]
        match = _LEVELS.search(before) or _BATCHES.search(before) or _ACTIONS.search(before)
        if not match or re.search(r"\d", before[match.end() :]):
            continue
        at = (claim.at[0] - len(before) + match.start(), claim.at[1])
        yield mark(
            reading,
            CODE,
            SEVERITY,
            at,
            zh=f"{quote(match[0])}合成一个数{quote(claim.text)}：分开写各是多少",
            en=f"{quote(match[0])} share one number, {claim.text}: say how many of each",
        )
