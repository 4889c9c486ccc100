"""RD003 识别没有把握的数 · number on an uncertain line

做什么
    扫描件识别得分低、或经补识的行里如果有数字，提示对照原图。
为什么要紧
    识别错一位数，后面所有核对都跟着错，而文字看上去一切正常。
例子
    新增绿地面积21.3万平方米（该行识别得分低）
改成
    对照原图核对这一行的数字
已知不足
    得分高的行也可能识错；没有数字的行不提示。

What it does
    Points at numbers on lines of a scan that were read with a low score or only on a second try.
Why it matters
    One wrong digit spoils every check that follows, and nothing in the text shows it.
Example
    新增绿地面积21.3万平方米 (the line has a low score)
Use instead
    Hold the line against the page image.
Known problems
    A line with a high score can be wrong too. Lines with no number are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "RD003"
NAME = "unsure-read"
SEVERITY: Final = "warning"
ZH = "数字所在的行识别没有把握"
EN = "a number stands on a line that was read with little certainty"

_WHY = {
    "ocr-low-score": ("识别得分低", "read with a low score"),
    "ocr-repaired": ("经补识得到", "read on a second try"),
}
_NUMBER = lazy(r"\d")


def check(reading: Reading) -> Iterator[Finding]:
    for block in reading.document.blocks:
        line = reading.document.text[block.start : block.end]
        if block.doubt not in _WHY or not _NUMBER.search(line):
            continue
        zh, en = _WHY[block.doubt]
        page = f"第 {block.box.page} 页" if block.box else "原图"
        yield Finding(
            CODE,
            SEVERITY,
            block.start,
            block.end,
            f"{quote(line)}{zh}：请对照{page}核对数字",
            f"{quote(line)} was {en}: hold its numbers against the page",
        )
