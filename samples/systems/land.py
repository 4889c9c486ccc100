"""一码管地: parcels from plan to title, their codes, custom land with its promises, a split and a merger, two that overlap."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import NamedTuple

from samples.plan_year.agenda import Call, Step
from samples.systems.place import Firm, Place

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.subjects.asked import Filter
from dajuan.subjects.subjects import Subjects
from dajuan.systems.land.codes import Desk, Part, issue, issue_building, merge, split
from dajuan.systems.land.parcels import CODES, PARCELS, PROJECTS
from dajuan.systems.land.settings import our_settings

PROGRAMMES = (PARCELS, CODES)
DIVISION = "990172"
"""Made up: no province has 99."""
OFFICE, BUILDING = "规划建设局", "住房建设局"
_CLERK, _BUILDER = f"{OFFICE} 梁", f"{BUILDING} 江"
_WAN = 1_000_000
"""分 in 万元, 0.000001 元/平方米 in 元/平方米."""
_MU = Fraction(200_000, 3)
"""一亩, in 0.01 平方米."""
_PAPERS = {
    "planned": "规划条件", "approved": "用地批复", "levied": "征收补偿协议", "supplied": "出让合同或划拨决定书", "land-permitted": "建设用地规划许可证",
    "registered": "不动产权证书", "works-permitted": "建设工程规划许可证", "building-permitted": "建筑工程施工许可证", "completed": "竣工验收备案表",
    "titled": "不动产权证书",
}  # fmt: skip
_NUMBERS = {
    "supplied": ("contract-no", "云让"), "land-permitted": ("land-permit-no", "云地规"), "registered": ("title-no", "云不动产权"),
    "works-permitted": ("works-permit-no", "云建规"), "building-permitted": ("building-permit-no", "云施"), "completed": ("completion-no", "云备"),
    "titled": ("building-title-no", "云不动产权"),
}  # fmt: skip
_HANDS = {"approved": "", "works-permitted": BUILDING, "building-permitted": BUILDING}
"""Who does the next step where it is not the planning office; "" the street office."""


class _Pace(NamedTuple):
    """Days from each stage to the next, by which a parcel goes; the last stage that it gets to."""

    days: Mapping[str, int]
    last: str = "titled"


_NEW = _Pace({"planned": 30, "approved": 75, "levied": 40, "supplied": 45, "land-permitted": 3, "registered": 2, "works-permitted": 6, "building-permitted": 8, "completed": 280, "titled": 30})  # fmt: skip
_STOCK = _Pace({"planned": 5, "supplied": 6, "land-permitted": 1, "registered": 0, "works-permitted": 0, "building-permitted": 0, "completed": 200, "titled": 25})  # fmt: skip
_PARCELS = (
    # name, month of opening (from the first of the life's year), street, 亩, use, custom, its pace
    ("松溪智能装备定制地", 1, "松溪街道", 62, "industrial", True, _STOCK), ("松溪传感器定制地", 1, "松溪街道", 45, "industrial", True, _STOCK),
    ("望岭电力电子定制地", 2, "望岭街道", 80, "industrial", True, _STOCK), ("望岭超硬材料定制地", 2, "望岭街道", 38, "industrial", True, _STOCK),
    ("桐浦新型产业一期", 2, "桐浦街道", 55, "new-industry", True, _STOCK), ("桐浦生物医药定制地", 3, "桐浦街道", 70, "industrial", True, _NEW),
    ("石梁检测检验园", 2, "石梁街道", 33, "new-industry", False, _NEW), ("石梁物流仓储", 3, "石梁街道", 90, "logistics", False, _Pace(_STOCK.days, "supplied")),
    ("云岭人才公寓", 1, "云岭街道", 48, "residential", False, _NEW), ("松溪安置区三期", 2, "松溪街道", 66, "residential", False, _Pace(_NEW.days, "building-permitted")),
    ("望岭小学", 3, "望岭街道", 30, "public", False, _NEW), ("桐浦商业街区", 4, "桐浦街道", 25, "commercial", False, _Pace(_NEW.days, "levied")),
    ("松溪机器人定制地", 13, "松溪街道", 52, "industrial", True, _NEW), ("望岭新材料定制地", 13, "望岭街道", 61, "industrial", True, _NEW),
    ("石梁储能定制地", 14, "石梁街道", 44, "industrial", True, _Pace(_NEW.days, "approved")), ("桐浦算力产业园", 14, "桐浦街道", 75, "new-industry", True, _NEW),
    ("云岭停车楼", 15, "云岭街道", 12, "transport", False, _NEW), ("石梁预留地块", 16, "石梁街道", 120, "industrial", False, _Pace(_NEW.days, "planned")),
)  # fmt: skip
_STREETS = ("云岭街道", "松溪街道", "望岭街道", "桐浦街道", "石梁街道")
_SPLIT, _MERGED = "石梁物流仓储", ("松溪智能装备定制地", "松溪传感器定制地")
_OVERLAPS = {"望岭超硬材料定制地": "望岭电力电子定制地"}
"""Whose shape was drawn over a neighbour's."""


