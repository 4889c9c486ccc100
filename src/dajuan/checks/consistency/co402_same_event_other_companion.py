"""CO402 同一件事两处说法不同 · one event told with other companions

做什么
    同一家企业（或项目）的同一件事在两处出现，而同伴不同：一处说甲、乙上市，另一处说甲、丙上市；
    或一处与“正星等3家上市”并提，另一处只与“地诚上市”并提。
为什么要紧
    两处必有一处漏了名单，或把不同批次混在一起；被提到和没有被提到的企业都会来问。
例子
    岭川光电、云岫传感在北交所成功上市。
    金融服务更有力，岭川光电、恒岳生物在北交所成功上市。
改成
    岭川光电、云岫传感、恒岳生物在北交所成功上市。
    金融服务更有力，岭川光电、云岫传感、恒岳生物在北交所成功上市。
已知不足
    两处分属一年和五年的不同口径时，也可能都对，请作者确认。

What it does
    Finds one event told twice with different partners: A and B were listed, then A and C were listed.
Why it matters
    One of the two leaves somebody out, or mixes two batches; those named and those not will both ask.
Example
    岭川光电、云岫传感在北交所成功上市。
    金融服务更有力，岭川光电、恒岳生物在北交所成功上市。
Use instead
    岭川光电、云岫传感、恒岳生物在北交所成功上市。
    金融服务更有力，岭川光电、云岫传感、恒岳生物在北交所成功上市。
Known problems
    Where one place tells of a year and the other of five, both may be right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from dajuan.checks.consistency._clauses import EVENT, Clause, body_clauses, repeated
from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "CO402"
NAME = "same-event-other-companion"
SEVERITY: Final = "warning"
ZH = "同一件事在两处的同伴不同"
EN = "one event is told twice with different companions"

_LISTED = lazy(
    r"^(?P<names>[^，。；：“”（）()\d、]{2,14}(?:、[^，。；：“”（）()\d、]{2,14}?)+)(?P<told>在.{2,}|(?:成功|正式|顺利|获|入选).{2,})$"
)

_WHOSE = lazy("^(?:我|全|本)[国省市区县]|(?:已|均|先后|分别)$")


def check(reading: Reading) -> Iterator[Finding]:
    clauses = body_clauses(reading)
    yield from _same_predicate(reading, clauses)
    yield from _same_neighbour(reading, clauses)


def _same_predicate(reading: Reading, clauses: list[Clause]) -> Iterator[Finding]:
    """A、B在X上市, and A、C在X上市."""
    told: dict[str, list[tuple[Clause, frozenset[str]]]] = defaultdict(list)
    for clause in clauses:
        match = _LISTED.match(clause.words)
        if not match or not EVENT.search(match["told"]):
            continue
        names = frozenset(re.sub("等$", "", name) for name in match["names"].split("、"))
        for other, partners in told[match["told"]]:
            both = sorted(names & partners)
            before, after = _lacking(partners, names), _lacking(names, partners)
            if both and before and after:
                yield _finding(reading, other, clause, both[0], before, after)
        told[match["told"]].append((clause, names))


def _lacking(names: frozenset[str], others: frozenset[str]) -> list[str]:
    """The names that stand in no form among the others: 我区乳业 is 乳业."""
    bare = [_WHOSE.sub("", one) for one in others]
    plain = {name: _WHOSE.sub("", name) for name in names}
    return sorted(name for name, own in plain.items() if not any(own in one or one in own for one in bare))


def _same_neighbour(reading: Reading, clauses: list[Clause]) -> Iterator[Finding]:
    """A上市，X挂牌, and B上市，X挂牌: X is told twice, beside one predicate with another subject."""
    for first, later in repeated(clauses, shortest=7):
        if not EVENT.search(first.words) or first.sentence == later.sentence:
            continue
        for step in (-1, 1):
            one, other = _beside(clauses, first, step), _beside(clauses, later, step)
            if one is None or other is None or one.words == other.words:
                continue
            shared = _common_end(one.words, other.words)
            if len(shared) >= 3 and EVENT.search(shared):
                left, right = one.words.removesuffix(shared), other.words.removesuffix(shared)
                yield _finding(reading, first, later, first.words, [left], [right])


def _beside(clauses: list[Clause], clause: Clause, step: int) -> Clause | None:
    """The clause before or after, if it stands in the same sentence."""
    place = clause.order + step
    if not 0 <= place < len(clauses):
        return None
    return clauses[place] if clauses[place].sentence == clause.sentence else None


def _common_end(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return one[len(one) - length :]


def _finding(
    reading: Reading, first: Clause, later: Clause, event: str, before: list[str], after: list[str]
) -> Finding:
    here, there = quote("、".join(after)), quote("、".join(before))
    return mark(
        reading,
        CODE,
        SEVERITY,
        (later.start, later.end),
        zh=f"{quote(event)}在前文与{there}并提，这里与{here}并提：两处写成一致",
        en=f"{quote(event)} is told with {there} earlier and with {here} here: make the two agree",
        related=[(first.start, first.end)],
    )
