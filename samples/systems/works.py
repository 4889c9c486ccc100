"""公共工程: roads, a rail link, rivers, parks, sewers and a museum hall with their months; totals of projects restated (概算调整)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from samples.demo.ground import STREETS, plot_in
from samples.plan_year.agenda import Call, Step
from samples.systems.place import Place
from samples.year.month import month_end

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.read import states_of_programme
from dajuan.standards.months import months_after
from dajuan.subjects.asked import Filter
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import every
from dajuan.systems.works.project import PROJECTS, TOTAL, WORKS, family_of

PROGRAMMES = (WORKS,)
_WAN = 1_000_000
_KM = 100_000
"""厘米 in 公里, as lengths are kept."""
_CLERK, _CHECKER = "规划建设局 石", "规划建设局 田"
_PAPERS = {"approved": "立项批复", "started": "施工许可证", "completed": "竣工验收报告", "handed-over": "移交清单"}


class _Work(NamedTuple):
    """万元 in all; months from the beginning of the life: begun, lasting (0: has not begun), and how fast against its plan."""

    name: str
    kind: str
    lead: str
    others: str
    total: int
    kilometres: float
    begins: int
    lasts: int
    pace: float


_WORKS = (
    _Work("望岭大道快速化改造工程", "road", "规划建设局", "住房建设局", 128_000, 7.8, 0, 20, 1.0),
    _Work("溪桥路断头路打通工程", "dead-end", "规划建设局", "", 6_200, 1.1, 2, 9, 0.9),
    _Work("松涛路断头路打通工程", "dead-end", "规划建设局", "桐浦街道", 4_800, 0.8, 13, 8, 1.0),
    _Work("云岭至机场轨道连接线", "rail", "规划建设局", "经济发展局", 186_000, 12.4, 6, 30, 0.7),
    _Work("澄溪生态治理工程", "river", "生态环境分局", "规划建设局", 21_500, 6.3, 1, 14, 1.0),
    _Work("白石渠生态治理工程", "river", "生态环境分局", "", 12_800, 4.2, 12, 16, 0.45),
    _Work("云岭中央公园", "park", "住房建设局", "规划建设局", 33_600, 0, 8, 18, 0.9),
    _Work("望岭口袋公园", "pocket-park", "住房建设局", "", 850, 0, 3, 4, 1.0),
    _Work("云河口袋公园", "pocket-park", "住房建设局", "", 920, 0, 15, 4, 1.0),
    _Work("北片区雨污分流管网改造", "pipes", "规划建设局", "住房建设局", 28_400, 36.5, 4, 17, 0.85),
    _Work("第二热源厂配套管网", "utility", "规划建设局", "", 19_600, 9.2, 16, 12, 0.8),
    _Work("云岭文博馆", "hall", "社会事业局", "规划建设局", 46_000, 0, 10, 0, 0),
)
_SHAPE = (0, 0.8, 1.1, 1.1, 1.2, 1.3, 0.9, 0.9, 1.1, 1.1, 1.2, 1.3)


def lived(place: Place) -> Iterator[Step | Call]:
    random = place.random("works")
    for nth, work in enumerate(_WORKS):
        yield from _one(place, Random(random.random()), f"W-{nth + 1:03}", work)
    for year in range(place.since.year, place.today.year + 1):
        for month in (2, 9):
            restated = date(year, month, 20)
            if place.since.date() < restated < place.today:
                yield Call(place.at(restated), lambda moment, day=restated: _restate(place, day, moment))  # type: ignore[misc]


def _one(place: Place, random: Random, code: str, work: _Work) -> Iterator[Step]:
    first = place.since.date() + timedelta(days=3)
    begins = months_after(first, work.begins)
    opened = max(first, begins - timedelta(days=120))
    fields: dict[str, Value] = {
        "name": work.name, "kind": work.kind, "lead-department": work.lead, "builder": "云岭市政工程公司",
        "planned-total": work.total * _WAN, "start-due": begins.isoformat(), "site": plot_in(random.choice(list(STREETS)), 60, random),
        "due-on": months_after(begins, work.lasts or 20).isoformat(),
    }  # fmt: skip
    if work.others:
        fields["co-departments"] = work.others
    if work.kilometres:
        fields["length"] = round(work.kilometres * _KM)
    yield _step(place, opened, Draft(programme=WORKS, subject=code, kind="opened", effective_on=opened, fields=fields))
    yield _move(place, code, work, "planned", opened)
    yield _move(place, code, work, "approved", min(opened + timedelta(days=20), begins))
    if not work.lasts:
        return
    yield _stated(place, code, begins, {"planned-year": _plan(work, begins.year, begins)})
    yield _move(place, code, work, "started", begins)
    yield _move(place, code, work, "building", begins + timedelta(days=25))
    for year in range(begins.year + 1, place.today.year + 1):
        if planned := _plan(work, year, begins):
            yield _stated(place, code, date(year, 1, 15), {"planned-year": planned})
    ends = months_after(begins, round(work.lasts / work.pace))
    yield from _months(place, random, code, work, begins, ends)
    if ends < place.today:
        yield _move(place, code, work, "completed", ends)
        handed = ends + timedelta(days=40)
        if handed < place.today - timedelta(days=6):
            yield _move(place, code, work, "handed-over", handed)


def _plan(work: _Work, year: int, begins: date) -> int:
    """分 that fall into a year if all goes by plan."""
    months = sum(0 <= (year - begins.year) * 12 + month - begins.month < work.lasts for month in range(1, 13))
    return work.total * _WAN // work.lasts * months


def _months(place: Place, random: Random, code: str, work: _Work, begins: date, ends: date) -> Iterator[Step]:
    day, left = month_end(begins.year, begins.month), work.total * _WAN
    while day < min(ends, place.today - timedelta(days=4)):
        weight = _SHAPE[day.month - 1]
        amount = min(left, round(work.total / work.lasts * work.pace * weight * random.uniform(0.7, 1.3)) * _WAN)
        if amount > 0:
            left -= amount
            draft = Draft(programme=WORKS, subject=code, kind="measured", effective_on=day, fields={"invested": amount})
            yield _step(place, day + timedelta(days=3), draft)
        day = month_end(day.year + day.month // 12, day.month % 12 + 1)


def _move(place: Place, code: str, work: _Work, stage: str, day: date) -> Step:
    papers: tuple[Evidence, ...] = (place.file(_PAPERS[stage], work.name),) if stage in _PAPERS else ()
    return _step(
        place, day, Draft(programme=WORKS, subject=code, kind="moved", effective_on=day, stage=stage, evidence=papers)
    )


def _stated(place: Place, code: str, day: date, fields: dict[str, Value]) -> Step:
    return _step(place, day, Draft(programme=WORKS, subject=code, kind="stated", effective_on=day, fields=fields))


def _step(place: Place, day: date, draft: Draft) -> Step:
    return Step(place.at(day), _CLERK, draft)


def _restate(place: Place, day: date, moment: datetime) -> None:
    """概算调整: a total that last year's works and this year's plan go beyond is restated, but for two that somebody forgot;
    works under way say when they are to be complete."""
    subjects = Subjects(place.ledger, place.derived)
    subjects.follow()
    states, drafts = states_of_programme(place.ledger, programme=PROJECTS), []
    family = family_of(place.ledger.programmes[PROJECTS])
    for nth, row in enumerate(every(subjects, PROJECTS, where=Filter(stages=(*family.running, *family.over)))):
        done = sum(
            int(one.fields.get("invested", 0)) for one in states[row.code].entries.values() if one.kind == "measured"
        )
        asked = (done + int(row.fields.get("planned-year", 0)) * 5 // 4) // _WAN * _WAN
        fields: dict[str, Value] = {}
        if asked > int(row.fields[TOTAL]) and nth % 12 != 5:
            fields[TOTAL] = asked
        if row.stage in family.running and ("due-on" not in row.fields or (nth % 4 and day.month == 2)):
            fields["due-on"] = months_after(day, 11 + nth % 17).isoformat()
        if fields:
            drafts.append(Draft(programme=PROJECTS, subject=row.code, kind="stated", effective_on=day, fields=fields))
    subjects.close()
    if drafts:
        append(place.ledger, drafts, actor="经济发展局 周", now=moment)
