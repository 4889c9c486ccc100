"""惠企政策: a few policies of the zone's own, entered in spring; the office grants and pays those of the first months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from samples.plan_year.agenda import Call, Step
from samples.systems.place import REGISTER, Place

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Kind, Value
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import firms
from dajuan.systems.policies.batch import batch
from dajuan.systems.policies.entitled import GRANTS, POLICIES, Case, claims, grants, policies

PROGRAMMES = (POLICIES, GRANTS)
OFFICE, CHECKER = "科技创新局 罗", "科技创新局 方"
_WAN = 1_000_000
"""分 in 万元."""
_TERMS = {
    "rd-grant": (
        "研发费用补助", "without-asking", 600,
        """who:
  all:
    - {of: rd-spend, at_least: 30万元}
    - {of: {share: [rd-spend, revenue]}, at_least: 3%}
    - {is-not: abnormal-list}
pays: {share: 3%, of: rd-spend, most: 20万元}
every: year
""",
    ),
    "high-tech-bonus": (
        "高新技术企业认定奖励", "without-asking", 800,
        """who: {held: high-tech}
pays: {fixed: 10万元}
every: once
""",
    ),
    "specialised-bonus": (
        "专精特新企业奖励", "quick", 500,
        """who:
  any: [{held: specialised-sme}, {held: little-giant}]
pays: {fixed: 15万元}
every: once
not_with: [high-tech-bonus]
""",
    ),
    "growth-bonus": (
        "规上工业企业营收上台阶奖励", "application", 900,
        """who:
  all:
    - {of: revenue, at_least: 5000万元}
    - {of: {growth: revenue}, at_least: 10%}
pays:
  of: revenue
  tiers: [[5亿元, 50万元], [1亿元, 20万元], [5000万元, 5万元]]
every: year
""",
    ),
}  # fmt: skip


def lived(place: Place) -> Iterator[Step | Call]:
    for year in range(place.since.year, place.today.year + 1):
        entered = date(year, 4, 10)
        if year == place.since.year:
            yield from _entered(place, entered)
        for month, code in enumerate(_TERMS, 5):
            day = date(year, month, 20)
            if month < 8 and day < place.today:
                yield Call(place.at(day), _batch(place, code, day))


def _entered(place: Place, day: date) -> Iterator[Step]:
    for code, (name, mode, budget, terms) in _TERMS.items():
        fields: dict[str, Value] = {
            "name": name, "mode": mode, "level": "zone", "department": "科技创新局", "terms": terms.strip(), "budget": budget * _WAN,
            "from": f"{day.year}-01-01", "document": f"云高新〔{day.year}〕{len(code)}号（虚构）", "issuer": "云岭高新区管委会",
        }  # fmt: skip
        paper = (place.file("政策原文", name),)
        for kind, stage, more, evidence in (
            ("opened", "", fields, ()), ("moved", "drafted", {}, ()), ("moved", "open", {}, paper),
        ):  # fmt: skip
            yield Step(place.at(day), OFFICE, _draft(POLICIES, code, kind, day, stage, more, evidence))


def _draft(programme: str, code: str, kind: str, day: date, stage: str, fields, evidence) -> Draft:  # type: ignore[no-untyped-def]
    kinds: dict[str, Kind] = {"opened": "opened", "moved": "moved"}
    return Draft(
        programme=programme,
        subject=code,
        kind=kinds[kind],
        effective_on=day,
        stage=stage,
        fields=fields,
        evidence=evidence,
    )


def _batch(place: Place, code: str, day: date) -> Callable[[datetime], None]:
    """Whoever waits is granted, approved by another, and paid but for the last few."""

    def run(moment: datetime) -> None:
        packs = place.ledger.programmes
        subjects = Subjects(place.ledger, place.derived)
        subjects.follow()
        policy = next(one for one in policies(subjects) if one.code == code)
        waiting = [
            one
            for one in claims(policy, firms(subjects, packs), grants(subjects), packs[REGISTER], day)
            if one.case is Case.WAITING
        ][:30]
        subjects.close()
        name = f"{day.year} 年第 1 批"
        append(place.ledger, batch(policy, waiting, name=name, on=day, spent=0), actor=OFFICE, now=moment)
        approved = [_draft(GRANTS, one.code, "moved", day, "approved", {}, ()) for one in waiting]
        append(place.ledger, approved, actor=CHECKER, now=moment + timedelta(minutes=5))
        voucher = (place.file("支付凭证", f"{policy.row.name} {name}"),)
        paid = [_draft(GRANTS, one.code, "moved", day, "paid", {}, voucher) for one in waiting[:-3]]
        if paid:
            append(place.ledger, paid, actor=OFFICE, now=moment + timedelta(minutes=10))

    return run
