"""CO401 同一指标两个数 · one fact, two values

做什么
    同一指标、同一时期、同一口径的成绩，在两处写了不同的数，按写明的位数舍入后仍不相等时报告。
为什么要紧
    读者只会问一句：到底是多少？
例子
    新认定高新技术企业138家。……全年新认定高新技术企业183家。
改成
    两处都写138家。
已知不足
    一年与五年、累计与当年、增速与数额、全市与全区视为不同口径，不比；带“约”“以上”“多”的不比。
    指标名必须完全相同，换了说法的查不出来。

What it does
    Finds a result told twice, for one indicator, period and scope, with values that differ beyond rounding.
Why it matters
    Readers will ask only one thing: which is it?
Example
    新认定高新技术企业138家。……全年新认定高新技术企业183家。
Use instead
    138家 in both places.
Known problems
    One year and five, cumulative and yearly, rate and level, city and district are different scopes and not compared;
    nor are 约, 以上 and 多. The indicator must have the same name in both places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dajuan.checks.facts import kind_of, measured, name_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.checks.written import Written, written_claim
from dajuan.claims.claim import Claim, Reading

CODE = "CO401"
NAME = "same-fact-two-values"
SEVERITY = "error"
ZH = "同一指标在两处的数不同"
EN = "one fact is told with two values"

_SHORTEST = 4
"""Characters of an indicator's name: shorter ones (项目, 投资) name many different things."""


def check(reading: Reading) -> Iterator[Finding]:
    told: dict[tuple[object, ...], list[tuple[Claim, Written]]] = defaultdict(list)
    for claim in measured(reading, "result"):
        written = written_claim(reading, claim)
        if (
            written is None
            or not written.exact
            or len(name_of(claim)) < _SHORTEST
            or claim.basis in ("rank", "multiple")
        ):
            continue
        key = (name_of(claim), *kind_of(claim), _verb(claim), claim.scope or "", claim.entities, _period(claim))
        for first, before in told[key]:
            if first.sentence != claim.sentence and (written.low > before.high or written.high < before.low):
                yield _finding(reading, first, claim)
                break
        told[key].append((claim, written))


def _verb(claim: Claim) -> str:
    """新增 and 新认定 are flows, 达到 and 完成 say nothing of the kind."""
    return claim.verb if claim.verb.startswith(("新", "净", "减", "引")) else ""


def _period(claim: Claim) -> str:
    return claim.period.label if claim.period else ""


def _finding(reading: Reading, first: Claim, later: Claim) -> Finding:
    return mark(
        reading,
        CODE,
        SEVERITY,
        _place(later),
        zh=f"{quote(later.indicator)}前文写{first.text}，这里写{later.text}：核实后写成一致",
        en=f"{quote(later.indicator)} is {first.text} earlier and {later.text} here: make the two agree",
        related=[_place(first)],
    )


def _place(claim: Claim) -> tuple[int, int]:
    """The indicator and its number together, where they stand side by side."""
    start = claim.indicator_at[0]
    near = claim.indicator_at != (0, 0) and 0 <= claim.at[0] - claim.indicator_at[1] <= 12 and start < claim.at[0]
    return (start, claim.at[1]) if near else claim.at
