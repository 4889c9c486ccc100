"""RD002 正文里夹着版面文字 · furniture in the body

做什么
    列出读取时当作版面文字（重复的眉题、署名、页码、导航）略去的段落。
为什么要紧
    略错了，会丢掉正文里的数；没有略去，会把标题重复算一遍。
例子
    经济工作会议中
改成
    （删去版面文字，或在原文中分开）
已知不足
    不改变结果，只供核对，默认不查。

What it does
    Lists the blocks that were left out of reading as furniture: repeated kickers, bylines, page numbers, navigation.
Why it matters
    Where the body itself was taken for furniture, its numbers are missing.
Example
    经济工作会议中
Use instead
    (take the furniture out of the text)
Known problems
    Changes nothing; for looking over how the text was read, so off by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import quote
from dajuan.claims.claim import Reading

CODE = "RD002"
NAME = "furniture-in-body"
SEVERITY: Final = "question"
ZH = "正文里夹着版面文字，读取时已略去"
EN = "furniture inside the body was left out of reading"
DEFAULT = False


def check(reading: Reading) -> Iterator[Finding]:
    for block in reading.document.blocks:
        if block.kind != "furniture":
            continue
        what = quote(reading.document.text[block.start : block.end])
        yield Finding(
            CODE,
            SEVERITY,
            block.start,
            block.end,
            f"{what}当作版面文字略去：如是正文，请核对",
            f"{what} was left out as furniture: check that it is",
        )
