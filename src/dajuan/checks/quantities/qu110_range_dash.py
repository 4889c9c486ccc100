"""QU110 数值范围用了短横线 · hyphen in a range

做什么
    找出“2-3所”“10~20家”一类数值范围，建议用一字线“—”或浪纹线“～”（GB/T 15835—2011）。
为什么要紧
    短横线在排版和朗读时容易被当成减号、编号；统一写法也便于检索。
例子
    新建中小学2-3所。
改成
    新建中小学2—3所。
已知不足
    只改两边都是数、后面有单位的；电话、文号、型号、比分、日期不动。属格式问题，默认不查。

What it does
    Finds a range written with a hyphen or ~, as in 2-3所; GB/T 15835-2011 asks for — or ～.
Why it matters
    A hyphen reads as a minus sign or as part of a number.
Example
    新建中小学2-3所。
Use instead
    新建中小学2—3所。
Known problems
    Only between two numbers that a unit follows; phone and document numbers, types, scores and dates are left alone.
    A matter of form: off by default. The fix is safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU110"
NAME = "range-dash"
SEVERITY: Final = "question"
ZH = "数值范围用了短横线"
EN = "a range written with a hyphen"
DEFAULT = False

_RANGE = lazy(
    r"(?<![\dA-Za-z.\-—~～])(?P<low>(?!0\d)\d+(?:\.\d+)?[%％]?)(?P<dash>[-~–])(?P<high>\d+(?:\.\d+)?)"
    r"(?=[%％]|[家个所项条座套名人户处件台辆亿万元米亩吨岁分年天倍种类批次])"
)


def check(reading: Reading) -> Iterator[Finding]:
    for match in _RANGE.finditer(reading.flow.text):
        if float(match["low"].rstrip("%％")) >= float(match["high"]):
            continue
        yield mark(
            reading,
            CODE,
            SEVERITY,
            match.span(),
            zh=f"{quote(match[0])}的范围用“—”：{match['low']}—{match['high']}",
            en=f"write the range {quote(match[0])} with —: {match['low']}—{match['high']}",
            fix=(match.span("dash"), "—"),
            safe=True,
        )
