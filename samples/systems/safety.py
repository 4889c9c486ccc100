"""安全整治: a campaign a half-year; hazards found on most working weeks, mended and rechecked, some late, some found wanting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from samples.plan_year.agenda import Step
from samples.systems.place import Firm, Place

from dajuan.ledger.entry import Draft, Entry
from dajuan.ledger.state import State
from dajuan.standards.working_days import worked_days
from dajuan.systems.safety import CAMPAIGNS, HAZARDS
from dajuan.systems.safety.handling import handling_in
from dajuan.systems.safety.hazard import Hazard, hazard_of
from dajuan.systems.safety.steps import BY_KEY, Told, draft_of

PROGRAMMES = (HAZARDS, CAMPAIGNS)
DAYS, RULES = worked_days(), handling_in(Path(__file__).parent)
CHECKER, OFFICE = "督查室 程", "督查室"
A_MONTH = 7
PACE = (0.3, 0.5, 0.7, 0.7, 0.9, 0.9, 1.2, 4, 12)
"""Of the limit that a hazard takes to be mended."""
STREETS = ("云岭街道", "松溪街道", "望岭街道", "桐浦街道", "石梁街道")
CAMPAIGN_NAMES = ("夏季消防安全专项整治", "岁末年初安全生产专项整治")
FOUND = (
    ("fire", "住房建设局 江", ("安全出口锁闭", "疏散通道堆放杂物", "消防水压不足", "电动车在楼道充电")),
    ("construction", "住房建设局 江", ("临边防护缺失", "塔吊限位失灵", "脚手架连墙件不足")),
    ("industry", "产业发展局 宋", ("除尘器未防爆", "冲压机缺光电保护", "有限空间无警示")),
    ("gas", "住房建设局 江", ("燃气软管老化", "未装燃气报警器")),
    ("chemicals", "产业发展局 宋", ("危化品混存", "储罐区可燃气体报警失效")),
    ("equipment", "市场监管局 林", ("叉车超期未检", "锅炉安全阀未校验", "电梯维保记录缺失")),
    ("traffic", "规划建设局 彭", ("厂区出入口无减速设施", "货车限行标志缺失")),
)
"""Sector, who finds it, what."""


def lived(place: Place) -> Iterator[Step]:
    yield from _campaigns(place)
    nth, year = 0, 0
    for first in (one for one in place.days() if one.day == 1):
        nth, year = (nth, year) if first.year == year else (0, first.year)
        for turn in range(A_MONTH):
            nth += 1
            on = DAYS.after(first, 1 + turn * 2)
            if on < place.today:
                yield from _Life(place, on, nth).steps()


def _halves(place: Place) -> list[tuple[str, str, date, date]]:
    """Code, name, first and last day of each campaign."""
    return [
        (
            f"ZX-{year}-{half + 1:02}",
            f"{year} 年{CAMPAIGN_NAMES[half]}",
            date(year, 6 + 5 * half, 1),
            date(year, 8 + 4 * half, 28),
        )
        for year in range(place.since.year, place.today.year + 1)
        for half in range(2)
    ]


def _campaigns(place: Place) -> Iterator[Step]:
    for code, name, first, last in _halves(place):
        fields = {"name": name, "department": OFFICE, "scope": "全区重点行业", "from": f"{first}", "until": f"{last}"}
        base = {"programme": CAMPAIGNS, "subject": code}
        plan, summary = (place.file(kind, name) for kind in ("整治方案", "整治总结"))
        for day, more in (
            (first - timedelta(days=9), {"kind": "opened", "fields": fields}),
            (first - timedelta(days=9), {"kind": "moved", "stage": "planned", "evidence": (plan,)}),
            (first, {"kind": "moved", "stage": "running"}),
            (last, {"kind": "moved", "stage": "ended", "evidence": (summary,)}),
        ):
            if place.since.date() <= day < place.today:
                yield Step(place.at(day, 9), "督查室 何", Draft(**base, effective_on=day, **more))  # type: ignore[arg-type]


class _Life:
    """One hazard from being found to being closed; a few stay overdue, as in any zone."""

    def __init__(self, place: Place, on: date, nth: int) -> None:
        self.place, self.on, self.nth = place, on, nth
        self.chance = Random(f"{place.seed}-safety-{on.year}-{nth}")
        self.code = f"YH-{on.year}-{nth:04}"
        self.state = State(HAZARDS, self.code)
        self.sector, self.finder, what = self.chance.choice(FOUND)
        self.what = self.chance.choice(what)
        self.firm: Firm = place.firms[(nth * 17) % len(place.firms)]
        self.major = self.chance.random() < 0.08
        self.written: list[Step] = []

    @property
    def hazard(self) -> Hazard:
        found = hazard_of(self.state)
        assert found is not None
        return found

    def steps(self) -> list[Step]:
        self.find()
        self.later(self.chance.choice((0, 0, 1, 1, 3)))
        self.take("notify", self.finder, evidence="责令限期整改通知书")
        limit = RULES.limits["major" if self.major else "general"]
        self.later(round(limit * self.chance.choice(PACE)))
        mender = self.chance.choice("许蒋沈韩杨朱秦尤")
        self.take("mend", self.finder, person=f"{mender}主任", evidence="整改材料")
        self.later(self.chance.randint(1, 4))
        if self.chance.random() < 0.1:
            self.take("fail", CHECKER, person="程", note="现场复查，整改不到位")
            self.later(self.chance.randint(2, 6))
            self.take("mend", self.finder, person=f"{mender}主任", evidence="整改材料")
            self.later(2)
        self.take("pass", CHECKER, person="程", evidence="复查意见书")
        self.later(self.chance.randint(0, 3))
        self.take("close", CHECKER)
        return self.written

    def find(self) -> None:
        campaign = next((code for code, _, first, last in _halves(self.place) if first <= self.on <= last), "")
        fields = {
            "name": f"{self.firm.name}：{self.what}", "unit": self.firm.name, "street": self.chance.choice(STREETS),
            "department": self.finder.partition(" ")[0], "sector": self.sector, "grade": "major" if self.major else "general",
        } | ({"listed": True, "measures": "停用相关设备，派人值守"} if self.major else {})  # fmt: skip
        links = {"enterprise": self.firm.reference} | ({"campaign": f"{CAMPAIGNS}/{campaign}"} if campaign else {})
        base = {"programme": HAZARDS, "subject": self.code, "effective_on": self.on}
        self.write(Draft(**base, kind="opened", fields=fields, links=links), self.finder)  # type: ignore[arg-type]
        self.write(Draft(**base, kind="moved", stage="found"), self.finder)  # type: ignore[arg-type]

    def take(self, key: str, actor: str, *, evidence: str = "", **more: object) -> None:
        papers = (self.place.file(evidence, self.code),) if evidence else ()
        told = Told(self.on, evidence=papers, **more)  # type: ignore[arg-type]
        self.write(draft_of(BY_KEY[key], self.hazard, told, RULES, today=self.on), actor)

    def later(self, days: int) -> None:
        """So many days on, and not on a day off."""
        self.on = DAYS.calendar.next_working(self.on + timedelta(days=days))

    def write(self, draft: Draft, actor: str) -> None:
        said = {name: getattr(draft, name) for name in Draft.__struct_fields__}
        self.state.take(len(self.written), Entry(**said, version=1, actor=actor, recorded_at=""))
        self.written.append(Step(self.place.at(self.on, 9 + len(self.written) % 8), actor, draft))
