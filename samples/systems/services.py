"""公共服务: schools, clinics, grounds and homes for the old that were there, those built in two years, and coverage by quarter."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import NamedTuple

from samples.demo.ground import degrees
from samples.demo.streets import City, city
from samples.plan_year.agenda import Call, Step
from samples.systems.place import Place

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.programmes.values.geometry import read_geometry
from dajuan.standards.circles.circles import paces
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import every
from dajuan.systems.services import bases
from dajuan.systems.services.bases import BASES
from dajuan.systems.services.coverage import coverages
from dajuan.systems.services.facilities import FACILITIES, facilities
from dajuan.systems.services.ground import ground
from dajuan.systems.services.measured import COVERAGE, EVIDENCE, MINUTES, Basis, drafts, result_text
from dajuan.systems.services.settings import CIRCLE, our_lines
from dajuan.systems.services.supply import sports_area

PROGRAMMES = (FACILITIES, BASES, COVERAGE)
_LINES = our_lines()
BUREAU = _LINES.office
CLERK = f"{BUREAU} 桑"
_SQUARE_METRE = 100


class Plan(NamedTuple):
    """What there is of a kind: how many before, how many come each year, what each brings at least and at most."""

    kind: str
    called: str
    before: int
    a_year: int
    brings: str
    least: int
    most: int


_PLANS = (
    Plan("kindergarten", "幼儿园", 22, 2, "places", 270, 450),
    Plan("primary", "小学", 10, 2, "places", 900, 1500),
    Plan("junior", "初级中学", 4, 1, "places", 1200, 1800),
    Plan("nine-year", "学校", 3, 1, "places", 1350, 2160),
    Plan("senior", "高级中学", 2, 0, "places", 1800, 2400),
    Plan("nursery", "托育园", 9, 7, "places", 80, 120),
    Plan("clinic", "社区卫生服务中心", 7, 2, "beds", 0, 20),
    Plan("hospital", "医院", 2, 0, "beds", 300, 600),
    Plan("sports", "健身园", 22, 3, "sports-area", 4000, 16000),
    Plan("elderly", "养老服务驿站", 12, 9, "beds", 8, 40),
    Plan("culture", "社区文化中心", 6, 1, "area", 800, 3000),
)
_OLD = date(2018, 9, 1)
_SENIOR_SCHOOL_GROUND = 12_000
"""Square metres that a senior school opens to everybody."""


def lived(place: Place) -> Iterator[Step | Call]:
    made = city(place.seed)
    proofs = {kind: place.file(kind, f"公共服务设施{kind}") for kind in ("投用证明", "施工许可证", "竣工验收备案表")}
    start = place.since.date() + timedelta(days=3)
    for plan in _PLANS:
        for nth in range(plan.before):
            yield from _there(place, made, plan, nth, start, proofs)
        for year in range(place.since.year, place.today.year + 1):
            for nth in range(plan.a_year):
                yield from _built(place, made, plan, year, nth, proofs)
    yield Call(place.at(start, 15), partial(_take, place, made, 1.0, start))
    for year in range(place.since.year, place.today.year + 1):
        for month in (3, 6, 9, 12):
            day = date(year, month, 28)
            if day < place.today:
                yield Call(place.at(day, 16), partial(_measure, place, day))
    grown = date(place.since.year + 1, 1, 15)
    yield Call(place.at(grown), partial(_take, place, made, 1.03, grown))


def _there(place: Place, made: City, plan: Plan, nth: int, start: date, proofs: dict[str, Evidence]) -> Iterator[Step]:
    """Open since long ago; one of them lies where there is no way, by a slip in its place."""
    code = f"{plan.kind.upper()[:3]}-{nth + 1:02}"
    slipped = (plan.kind, nth) == ("elderly", plan.before - 1)
    fields = _fields(place.random(f"services {code}"), made, plan, f"第{nth + 1}", slipped=slipped)
    for kind, stage, more, proof in _steps((("opened", ""), ("moved", "planned"), ("moved", "open")), fields, proofs):
        yield Step(place.at(start), CLERK, _draft(code, kind, _OLD, stage, more, proof))


def _built(place: Place, made: City, plan: Plan, year: int, nth: int, proofs: dict[str, Evidence]) -> Iterator[Step]:
    """Planned in February, started by spring, open by the end of the year: schools on the first of September."""
    code = f"{plan.kind.upper()[:3]}-{year}-{nth + 1}"
    random = place.random(f"services {code}")
    fields = _fields(random, made, plan, f"{year % 100}{'甲乙丙丁戊己庚辛壬癸'[nth]}")
    is_school = plan.brings == "places" and plan.kind != "nursery"
    opens = date(year, 9, 1) if is_school else date(year, random.randrange(5, 12), random.randrange(1, 28))
    days = (date(year, 2, 20), date(year, 2, 20), date(year, 3, 10 + nth), opens - timedelta(days=12), opens)
    ways = (("opened", ""), ("moved", "planned"), ("moved", "started"), ("moved", "completed"), ("moved", "open"))
    for day, (kind, stage, more, proof) in zip(days, _steps(ways, fields, proofs), strict=True):
        yield Step(place.at(day, 11), CLERK, _draft(code, kind, day, stage, more, proof))


_NEEDED = {"started": "施工许可证", "completed": "竣工验收备案表", "open": "投用证明"}


def _steps(
    ways: tuple[tuple[Kind, str], ...], fields: dict[str, Value], proofs: dict[str, Evidence]
) -> Iterator[tuple[Kind, str, dict[str, Value], tuple[Evidence, ...]]]:
    for kind, stage in ways:
        proof = (proofs[_NEEDED[stage]],) if stage in _NEEDED else ()
        yield kind, stage, fields if kind == "opened" else {}, proof


def _draft(
    code: str, kind: Kind, day: date, stage: str, fields: dict[str, Value], proof: tuple[Evidence, ...]
) -> Draft:
    return Draft(
        programme=FACILITIES, subject=code, kind=kind, effective_on=day, stage=stage, fields=fields, evidence=proof
    )


def _fields(random: Random, made: City, plan: Plan, which: str, *, slipped: bool = False) -> dict[str, Value]:
    home = random.choice(made.homes[:-2])
    spot = (home.place[0] + random.uniform(-0.03, 0.03), home.place[1] + random.uniform(-0.03, 0.03))
    if slipped:
        spot = made.homes[-1].place
    fields: dict[str, Value] = {
        "name": f"{home.street.removesuffix('街道')}{which}{plan.called}",
        "kind": plan.kind,
        "works": "new",
        "department": BUREAU,
        "street-office": home.street,
        "site": read_geometry({"type": "Point", "coordinates": degrees(spot)}),
    }
    amount = random.randrange(plan.least, plan.most + 1, 10)
    if plan.brings in ("area", "sports-area"):
        amount *= _SQUARE_METRE
    fields[plan.brings] = amount
    if plan.kind == "kindergarten":
        fields["run-by"] = "public"
    if plan.kind == "nine-year":
        fields["places-primary"] = amount * 2 // 3
    if plan.kind == "senior":
        fields["sports-area"] = _SENIOR_SCHOOL_GROUND * _SQUARE_METRE
    return fields


def _take(place: Place, made: City, grown: float, day: date, moment: datetime) -> None:
    """The streets once, the residents every January."""
    store, pack = place.evidence, place.ledger.programmes[BASES]
    with closing(Subjects(place.ledger, place.derived)) as subjects:
        subjects.follow()
        known = list(every(subjects, BASES))
    source = "按虚构园区的街道生成（samples/demo/streets.py）"
    new: list[Draft] = []
    if not known:
        file = store.keep_stream(io.BytesIO(made.osm().encode()), name="yunling.osm", kind=bases.EVIDENCE)
        told = bases.Told("云岭高新区步行路网（虚构）", BUREAU, source, day)
        new += bases.network_drafts(store, file, told, pack, known, on=day)
    name = f"residents-{day.year}.csv"
    file = store.keep_stream(io.BytesIO(made.table(grown).encode()), name=name, kind=bases.EVIDENCE)
    told = bases.Told(f"{day.year} 年居民分布（虚构）", BUREAU, source, day, bases.CGCS2000)
    new += bases.residents_drafts(store, file, told, pack, known, network=None, lines=_LINES, on=day)
    append(place.ledger, new, actor=CLERK, now=moment)


def _measure(place: Place, day: date, moment: datetime) -> None:
    store, packs = place.evidence, place.ledger.programmes
    with closing(Subjects(place.ledger, place.derived)) as subjects:
        subjects.follow()
        rows = list(every(subjects, BASES))
        open_ = [one for one in facilities(subjects, packs[FACILITIES]) if one.is_open]
        known = frozenset(row.code for row in every(subjects, COVERAGE))
    network, residents = (bases.in_use(rows, kind) for kind in (bases.NETWORK, bases.RESIDENTS))
    assert network
    assert residents
    heads, pace = bases.residents_in(store, residents), paces()["standard"]
    here = ground(bases.network_in(store, network), heads, _LINES)
    found = coverages(here, open_, _LINES, pace.metres(MINUTES))
    data = io.BytesIO(result_text(heads, found).encode())
    file = store.keep_stream(data, name=f"coverage-{day}.csv", kind=EVIDENCE)
    basis = Basis(BUREAU, network.code, residents.code, pace, sports_area(open_, heads).area)
    names = {CIRCLE: "生活圈", **{key: one.name.zh for key, one in _LINES.services.items()}}
    append(place.ledger, drafts(found, names, basis, file, packs[COVERAGE], known, on=day), actor=CLERK, now=moment)
