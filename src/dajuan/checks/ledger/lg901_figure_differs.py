"""LG901 与台账不一致 · differs from the ledger

做什么
    给了台账（--ledger）时，报告里的一个数，台账里有同一指标、同一时期的数，按所写的位数四舍五入后仍不相等时报告。
为什么要紧
    报告里的数是从台账来的，两处不一样，总有一处要改。
例子
    2025年，交付套数8216套。
改成
    2025年，交付套数8126套。
已知不足
    只在说的肯定是同一件事时才报：指标名一致、单位和口径相同、时期明确、没有点名某个项目或片区；拿不准的算“台账里没有”（LG903）。
    例子里的台账：2025年交付套数8126套。

What it does
    With a ledger at hand (--ledger), reports a number that is not the ledger's figure of the same indicator and period
    rounded to the digits written. 约, 余, 近, 以上 are taken by their meaning.
Why it matters
    The report's numbers come from the ledger; where the two differ one of them must be mended.
Example
    2025年，交付套数8216套。
Use instead
    2025年，交付套数8126套。
Known problems
    Reported only where both surely speak of one thing: the same name, unit, basis and a clear period, no project or part
    of the zone named. What is in doubt counts as not in the ledger (LG903). The ledger of the example: 8126套 in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.coverage import Coverage
from dajuan.checks.finding import Finding
from dajuan.checks.ledger._figures import said
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading

CODE = "LG901"
NAME = "figure-differs"
SEVERITY: Final = "error"
ZH = "报告里的数和台账里的不一致"
EN = "a number is not what the ledger has"
NEEDS_BACKING = True


def check(reading: Reading, coverage: Coverage) -> Iterator[Finding]:
    for claim, _, fact in coverage.of("differs"):
        if fact is None:
            continue
        told = said(reading, claim, fact)
        yield mark(
            reading,
            CODE,
            SEVERITY,
            claim.at,
            zh=f"{quote(claim.indicator)}这里写 {claim.text.strip()}，台账是 {told}（{fact.zh}）：核对后改一处",
            en=f"{quote(claim.indicator)}: {claim.text.strip()} here, {told} in the ledger ({fact.en}); mend one of them",
        )
