"""The compute network's life: four centres, what they offer, two years of enterprises' jobs, vouchers and months' meters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from random import Random

from samples.plan_year.agenda import Step
from samples.plan_year.people import reporter
from samples.systems.place import Firm, Place

from dajuan.ledger.entry import Draft, Value
from dajuan.systems.compute.billing import Voucher, bill, fitting
from dajuan.systems.compute.calendar import calendar_of
from dajuan.systems.compute.jobs import Job
from dajuan.systems.compute.metering import Run, told
from dajuan.systems.compute.needs import Need
from dajuan.systems.compute.objectives import built_in
from dajuan.systems.compute.offers import CENTRES, OFFERS, Offer
from dajuan.systems.compute.precision import Precision
from dajuan.systems.compute.reasons import alone
from dajuan.systems.compute.settling import VOUCHERS, first_served, settled
from dajuan.systems.compute.steps import dropped, matched, measured, requested, submitted
from dajuan.systems.compute.terms import terms
from dajuan.systems.compute.use import draft_of, use_of_month

PROGRAMMES = ("compute-centres", "compute-offers", "compute-jobs", "compute-vouchers", "compute-users")
BUREAU = "数字经济局"
WHO = reporter(BUREAU)
FIRMS = 60
EVERY = 4
"""On one day in so many, in the mean, a job comes in."""
WAITING = 4
"""Jobs that came in yesterday and have no place yet."""
_TERMS = terms({})
_PURPOSES = (
    "质检模型训练",
    "药物分子筛选",
    "流体仿真",
    "语音识别微调",
    "气象降尺度",
    "视频检索推理",
    "结构强度计算",
    "大模型微调",
)

_CENTRES: tuple[tuple[str, dict[str, Value]], ...] = (
    ("YL-ZS", {"name": "云岭智算中心", "kind": "intelligent", "location": "zone", "protection": 3, "pue-stated": 1_210_000}),
    ("YL-BY", {"name": "松溪边缘节点", "kind": "edge", "location": "zone", "protection": 2, "pue-stated": 1_350_000}),
    ("SZ-CS", {"name": "市超算中心", "kind": "supercomputing", "location": "city", "protection": 3, "pue-stated": 1_280_000}),
    ("XB-ZS", {"name": "西部智算枢纽", "kind": "intelligent", "location": "country", "protection": 3, "pue-stated": 1_120_000}),
)  # fmt: skip
"""Code, fields; made up."""


def _offers(first: int) -> list[tuple[int, str, str, dict[str, Value]]]:
    """Days after the first day, code, centre, fields. Powers in GFLOPS and GOPS."""

    def cards(name: str, many: int, tflops: int, price: int, memory: int, watts: int) -> dict[str, Value]:
        return {
            "name": name, "device": "gpu", "sold-by": "card", "quantity": many, "memory": memory, "price": price,
            "power-draw": watts, "fp16": many * tflops * 1000, "fp32": many * tflops * 60, "int8": many * tflops * 2000,
        }  # fmt: skip

    cores: dict[str, Value] = {
        "name": "通用核（CPU）", "device": "cpu", "sold-by": "core", "quantity": 40_960, "memory": 4, "price": 12,
        "power-draw": 6, "fp64": 40_960 * 38,
    }  # fmt: skip
    return [
        (first, "YL-ZS-1", "YL-ZS", cards("智算一期", 3840, 312, 1180, 80, 400)),
        (first + 160, "YL-ZS-2", "YL-ZS", cards("智算二期", 960, 940, 2260, 80, 650)),
        (first + 420, "YL-ZS-3", "YL-ZS", cards("智算三期", 850, 1000, 2380, 96, 700)),
        (first, "YL-BY-1", "YL-BY", cards("边缘推理卡", 64, 130, 520, 24, 150)),
        (first, "SZ-CS-1", "SZ-CS", cores),
        (first + 30, "XB-ZS-1", "XB-ZS", cards("西部训练卡", 2048, 312, 820, 80, 400)),
    ]


@dataclass
class _Life:
    """What has been made up to a moment, so that nothing is given away twice."""

    place: Place
    offers: dict[str, tuple[date, Offer]] = field(default_factory=dict)
    vouchers: dict[str, list[Voucher]] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)

    def step(self, moment: datetime, draft: Draft) -> Step:
        return Step(moment, WHO, draft)

    def opened(
        self, moment: datetime, programme: str, code: str, stage: str, fields: Mapping[str, Value]
    ) -> Iterator[Step]:
        on = moment.date()
        yield self.step(
            moment, Draft(programme=programme, subject=code, kind="opened", effective_on=on, fields=dict(fields))
        )
        yield self.step(moment, Draft(programme=programme, subject=code, kind="moved", stage=stage, effective_on=on))


def lived(place: Place) -> Iterator[Step]:
    life = _Life(place)
    yield from _centres_open(life)
    yield from _vouchers(life)
    yield from _jobs(life)
    yield from _settlements(life)
    yield from _months(life)


def _centres_open(life: _Life) -> Iterator[Step]:
    start = life.place.since.date() + timedelta(days=5)
    names = {code: str(said["name"]) for code, said in _CENTRES}
    for code, said in _CENTRES:
        moment = life.place.at(start, 9)
        yield from life.opened(moment, CENTRES, code, "registered", {**said, "steward": BUREAU, "engine": code.lower()})
        yield life.step(
            moment, Draft(programme=CENTRES, subject=code, kind="moved", stage="connected", effective_on=start)
        )
    for days, code, centre, said in _offers(1):
        on = start + timedelta(days=days)
        until = on.replace(year=on.year + 4)
        fields: dict[str, Value] = {
            **said, "centre": f"{CENTRES}/{centre}", "steward": BUREAU, "valid-from": on.isoformat(),
            "valid-until": until.isoformat(),
        }  # fmt: skip
        yield from life.opened(life.place.at(on, 9), OFFERS, code, "offered", fields)
        at = dict(_CENTRES)[centre]
        powers = {one: int(said[one.value]) for one in Precision if one.value in said}
        life.offers[code] = on, Offer(
            code=code, name=str(said["name"]), centre=centre, centre_name=names[centre], sold_by=str(said["sold-by"]),
            quantity=int(said["quantity"]), powers=powers, memory=int(said["memory"]), price=int(said["price"]),
            watts=int(said["power-draw"]), pue=int(at["pue-stated"]), location=str(at["location"]),
            protection=int(at["protection"]), valid_from=on, valid_until=until,
        )  # fmt: skip


def _users(life: _Life) -> list[Firm]:
    return [one for one in life.place.firms if one.industry in {"software", "industry", "information-transmission"}][
        :FIRMS
    ]


def _vouchers(life: _Life) -> Iterator[Step]:
    """A hundred each spring."""
    users = _users(life)
    for year, face in ((life.place.since.year, 10_000_000), (life.place.since.year + 1, 15_000_000)):
        issued = date(year, 3, 12)
        for nth in range(100):
            firm = users[nth % len(users)]
            code = f"SLQ-{year}-{nth + 1:03}"
            one = Voucher(code, face, issued, date(year, 12, 31))
            life.vouchers.setdefault(firm.code, []).append(one)
            fields: dict[str, Value] = {
                "name": f"{year}年算力券", "enterprise": firm.code, "face": face, "steward": BUREAU,
                "valid-from": issued.isoformat(), "valid-until": one.valid_until.isoformat(),
            }  # fmt: skip
            yield from life.opened(life.place.at(issued, 8), VOUCHERS, code, "issued", fields)


def _jobs(life: _Life) -> Iterator[Step]:
    """Each day has its own chance: what came before it is the same whichever day is today."""
    users, days, nth = _users(life), life.place.days()[20:], 0
    for on in days:
        random = life.place.random(f"compute-{on}")
        waits = on == days[-1]
        many = WAITING if waits else int(random.randrange(EVERY) == 0)
        for _ in range(many):
            yield from _job(life, random, random.choice(users), on, nth, waits=waits)
            nth += 1


def _job(life: _Life, random: Random, firm: Firm, on: date, nth: int, *, waits: bool) -> Iterator[Step]:
    code = f"SL-{nth + 1:04}"
    need, fields = _need(random, code, firm, on)
    moment = life.place.at(on, 9 + nth % 8)
    for draft in requested(code, fields, on):
        yield life.step(moment, draft)
    if waits:
        return
    offers = {key: offer for key, (since, offer) in life.offers.items() if since <= on}
    found = alone(need, offers, calendar_of(offers, (), moment), built_in()[str(fields["objective"])])
    chosen = found.chosen
    job = Job(
        code=code, name=str(fields["name"]), enterprise=firm.code, stage="requested", stage_on=on, need=need, fields=fields
    )  # fmt: skip
    if nth % 23 == 7 or chosen is None:
        yield life.step(
            moment + timedelta(days=2), dropped(job, "企业改了计划 / the plan was changed", on + timedelta(days=2))
        )
        return
    offer = offers[chosen.offer]
    yield life.step(moment + timedelta(hours=2), matched(job, chosen, offer, moment, found.why, on))
    job = replace(job, stage="matched", offer=offer.code, quantity=chosen.quantity, price=offer.price)
    yield from _run(life, random, job, offer, moment + timedelta(hours=3), nth)


def _need(random: Random, code: str, firm: Firm, on: date) -> tuple[Need, dict[str, Value]]:
    by_core = random.random() < 0.25
    precision = Precision.FP64 if by_core else random.choice([Precision.FP16, Precision.FP16, Precision.INT8])
    many = random.choice([4096, 8192, 16_384]) if by_core else random.choice([128, 256, 512, 1024])
    hours, location = random.choice([72, 120, 168, 240]), random.choice(["zone", "city", "country", "country"])
    location = "city" if by_core and location == "zone" else location
    until, budget = on + timedelta(days=hours // 24 + random.choice([3, 5, 9])), 1_000_000_000
    need = Need(
        code=code, precision=precision, cards=0 if by_core else many, cores=many if by_core else 0, hours=Fraction(hours),
        latest_finish=until, location=location, protection=2, budget=budget,
    )  # fmt: skip
    fields: dict[str, Value] = {
        "name": f"{firm.name[:8]} {random.choice(_PURPOSES)}", "enterprise": firm.code, "steward": BUREAU,
        "precision": precision.value, "cores" if by_core else "cards": many, "hours": hours * 1000,
        "latest-finish": until.isoformat(), "location": location, "protection": 2, "budget": budget,
        "objective": random.choice(["balanced", "balanced", "cheapest", "soonest", "greenest"]), "command": "sh run.sh",
    }  # fmt: skip
    return need, fields


def _run(life: _Life, random: Random, job: Job, offer: Offer, moment: datetime, nth: int) -> Iterator[Step]:
    """Handed in, run (some preempted, some in vain), metered the day after."""
    assert job.need is not None
    on, start = moment.date(), _milliseconds(moment)
    yield life.step(moment, submitted(job, offer.centre.lower(), f"{70_000 + nth}", on))
    yield life.step(moment + timedelta(minutes=1), _moved(job.code, "running", on))
    length = round(float(job.need.hours) * random.uniform(0.55, 0.98) * 3_600_000)
    outcome = "failed" if nth % 17 == 5 else "cancelled" if nth % 29 == 11 else "completed"
    runs = [Run(start, start + length, job.quantity, outcome)]
    if nth % 13 == 4:
        cut = start + length // 4
        runs = [
            Run(start, cut, job.quantity, "preempted"),
            Run(cut + 3_600_000, cut + 3_600_000 + length, job.quantity, outcome),
        ]
        taken = datetime.fromtimestamp(cut / 1000, moment.tzinfo)
        yield life.step(taken, _moved(job.code, "preempted", taken.date(), attempts=told(runs[:1])))
        yield life.step(taken + timedelta(hours=1), _moved(job.code, "running", taken.date(), nth=1))
    ended = replace(job, stage="metered", runs=tuple(runs))
    end = _end(life, ended)
    yield life.step(end, _moved(job.code, "ended", end.date(), outcome=outcome, attempts=told(runs)))
    life.jobs.append(ended)
    metered_at = _morning(end, 1)
    yield life.step(metered_at, measured(ended, offer.sold_by, metered_at.date()))


def _settlements(life: _Life) -> Iterator[Step]:
    """Three days after the end, in that order: each with the vouchers that those before it left."""
    served = set[str]()
    for job in sorted(life.jobs, key=lambda one: _end(life, one).date()):
        moment = _morning(_end(life, job), 3)
        on, having = moment.date(), life.vouchers.get(job.enterprise, [])
        plain = bill(job.price, job.runs, _TERMS)
        made = bill(job.price, job.runs, _TERMS, fitting(plain.due, _TERMS, having, on))
        for one in made.vouchers:
            having.remove(one.voucher)
        first = [] if job.enterprise in served else first_served(job.enterprise, None, on)
        for draft in (*settled(job, made, on), *first):
            yield life.step(moment, draft)
        served.add(job.enterprise)


def _months(life: _Life) -> Iterator[Step]:
    """On the fifth of each month the one before: electricity from the meters, hours from metered jobs."""
    first, zone = life.place.since.date().replace(day=1), life.place.until.tzinfo
    assert zone is not None
    month = (first + timedelta(days=31)).replace(day=1)
    while (moment := life.place.at((month + timedelta(days=31)).replace(day=5), 9)) < life.place.until:
        for code, said in _CENTRES:
            own = [offer for since, offer in life.offers.values() if offer.centre == code and since <= month]
            use = use_of_month(own, life.jobs, month, zone)
            if any(use):
                yield life.step(moment, draft_of(code, month, use))
            random = life.place.random(f"compute-{code}-{month}")
            yield life.step(moment, _energy(random, code, int(said["pue-stated"]), own, month))
        month = (month + timedelta(days=31)).replace(day=1)


def _energy(random: Random, code: str, pue: int, offers: list[Offer], month: date) -> Draft:
    """In 瓦时: what the devices would draw at a third of their power, and the rest of the house by its PUE of the season."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    hours = last.day * 24
    devices = sum(one.quantity * one.watts for one in offers) * hours * random.randint(28, 40) // 100
    devices = max(devices, 10**6)
    season = 1.06 if month.month in {6, 7, 8, 9} else 0.98
    whole = round(devices * pue / 10**6 * season * random.uniform(0.98, 1.02))
    return Draft(
        programme=CENTRES, subject=code, kind="measured", effective_on=last, fields={"energy": max(whole, devices), "it-energy": devices}
    )  # fmt: skip


def _moved(code: str, stage: str, on: date, *, nth: int = 0, **fields: Value) -> Draft:
    return Draft(
        programme="compute-jobs", subject=code, kind="moved", stage=stage, effective_on=on, fields=dict(fields),
        key=f"sample/{code}/{stage}-{nth}",
    )  # fmt: skip


def _end(life: _Life, job: Job) -> datetime:
    return datetime.fromtimestamp(job.runs[-1].end / 1000, life.place.until.tzinfo)


def _morning(moment: datetime, days: int) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=days), time(9), moment.tzinfo)


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
