"""Claims side by side: which of them speak of one and the same measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dajuan.claims.claim import Claim, Reading
from dajuan.language.lazy import lazy

_SURE = 0.6
"""Confidence below which a claim is not held against another."""

_LOOSE = lazy(r"[“”\"'（）()《》\s、，,]|全年|全区|全市|全省|我省|我市|我区|目标任务|目标|任务")
_LOWER = lazy(
    "浓度|能耗|失业|用时|时间|时长|事故|PM|价格|成本|排放|漏损|负债|债务|亏损|死亡|发案|投诉|赤字|费用|天数下降|压缩|降低|下降|减少|重污染|杠杆|电价"
)


def measured(reading: Reading, role: str) -> list[Claim]:
    """Claims of one role that can be held against others: sure enough, with an indicator, no part of a whole."""
    return [
        claim
        for claim in reading.claims
        if claim.role == role and claim.confidence >= _SURE and len(name_of(claim)) >= 2 and claim.part_of is None
    ]


def name_of(claim: Claim) -> str:
    """The indicator without quotes, brackets and words that only say whose or when."""
    return _LOOSE.sub("", claim.indicator)


def kind_of(claim: Claim) -> tuple[str, str, str, str, bool]:
    """What two claims must share to be comparable at all."""
    return claim.dimension, claim.unit, claim.basis, claim.per, claim.cumulative


def lower_is_better(claim: Claim) -> bool:
    return bool(_LOWER.search(claim.indicator + claim.verb))


def pairs(reading: Reading) -> Iterator[tuple[Claim, Claim]]:
    """Each target with the results of the same indicator, kind and scope: (result, target)."""
    results: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in measured(reading, "result"):
        results[_key(claim)].append(claim)
    for target in measured(reading, "target"):
        for result in results[_key(target)]:
            yield result, target


def _key(claim: Claim) -> tuple[object, ...]:
    return name_of(claim), *kind_of(claim), claim.scope or "", claim.entities


def of_year(claim: Claim, year: int | None) -> bool:
    """True for a claim about exactly one year, this one (or with no period said)."""
    period = claim.period
    if period is None or year is None:
        return period is None
    return period.first is not None and period.last is not None and period.first.year == period.last.year == year
