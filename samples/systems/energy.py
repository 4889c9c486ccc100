"""能源与绿色工厂: roofs with PV that are filed, built and connected, one of them with storage, heat for an estate and waste heat, a
month's output reported by the 8th of the next; factories that check themselves and are listed, one that is lacking a certificate.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import cos, pi
from random import Random

from samples.plan_year.agenda import Step
from samples.plan_year.people import reporter
from samples.systems.place import REGISTER, Firm, Place

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.systems.energy.installations import FACTORIES, INSTALLATIONS

PROGRAMMES = (INSTALLATIONS, FACTORIES)
_OFFICE = "经济发展局"
_CLERK = reporter(_OFFICE)
_ROOFS = 14
_FACTORIES = 8
_CERTIFICATES = ("emission-permit", "management-certificate", "environment-certificate", "safety-certificate")
_BARS = (
    "stopped-a-year",
    "abnormal-list",
    "green-removed",
    "inspection-problem",
    "energy-uncorrected",
    "dishonest-debtor",
)
_HEATING = (
    ("GR01", "科技园分布式供热站", "district-heat", 28, 42, 60),
    ("GR02", "云河电厂余热利用", "waste-heat", 35, 55, 200),
    ("GR03", "望岭小区空气源热泵", "clean-heating", 4, 6, 330),
)
"""Code, name, kind, MW, heated 万平方米, days from the beginning to running."""


def lived(place: Place) -> Iterator[Step]:
    random = place.random("energy")
    makers = [one for one in place.firms if one.industry == "industry"]
    for number, firm in enumerate(makers[:_ROOFS], 1):
        yield from _roof(place, random, firm, f"GF{number:02}", place.since.date() + timedelta(days=30 * number - 25))
    yield from _storage(place, makers[0])
    for code, name, kind, megawatts, area, wait in _HEATING:
        yield from _heat(place, code, name, kind, megawatts, area, place.since.date() + timedelta(days=wait))
    for number, firm in enumerate(makers[:_FACTORIES]):
        yield from _factory(place, firm, number)


def _roof(place: Place, random: Random, firm: Firm, code: str, filed: date) -> Iterator[Step]:
    kilowatts = random.choice((2200, 3600, 5400, 6000, 8500, 12000))
    fields: dict[str, Value] = {
        "name": f"{firm.name}屋顶光伏", "kind": "pv", "department": _OFFICE, "filed-capacity": kilowatts * 1000,
        "module-capacity": round(kilowatts * 1.18) * 1000,
    }  # fmt: skip
    yield _step(place, filed, _opened(INSTALLATIONS, code, filed, fields, firm))
    yield _step(place, filed, _moved(INSTALLATIONS, code, "filed", filed), minute=1)
    building, running = filed + timedelta(days=random.randint(20, 50)), filed + timedelta(days=random.randint(80, 140))
    yield _step(place, building, _moved(INSTALLATIONS, code, "building", building))
    told = Draft(programme=INSTALLATIONS, subject=code, kind="stated", effective_on=running, fields={"grid-capacity": kilowatts * 1000})  # fmt: skip
    yield _step(place, running, told)
    paper = place.file("并网（投运）证明", f"{firm.name}屋顶光伏 {kilowatts} 千瓦并网，{running}")
    yield _step(place, running, _moved(INSTALLATIONS, code, "running", running, paper), minute=1)
    for last in _months(place, running):
        chance = place.random(f"energy-{code}-{last}")
        hours = (96 - 26 * cos((last.month - 0.5) / 12 * 2 * pi)) * chance.uniform(0.85, 1.12)
        generated = round(kilowatts * hours) * 1000
        output: dict[str, Value] = {"generation": generated, "self-used": generated * chance.randint(55, 90) // 100}
        yield _measured(place, code, last, output)


def _storage(place: Place, firm: Firm) -> Iterator[Step]:
    day = place.since.date() + timedelta(days=150)
    fields: dict[str, Value] = {
        "name": f"{firm.name}储能", "kind": "storage", "department": _OFFICE, "filed-capacity": 2_500_000,
        "grid-capacity": 2_500_000, "stored-energy": 5_000_000,
    }  # fmt: skip
    yield _step(place, day, _opened(INSTALLATIONS, "CN01", day, fields, firm))
    paper = place.file("并网（投运）证明", f"{firm.name} 2500 千瓦/5000 千瓦时储能投运，{day}")
    yield _step(place, day, _moved(INSTALLATIONS, "CN01", "filed", day), minute=1)
    yield _step(place, day, _moved(INSTALLATIONS, "CN01", "running", day, paper), minute=2)
    for last in _months(place, day):
        yield _measured(
            place, "CN01", last, {"discharged": place.random(f"energy-CN01-{last}").randint(90, 130) * 1_000_000}
        )


def _heat(place: Place, code: str, name: str, kind: str, megawatts: int, area: int, running: date) -> Iterator[Step]:
    fields: dict[str, Value] = {"name": name, "kind": kind, "department": _OFFICE, "heat-capacity": megawatts * 1_000_000, "heated-area": area * 1_000_000}  # fmt: skip
    yield _step(place, running, _opened(INSTALLATIONS, code, running, fields))
    yield _step(place, running, _moved(INSTALLATIONS, code, "filed", running), minute=1)
    paper = place.file("并网（投运）证明", f"{name}投运，供热 {area} 万平方米，{running}")
    yield _step(place, running, _moved(INSTALLATIONS, code, "running", running, paper), minute=2)
    for last in _months(place, running):
        if kind == "waste-heat" or last.month in (11, 12, 1, 2, 3):
            load = place.random(f"energy-{code}-{last}").uniform(0.35, 0.6)
            yield _measured(place, code, last, {"heat": round(megawatts * load * last.day * 86_400)})


def _factory(place: Place, firm: Firm, number: int) -> Iterator[Step]:
    """The last is wanting a certificate; of the one before it little is known."""
    day = place.since.date() + timedelta(days=15 + 40 * number)
    silent, wanting = number == _FACTORIES - 2, number == _FACTORIES - 1
    if not silent:
        told: dict[str, Value] = {
            **dict.fromkeys(_BARS, False), **dict.fromkeys(_CERTIFICATES, True), "clean-since": "2019-01-01",
            "energy-certificate": not wanting,
        }  # fmt: skip
        yield _step(
            place, day, Draft(programme=REGISTER, subject=firm.code, kind="stated", effective_on=day, fields=told)
        )
    fields: dict[str, Value] = {"name": firm.name, "department": _OFFICE}
    yield _step(place, day, _opened(FACTORIES, firm.code, day, fields, firm), minute=5)
    yield _step(place, day, _moved(FACTORIES, firm.code, "checking", day), minute=6)
    if silent or wanting:
        return
    later = day + timedelta(days=60)
    paper = place.file("自评价报告", f"{firm.name} 绿色工厂自评价报告，{later}")
    yield _step(place, later, _moved(FACTORIES, firm.code, "recommended", later, paper))
    if number < _FACTORIES - 3:
        listed = later + timedelta(days=120)
        level = Draft(programme=FACTORIES, subject=firm.code, kind="stated", effective_on=listed, fields={"level": ("provincial", "municipal", "national")[number % 3]})  # fmt: skip
        yield _step(place, listed, level)
        notice = place.file("公布名单", f"绿色工厂名单，{listed}")
        yield _step(place, listed, _moved(FACTORIES, firm.code, "listed", listed, notice), minute=1)


def _months(place: Place, since: date) -> Iterator[date]:
    """The last days of months that it ran throughout."""
    month = date(since.year + since.month // 12, since.month % 12 + 1, 1)
    while True:
        after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        if after > place.today:
            return
        yield after - timedelta(days=1)
        month = after


def _opened(programme: str, code: str, day: date, fields: dict[str, Value], firm: Firm | None = None) -> Draft:
    links = {"enterprise": firm.reference} if firm else {}
    return Draft(programme=programme, subject=code, kind="opened", effective_on=day, fields=fields, links=links)


def _moved(programme: str, code: str, stage: str, day: date, paper: Evidence | None = None) -> Draft:
    evidence = (paper,) if paper else ()
    return Draft(programme=programme, subject=code, kind="moved", stage=stage, effective_on=day, evidence=evidence)


def _measured(place: Place, code: str, last: date, fields: dict[str, Value]) -> Step:
    draft = Draft(programme=INSTALLATIONS, subject=code, kind="measured", effective_on=last, fields=fields)
    return _step(place, last + timedelta(days=8), draft)


def _step(place: Place, day: date, draft: Draft, *, minute: int = 0) -> Step:
    return Step(place.at(day, 11, minute), _CLERK, draft)