class _Parcel(NamedTuple):
    code: str
    name: str
    opened: date
    street: str
    mu: int
    use: str
    custom: bool
    pace: _Pace
    firm: Firm | None
    site: str


def lived(place: Place) -> Iterator[Step | Call]:
    papers = {kind: place.file(kind, f"{kind}（虚构）") for kind in dict.fromkeys(_PAPERS.values())}
    parcels = list(_parcels(place))
    for parcel in parcels:
        yield from _life(place, parcel, papers)
        if parcel.custom:
            yield from _done(place, parcel)
    autumn = date(place.since.year, 10, 20)
    by_name = {one.name: one for one in parcels}
    yield Call(place.at(autumn, 15), _splitting(place, by_name[_SPLIT], autumn))
    spring = date(place.since.year + 1, 6, 10)
    yield Call(place.at(spring, 15), _merging(place, [by_name[one] for one in _MERGED], spring))
    yield Call(place.at(spring, 16), _linking(place, [one for one in parcels if one.custom][2:5], spring))


def _parcels(place: Place) -> Iterator[_Parcel]:
    # Not above: the demonstration itself begins by asking what the systems are.
    from samples.demo.ground import plot_in

    firms = [one for one in place.firms if one.industry == "industry" and one.revenue > 3000] or list(place.firms)
    numbers: dict[int, int] = {}
    sites: dict[str, str] = {}
    for nth, (name, month, street, mu, use, custom, pace) in enumerate(_PARCELS):
        year, day = place.since.year + (month - 1) // 12, 5 + nth
        opened = date(year, (month - 1) % 12 + 1, min(day, 28))
        opened = max(opened, place.since.date())
        numbers[year] = numbers.get(year, 0) + 1
        random = place.random(f"land {name}")
        sites[name] = _beside(sites[_OVERLAPS[name]]) if name in _OVERLAPS else plot_in(street, mu, random)
        firm = firms[(7 * nth) % len(firms)] if use in ("industrial", "new-industry") else None
        if name == _MERGED[1]:
            firm = firms[0]
        yield _Parcel(f"DK{year}-{numbers[year]:05}", name, opened, street, mu, use, custom, pace, firm, sites[name])


def _beside(site: str) -> str:
    """The same shape some hundred metres on, so that they share a strip."""
    told = json.loads(site)
    ring = told["coordinates"][0]
    wide = max(x for x, _ in ring) - min(x for x, _ in ring)
    told["coordinates"] = [[[round(x + 0.62 * wide, 6), y] for x, y in ring]]
    return json.dumps(told, separators=(",", ":"))


