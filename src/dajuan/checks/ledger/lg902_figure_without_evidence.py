"""LG902 台账没有佐证 · no evidence in the ledger

做什么
    给了台账（--ledger）时，报告里的数台账里有这个指标，但那个时期没有记录，或者记录都没有佐证、也没有人复核，予以报告。
为什么要紧
    被问到“依据是什么”时拿不出来的数，不该写进报告。
例子
    2025年，交付面积31万平方米。
改成
    2025年，交付套数8126套。
已知不足
    只看有没有佐证，不看佐证里写的是什么。例子里的台账：交付面积31万平方米没有佐证，交付套数8126套有。

What it does
    With a ledger at hand (--ledger), reports a number of an indicator that the ledger has, where nothing was recorded in
    that period, or none of what was recorded came with evidence or was looked at by somebody else.
Why it matters
    A number whose grounds cannot be shown when asked for does not belong in a report.
Example
    2025年，交付面积31万平方米。
Use instead
    2025年，交付套数8126套。
Known problems
    It sees that there is evidence, not what stands in it. In the example's ledger 交付面积 has none, 交付套数 has some.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.coverage import Coverage
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading

CODE = "LG902"
NAME = "figure-without-evidence"
SEVERITY: Final = "warning"
ZH = "报告里的数在台账里没有佐证"
EN = "a number has no evidence in the ledger"
NEEDS_BACKING = True


def check(reading: Reading, coverage: Coverage) -> Iterator[Finding]:
    for claim, _, fact in coverage.of("without_evidence"):
        if fact is None:
            continue
        if fact.value is None:
            zh, en = (
                f"台账里 {fact.first} 至 {fact.last} 没有记录",
                f"nothing was recorded from {fact.first} to {fact.last}",
            )
        else:
            zh = f"台账里的 {fact.entries} 条记录都没有佐证，也没有人复核"
            en = f"none of its {fact.entries} entries has evidence or was looked at by another"
        yield mark(
            reading,
            CODE,
            SEVERITY,
            claim.at,
            zh=f"{quote(claim.indicator)}{claim.text.strip()}：{zh}（{fact.zh}）；先补佐证再写",
            en=f"{quote(claim.indicator)} {claim.text.strip()}: {en} ({fact.en}); bring the evidence first",
        )
