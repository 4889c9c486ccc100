"""LG905 答卷不出自这本台账 · not a sheet of this ledger

做什么
    给了台账（--ledger）时，文件里有答卷印记，但印记残缺，或印记里的记录条数、根和这本台账对不上，予以报告。
为什么要紧
    印记说明答卷出自哪本台账、当时有哪些记录；对不上，其中的数就无从核对。
例子
    答卷印记：日志yunling；根0000。
改成
    交付套数8126套。
已知不足
    印记整行删去的，看不出曾是答卷，按普通报告核对。

What it does
    With a ledger at hand (--ledger), reports a stamp of an answer sheet that is damaged, or whose number of entries and
    root do not belong to this ledger's log.
Why it matters
    The stamp says of which ledger a sheet is, and what was known then; where it does not fit nothing in it can be tested.
Example
    答卷印记：日志yunling；根0000。
Use instead
    交付套数8126套。
Known problems
    Where the whole line was taken out nobody can tell that it was a sheet: it is checked as any report is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.coverage import Coverage
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.claims.claim import Reading

CODE = "LG905"
NAME = "sheet-not-of-this-ledger"
SEVERITY: Final = "error"
ZH = "答卷印记残缺，或不属于这本台账"
EN = "the stamp of an answer sheet is damaged, or not of this ledger"
NEEDS_BACKING = True


def check(reading: Reading, coverage: Coverage) -> Iterator[Finding]:
    written = coverage.written
    if written is None or not written.zh:
        return
    start = max(reading.flow.text.rfind(written.stamp), 0)
    yield mark(reading, CODE, SEVERITY, (start, start + len(written.stamp)), zh=written.zh, en=written.en)
