"""活动与出访: promotions away from the zone week after week, a few conferences, missions and fairs; what they brought in by quarter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import NamedTuple

from samples.plan_year.agenda import Call, Step
from samples.systems.place import Place

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.ledger.read import states_of_programme
from dajuan.subjects.subjects import Subjects
from dajuan.systems.events.credit import claims
from dajuan.systems.events.events import EVENTS, ORDERS, PROJECTS, RESULTS, Event, events
from dajuan.systems.events.projects import SIGNED, projects
from dajuan.systems.events.record import changes, drafts
from dajuan.systems.events.settings import our_lines
from dajuan.systems.firms import every

PROGRAMMES = (EVENTS, RESULTS, ORDERS)
_WAN = 1_000_000
"""分 in 万元."""
INVESTMENT, INDUSTRY = "投资促进局", "产业发展局"
CLERKS = {INVESTMENT: f"{INVESTMENT} 阮", INDUSTRY: f"{INDUSTRY} 路"}
_REGIONS = ("长三角", "珠三角", "京津冀", "成渝", "胶东", "长江中游")
_CHAINS = ("光电信息", "智能传感", "高端装备", "生物医药")
_ABROAD = ("东南亚", "中东欧", "中亚", "海湾")
_GOODS = ("压力变送器", "工业相机模组", "数控转台", "诊断试剂", "光模块", "伺服电机")
_CLAIMED_WITHIN = 150
"""Days after an event within which the office says that a signing is its doing."""


class Plan(NamedTuple):
    """``a_year``: how many in a year; ``days``: how long one is; money in 万元."""

    kind: str
    scope: str
    called: str
    department: str
    a_year: int
    days: int
    visitors: tuple[int, int]
    budget: tuple[int, int]
    orders: int
    """So many of its orders at most."""


_PLANS = (
    Plan("promotion", "home", "{region}{chain}产业招商推介会", INVESTMENT, 39, 1, (30, 160), (4, 20), 0),
    Plan("conference", "zone", "云岭{chain}产业大会", INDUSTRY, 4, 2, (300, 900), (60, 180), 2),
    Plan("mission", "abroad", "{abroad}经贸代表团出访", INVESTMENT, 3, 6, (8, 14), (25, 60), 3),
    Plan("exhibition", "home", "{region}{chain}博览会参展", INDUSTRY, 4, 3, (20, 60), (20, 70), 3),
)


def lived(place: Place) -> Iterator[Step | Call]:
    proofs = {kind: place.file(kind, f"活动与出访{kind}") for kind in ("活动总结", "跟踪报告", "订单合同")}
    for year in range(place.since.year, place.today.year + 1):
        random = place.random(f"events {year}")
        for plan in _PLANS:
            for nth in range(plan.a_year):
                yield from _event(place, random, plan, year, nth, proofs)
        for month, day in ((4, 8), (7, 8), (10, 8), (12, 20)):
            if date(year, month, day) < place.today:
                yield Call(place.at(date(year, month, day), 9), partial(_brought, place))


def _event(
    place: Place, random: Random, plan: Plan, year: int, nth: int, proofs: dict[str, Evidence]
) -> Iterator[Step]:
    code = f"EV-{year}-{plan.kind[:3].upper()}{nth + 1:02}"
    first = date(year, 2, 20) + timedelta(days=(nth * 2 + 1) * 290 // (2 * plan.a_year) + random.randrange(4))
    last, clerk = first + timedelta(days=plan.days - 1), CLERKS[plan.department]
    words = {"region": random.choice(_REGIONS), "chain": random.choice(_CHAINS), "abroad": random.choice(_ABROAD)}
    budget, visitors = random.randint(*plan.budget), random.randint(*plan.visitors)
    fields: dict[str, Value] = {
        "name": plan.called.format(**words), "kind": plan.kind, "scope": plan.scope, "department": plan.department,
        "from": first.isoformat(), "until": last.isoformat(), "budget": budget * _WAN,
    }  # fmt: skip
    said = partial(_draft, EVENTS, code)
    opened = max(first - timedelta(days=25), place.since.date() + timedelta(days=1))
    yield Step(place.at(opened), clerk, said("opened", opened, fields=fields))
    yield Step(place.at(opened), clerk, said("moved", opened, stage="planned"))
    counted: dict[str, Value] = {"visitors": visitors, "investors": visitors * 2 // 3}
    yield Step(place.at(last, 17), clerk, said("stated", last, fields=counted))
    yield Step(place.at(last, 17), clerk, said("moved", last, stage="held", proof=proofs["活动总结"]))
    for order in range(random.randrange(plan.orders + 1)):
        yield from _order(place, random, plan, code, last, order, proofs["订单合同"])
    if random.random() < 0.06:
        return  # Whoever was to follow it up has not.
    report = last + timedelta(days=random.randint(12, 36))
    cost = round(budget * random.uniform(0.7, 1.03))
    done: dict[str, Value] = {"cost": cost * _WAN, "outcome": f"对接企业 {visitors // 3} 家，正在跟进。"}
    yield Step(place.at(report, 15), clerk, said("stated", report, fields=done))
    yield Step(place.at(report, 15), clerk, said("moved", report, stage="followed-up", proof=proofs["跟踪报告"]))


def _order(
    place: Place, random: Random, plan: Plan, event: str, day: date, nth: int, contract: Evidence
) -> Iterator[Step]:
    firm, clerk = random.choice(place.firms[:200]), CLERKS[plan.department]
    fields: dict[str, Value] = {
        "name": random.choice(_GOODS), "department": plan.department, "buyer": f"虚构采购商{random.randrange(100, 999)}",
        "amount": random.randrange(120, 2600, 20) * _WAN,
    }  # fmt: skip
    links = {"event": f"{EVENTS}/{event}", "enterprise": firm.reference}
    said = partial(_draft, ORDERS, f"OR-{event[3:]}-{nth + 1}")
    yield Step(place.at(day, 17, 30), clerk, said("opened", day, fields=fields, links=links))
    yield Step(place.at(day, 17, 30), clerk, said("moved", day, stage="intended"))
    if random.random() < 0.6:
        signed = day + timedelta(days=random.randint(10, 70))
        yield Step(place.at(signed, 16), clerk, said("moved", signed, stage="signed", proof=contract))


def _draft(
    programme: str,
    code: str,
    kind: Kind,
    day: date,
    *,
    stage: str = "",
    fields: dict[str, Value] | None = None,
    links: dict[str, str] | None = None,
    proof: Evidence | None = None,
) -> Draft:
    return Draft(
        programme=programme, subject=code, kind=kind, effective_on=day, stage=stage, fields=fields or {}, links=links or {},
        evidence=(proof,) if proof else (),
    )  # fmt: skip


def _brought(place: Place, moment: datetime) -> None:
    """The office links what was signed since to the events before it, some of it to two; then what the rule credits is recorded."""
    random, today = place.random(f"events {moment:%Y-%m}"), moment.date()
    with closing(Subjects(place.ledger, place.derived)) as subjects:
        subjects.follow()
        listed = events(subjects)
    links = list(_links(place, random, listed, today))
    for department, clerk in CLERKS.items():
        if mine := [draft for whose, draft in links if whose == department]:
            append(place.ledger, mine, actor=clerk, now=moment)
    _credited(place, moment)


def _links(place: Place, random: Random, listed: list[Event], today: date) -> Iterator[tuple[str, Draft]]:
    """Each with the department that says so."""
    claimed = {code for one in listed for code in one.claims}
    for code, state in states_of_programme(place.ledger, programme=PROJECTS).items():
        signed = state.reached(SIGNED)
        if signed is None or code in claimed or random.random() < 0.35:
            continue
        before = [one for one in listed if one.was_held and 0 <= (signed.on - one.first).days <= _CLAIMED_WITHIN]
        for one in random.sample(before, min(len(before), random.choice((1, 1, 2)))):
            yield one.department, _draft(EVENTS, one.code, "linked", today, links={"project": f"{PROJECTS}/{code}"})


def _credited(place: Place, moment: datetime) -> None:
    with closing(Subjects(place.ledger, place.derived)) as subjects:
        subjects.follow()
        listed, known = events(subjects), {row.code: row for row in every(subjects, RESULTS)}
    found = claims(listed, projects(place.ledger, (code for one in listed for code in one.claims)), our_lines())
    new, _ = changes(found, known)
    for department, clerk in CLERKS.items():
        made = drafts([one for one in new if one.event.department == department], [], known, on=moment.date())
        if made:
            append(place.ledger, made, actor=clerk, now=moment + timedelta(minutes=20))