def _life(place: Place, one: _Parcel, papers: Mapping[str, Evidence]) -> Iterator[Step | Call]:
    random = place.random(f"days of {one.name}")
    fields: dict[str, Value] = {
        "name": one.name, "lead-department": OFFICE, "street-office": one.street, "holder": OFFICE, "use": one.use, "custom": one.custom,
        "area": round(one.mu * _MU), "site": one.site, "site-frame": "CGCS2000 经纬度（EPSG:4490）",
    }  # fmt: skip
    links = {"enterprise": one.firm.reference} if one.firm else {}
    yield Step(place.at(one.opened), _CLERK, _draft(one.code, "opened", one.opened, fields=fields, links=links))
    yield Step(place.at(one.opened), _CLERK, _draft(one.code, "moved", one.opened, stage="listed"))
    day = one.opened
    for stage, usual in one.pace.days.items():
        day += timedelta(days=usual + (random.randint(0, usual // 3) if usual > 10 else 0))
        if stage == "supplied":
            yield Call(place.at(day, 9), _issuing(place, one, day))
        actor, hour = (_BUILDER, 11) if stage in ("building-permitted", "completed") else (_CLERK, 10)
        draft = _draft(
            one.code,
            "moved",
            day,
            stage=stage,
            fields=_brought(one, stage, day, random),
            papers=(papers[_PAPERS[stage]],),
        )
        yield Step(place.at(day, hour), actor, draft)
        if stage == "completed":
            yield Call(place.at(day, 17), _numbering(place, one, day))
        if stage == one.pace.last:
            return


def _brought(one: _Parcel, stage: str, day: date, random: Random) -> dict[str, Value]:
    """What is said with a stage: the number of its paper, who has it next, of a contract what it promises."""
    fields: dict[str, Value] = {}
    if stage in _NUMBERS:
        field, head = _NUMBERS[stage]
        fields[field] = f"{head}（虚构）{day.year}-{one.code[-3:]}"
    if stage != "titled":
        fields["holder"] = _HANDS.get(stage, OFFICE) or one.street
    if stage == "supplied":
        granted = one.use not in ("public", "transport")
        fields |= {"supply": "granted" if granted else "allocated"}
        if granted:
            fields["price"] = one.mu * random.randint(28, 46) * _WAN
        if one.custom:
            fields |= {
                "promised-investment": (1000 if one.use == "new-industry" else 850) * 15 * _WAN, "promised-output": 1050 * 15 * _WAN,
                "promised-tax": 50 * 15 * _WAN, "promised-plot-ratio": 1_800_000, "built-by": _later(day, 400), "at-capacity-by": _later(day, 640),
            }  # fmt: skip
    if stage == "completed":
        fields["floor-area"] = round(float(one.mu * _MU) * random.uniform(1.55, 2.1))
    return fields


def _done(place: Place, one: _Parcel) -> Iterator[Step]:
    """By each year's end: invested so far, and of what is built the year's output, tax and power."""
    random = place.random(f"done of {one.name}")
    kept = random.uniform(0.75, 1.2)
    built = one.opened + timedelta(days=sum(one.pace.days.values()) + 40)
    last = one.opened.year if one.name in _MERGED else place.today.year
    for nth, year in enumerate(range(one.opened.year, last + 1)):
        day = date(year, 12, 31)
        fields: dict[str, Value] = {"invested-total": round(one.mu * 850 * kept * min(1.0, 0.9 + 0.1 * nth)) * _WAN}
        if built < day:
            fields |= {
                "output-year": round(one.mu * 1050 * kept * random.uniform(0.8, 1.1)) * _WAN,
                "tax-year": round(one.mu * 50 * kept * random.uniform(0.8, 1.15)) * _WAN,
                "power-year": round(one.mu * 180 * random.uniform(0.7, 1.3)) * 1_000_000,
            }
        said = day + timedelta(days=25)
        yield Step(place.at(said), _CLERK, _draft(one.code, "stated", day, fields=fields))


def _issuing(place: Place, one: _Parcel, day: date) -> Callable[[datetime], None]:
    """The cadastral districts are the street offices."""
    series = f"{DIVISION}{_STREETS.index(one.street) + 1:03}001GB"
    return lambda moment: _at(place, day, moment, lambda desk: issue(desk, one.code, series))


def _numbering(place: Place, one: _Parcel, day: date) -> Callable[[datetime], None]:
    return lambda moment: _at(place, day, moment, lambda desk: issue_building(desk, one.code, "00010001"))


def _splitting(place: Place, one: _Parcel, day: date) -> Callable[[datetime], None]:
    whole = round(one.mu * _MU)
    parts = [Part(f"{one.name}东块", whole * 2 // 5), Part(f"{one.name}西块", whole - whole * 2 // 5)]
    return lambda moment: _at(place, day, moment, lambda desk: split(desk, one.code, parts, "分期供地"))


def _merging(place: Place, some: list[_Parcel], day: date) -> Callable[[datetime], None]:
    codes = [one.code for one in some]
    return lambda moment: _at(
        place, day, moment, lambda desk: merge(desk, codes, "松溪智能装备产业园", "同一企业两块合并")
    )


def _linking(place: Place, some: list[_Parcel], day: date) -> Callable[[datetime], None]:
    """Projects of manufacturing stand on custom land."""

    def run(moment: datetime) -> None:
        subjects = Subjects(place.ledger, place.derived)
        subjects.follow()
        page = subjects.page(PROJECTS, where=Filter(fields={"category": ("manufacturing",)}), limit=len(some))
        subjects.close()
        drafts = [
            Draft(programme=PROJECTS, subject=row.code, kind="linked", effective_on=day, links={"parcel": f"{PARCELS}/{one.code}"})
            for row, one in zip(page.rows, some, strict=False)
        ]  # fmt: skip
        append(place.ledger, drafts, actor=_CLERK, now=moment)

    return run


def _at(place: Place, day: date, moment: datetime, work: Callable[[Desk], object]) -> None:
    subjects = Subjects(place.ledger, place.derived)
    settings = replace(our_settings(), divisions=(DIVISION,))
    try:
        work(Desk(place.ledger, subjects, settings, _CLERK, day, now=moment))
    finally:
        subjects.close()


def _later(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


def _draft(code: str, kind: Kind, on: date, *, stage: str = "", fields: dict[str, Value] | None = None,
           links: dict[str, str] | None = None, papers: tuple[Evidence, ...] = ()) -> Draft:  # fmt: skip
    return Draft(
        programme=PARCELS, subject=code, kind=kind, effective_on=on, stage=stage, fields=fields or {}, links=links or {}, evidence=papers,
    )  # fmt: skip
