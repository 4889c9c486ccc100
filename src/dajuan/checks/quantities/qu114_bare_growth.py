"""QU114 “增长”后面的数没有单位 · growth with no unit

做什么
    找出“同比增长42，”“下降7.5。”这样后面直接跟标点、没有“%”“个百分点”“亿元”的数。
为什么要紧
    增长42%还是42亿元，读者无从知道；多半是从表格或网页复制时丢了百分号。
例子
    规上工业总产值同比增长12.6，投资增长9%。
改成
    规上工业总产值同比增长12.6%，投资增长9%。
已知不足
    “分别增长5.2、6.1和7%”由最后一项给出单位，不报；“增长1,000万元”不报。

What it does
    Finds 同比增长42， and 下降7.5。: a number after 增长 or 下降 that meets a mark with no %, 个百分点 or 亿元.
Why it matters
    42% or 42亿元? Usually the sign was lost when the text was copied from a table or a page.
Example
    规上工业总产值同比增长12.6，投资增长9%。
Use instead
    规上工业总产值同比增长12.6%，投资增长9%。
Known problems
    A list whose last item brings the unit (分别增长5.2、6.1和7%) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU114"
NAME = "bare-growth"
SEVERITY: Final = "warning"
ZH = "“增长”“下降”后面的数没有单位"
EN = "a number after 增长 or 下降 has no unit"

_BARE = lazy(
    r"(?:增长|增幅|下降|降幅|上涨|回落)(?:了|约|达到?|为|近|超)?(?P<number>\d{1,4}(?:\.\d{1,2})?)(?=[，,。；;](?!\d)|\s*$)"
)
_SHARED = lazy("分别|各")
_BEFORE = 14


def check(reading: Reading) -> Iterator[Finding]:
    blocks = reading.document.blocks
    text = reading.flow.text
    for sentence in reading.flow.sentences:
        if sentence.block < len(blocks) and blocks[sentence.block].kind == "cell":
            continue
        for match in _BARE.finditer(text, sentence.start, sentence.end):
            if _SHARED.search(text[max(match.start() - _BEFORE, sentence.start) : match.start()]):
                continue
            number = match["number"]
            yield mark(
                reading,
                CODE,
                SEVERITY,
                match.span(),
                zh=f"{quote(match[0])}没有单位：写明是“{number}%”还是多少元、多少个百分点",
                en=f"{quote(match[0])} has no unit: say whether it is {number}%, 个百分点 or an amount",
            )
