"""QU112 “增长”后面跟着负数 · a negative number after 增长

做什么
    找出“增长-0.5%”“下降-3%”“同比-6.2%”：前一种应写“下降0.5%”，后两种方向不清。
为什么要紧
    “下降-3%”按字面是上升了3%；“增长-0.5%”读的人一眼看成增长，像是有意遮掩。
例子
    规上工业增加值同比增长-1.4%。
改成
    规上工业增加值同比下降1.4%。
已知不足
    表格里的负数、“增速-0.5%”“增长率为-3.9‰”一类本来带正负号的指标不查。“下降-3%”是笔误还是上升，要作者确认。

What it does
    Finds 增长-0.5%, 下降-3% and 同比-6.2%: the first should read 下降0.5%, the others leave the direction open.
Why it matters
    By the letter 下降-3% is a rise of 3%; 增长-0.5% is read as growth and looks like hiding the fall.
Example
    规上工业增加值同比增长-1.4%。
Use instead
    规上工业增加值同比下降1.4%。
Known problems
    Tables, and measures that carry a sign (增速-0.5%), are passed over. Whether 下降-3% is a slip only the author knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU112"
NAME = "negative-growth"
SEVERITY: Final = "warning"
ZH = "“增长”“下降”后面跟着负数"
EN = "a negative number after 增长 or 下降"

_NEGATIVE = lazy(
    r"(?P<way>增长|上涨|提高|增加|上升|下降|减少|降低|回落|同比|比上年|较上年)(?:了|约|分别|各)?\s?"
    r"(?P<sign>[-－−–])(?P<number>\d[\d.]*\s?(?:[%％﹪‰]|个百分点))"
)
_UP = {"增长": "下降", "上涨": "下降", "提高": "下降", "增加": "减少", "上升": "下降"}
_NO_VERB = ("同比", "比上年", "较上年")


def check(reading: Reading) -> Iterator[Finding]:
    blocks = reading.document.blocks
    for sentence in reading.flow.sentences:
        if sentence.block < len(blocks) and blocks[sentence.block].kind == "cell":
            continue
        for match in _NEGATIVE.finditer(reading.flow.text, sentence.start, sentence.end):
            yield _finding(reading, match)


def _finding(reading: Reading, match: re.Match[str]) -> Finding:
    way, number = match["way"], match["number"]
    if way in _NO_VERB:
        mended = f"{match[0][: match.start('sign') - match.start()].rstrip()}下降{number}"
    else:
        mended = f"{_UP.get(way, way)}{number}"
    known = way in _UP or way in _NO_VERB
    return mark(
        reading,
        CODE,
        SEVERITY,
        match.span(),
        zh=f"{quote(match[0])}改为“{mended}”" + ("" if known else "；如实为上升，写明上升"),
        en=f"write {mended} for {match[0]}" + ("" if known else ", or say that it rose"),
        fix=(match.span(), mended),
    )
