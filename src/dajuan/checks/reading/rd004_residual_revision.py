"""RD004 残留修订或批注 · revision or comment left in

做什么
    找出 Word 文件里没有接受的修订和没有删除的批注，以及各种文件里划去（加了删除线）的字。
为什么要紧
    发出去的文件里，别人能看到改动前后的数字和内部意见；不同软件显示的也可能不是同一版。
例子
    新增学位5800个（修订插入：，义务教育阶段大班额全部消除）
改成
    在“审阅”里接受或拒绝全部修订，删除批注，再定稿
已知不足
    修订和批注只查 docx；修订标在插入的文字上，删除的修订和批注按份数提示一次。划去的字不读，标在它所在的段落上。

What it does
    Finds tracked changes that were not accepted and comments that were not removed in a Word file, and words that are
    struck through in any file.
Why it matters
    Readers can see the numbers before and after, and remarks meant for colleagues; programs differ in what they show.
Example
    新增学位5800个 (tracked insertion: ，义务教育阶段大班额全部消除)
Use instead
    Accept or reject all changes and delete the comments before the file leaves the house.
Known problems
    Changes and comments in .docx only. Insertions are marked where they stand; deletions and comments are told once a
    document. Words struck through are not read; the paragraph they stood in is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import quote
from dajuan.claims.claim import Reading

CODE = "RD004"
NAME = "residual-revision"
SEVERITY: Final = "warning"
ZH = "文件里残留修订或批注"
EN = "tracked changes or comments were left in the file"

_NOTES = {
    "revisions": ("处修订没有接受", "tracked changes"),
    "insertions": ("处插入没有接受", "tracked insertions"),
    "deletions": ("处删除没有接受", "tracked deletions"),
    "struck": ("处划去的字没有读", "passages struck through, not read,"),
    "comments": ("条批注没有删除", "comments"),
}


def check(reading: Reading) -> Iterator[Finding]:
    document = reading.document
    inserted = [block for block in document.blocks if block.doubt == "inserted"]
    for block in inserted:
        what = quote(document.text[block.start : block.end])
        yield Finding(
            CODE,
            SEVERITY,
            block.start,
            block.end,
            f"{what}是没有接受的修订：接受或拒绝后再定稿",
            f"{what} is a tracked change: accept or reject it before the file goes out",
        )
    struck = [block for block in document.blocks if block.doubt == "struck"]
    for block in struck:
        yield Finding(
            CODE,
            SEVERITY,
            block.start,
            block.end,
            "这里有划去的字，没有读：删掉或恢复后再定稿",
            "words struck through here were not read: delete or restore them before the file goes out",
        )
    placed = {"revisions": inserted, "insertions": inserted, "struck": struck}
    for note in document.notes:
        kind, _, count = note.partition(":")
        if kind in _NOTES and count != "0" and not placed.get(kind):
            zh, en = _NOTES[kind]
            yield Finding(
                CODE, SEVERITY, 0, 0, f"文件里有 {count} {zh}：处理后再定稿", f"{count} {en} were left in the file"
            )
