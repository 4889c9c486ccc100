"""安置房 with their months of moving back, and the plan of each stalled estate (一楼一策)."""

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
from dajuan.ledger.read import entries_of_subject
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import every
from dajuan.systems.housing.estate import HOUSING, RESETTLEMENT

PROGRAMMES = (RESETTLEMENT,)
_CLERK, _CHECKER = "住房保障中心 王", "督查室 程"
_PAPERS = {"started": "施工许可证", "completed": "竣工验收备案表", "delivered": "交付回迁公告"}
_ROAD = ("agreed", "started", "topped-out", "basic", "completed", "delivered", "signed-online", "titled")
_CM2 = 100 * 10_000
"""0.01 平方米 in 万平方米."""
_PLANS = (
    "区属平台代建，10 月底前复工，资金缺口由处置商铺解决", "开发企业自救，监管账户按节点拨付，年底交付", "引入接盘企业重整，债权人会议通过后复工",
    "白名单贷款已批，按楼栋分批交付", "专项借款到位，先保主体和配套",
)  # fmt: skip


class _Estate(NamedTuple):
    """Months from the beginning of the life at which it starts, and how far along the road it is by then."""

    name: str
    village: str
    homes: int
    area: float
    households: int
    people: int
    begins: int
    done: int


_ESTATES = (
    _Estate("望岭佳苑", "望岭村", 1260, 14.8, 460, 1720, 0, 3),
    _Estate("桐浦新居", "桐浦村", 980, 11.6, 372, 1395, 1, 2),
    _Estate("松溪安置区一期", "松溪东村", 1540, 18.2, 566, 2140, 0, 4),
    _Estate("松溪安置区二期", "松溪西村", 1120, 13.1, 418, 1562, 9, 0),
    _Estate("石梁花园", "石梁村", 860, 9.7, 305, 1148, 4, 1),
    _Estate("云河家园", "云河村", 1320, 15.4, 489, 1835, 14, 0),
)


def lived(place: Place) -> Iterator[Step | Call]:
    random = place.random("housing")
    for nth, estate in enumerate(_ESTATES):
        yield from _one(place, Random(random.random()), f"A-{nth + 1:02}", estate)
    for year in range(place.since.year, place.today.year + 1):
        day = date(year, 3, 6)
        if place.since.date() < day < place.today:
            yield Call(place.at(day), lambda moment, day=day: _plans(place, day, moment))  # type: ignore[misc]


def _one(place: Place, random: Random, code: str, estate: _Estate) -> Iterator[Step]:
    day = place.since.date() + timedelta(days=6 + 30 * estate.begins)
    street = random.choice(list(STREETS))
    fields: dict[str, Value] = {
        "name": estate.name, "village": estate.village, "street-office": street, "builder": "云岭安居置业公司", "lead-department": "住房保障中心",
        "homes": estate.homes, "area": round(estate.area * _CM2), "households": estate.households, "people": estate.people,
        "transition-months": 24, "transition-from": (day - timedelta(days=200)).isoformat(), "site": plot_in(street, estate.area * 7, random),
        "plan": "区属平台建设，安置面积按协议分配，竣工后三个月内回迁", "due-on": (day + timedelta(days=30 * (16 - 2 * estate.done))).isoformat(),
    }  # fmt: skip
    yield _step(place, day, Draft(programme=RESETTLEMENT, subject=code, kind="opened", effective_on=day, fields=fields))
    delivered: date | None = None
    # Those far along when the life begins come to where they are at once.
    took = [1 if nth < estate.done else random.randint(55, 120) for nth in range(len(_ROAD))]
    for stage, days in zip(_ROAD, took, strict=True):
        day += timedelta(days=days)
        if day >= place.today - timedelta(days=8):
            break
        papers: tuple[Evidence, ...] = (place.file(_PAPERS[stage], estate.name),) if stage in _PAPERS else ()
        move = Draft(programme=RESETTLEMENT, subject=code, kind="moved", effective_on=day, stage=stage, evidence=papers)
        yield _step(place, day, move)
        if stage == "delivered":
            delivered = day
            yield Call(place.at(day + timedelta(days=4)), lambda moment: _check(place, code, moment))
    if delivered is not None:
        yield from _moves(place, random, code, estate, delivered)


def _check(place: Place, code: str, moment: datetime) -> None:
    """Another person has looked at what was delivered."""
    entries = entries_of_subject(place.ledger, programme=RESETTLEMENT, subject=code)
    seq = next(seq for seq, one in entries if one.stage == "delivered")
    looked = Draft(programme=RESETTLEMENT, subject=code, kind="verified", effective_on=moment.date(), about=(seq, seq))
    append(place.ledger, [looked], actor=_CHECKER, now=moment)


def _moves(place: Place, random: Random, code: str, estate: _Estate, delivered: date) -> Iterator[Step]:
    """Three months of moving back, most of them in the first; a few stay away."""
    left, end = estate.households, month_end(delivered.year, delivered.month)
    for share in (0.55, 0.25, 0.12):
        if end >= place.today - timedelta(days=4):
            return
        households = min(left, round(estate.households * share * random.uniform(0.9, 1.05)))
        left -= households
        people = round(households * estate.people / estate.households)
        fields: dict[str, Value] = {"households-moved": households, "people-moved": people}
        draft = Draft(programme=RESETTLEMENT, subject=code, kind="measured", effective_on=end, fields=fields)
        yield _step(place, end + timedelta(days=3), draft)
        end = month_end(end.year + end.month // 12, end.month % 12 + 1)


def _plans(place: Place, day: date, moment: datetime) -> None:
    """一楼一策 of what has none, but for one estate; what is promised, of all that are not struck off."""
    subjects = Subjects(place.ledger, place.derived)
    subjects.follow()
    drafts = []
    for nth, row in enumerate(every(subjects, HOUSING)):
        if row.stage == "closed" or "plan" in row.fields or nth == 4:
            continue
        fields: dict[str, Value] = {
            "plan": _PLANS[nth % len(_PLANS)], "due-on": date(day.year, 6 + nth % 7, 30).isoformat(), "lead-department": "住房保障中心",
        }  # fmt: skip
        drafts.append(Draft(programme=HOUSING, subject=row.code, kind="stated", effective_on=day, fields=fields))
    subjects.close()
    if drafts:
        append(place.ledger, drafts, actor=_CLERK, now=moment)


def _step(place: Place, day: date, draft: Draft) -> Step:
    return Step(place.at(day), _CLERK, draft)
