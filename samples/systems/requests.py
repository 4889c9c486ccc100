"""A year of enterprise requests and of visits, by the same steps that pages take: most in time, some late, some that
wait for papers, are returned, found wanting, merged or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from samples.plan_year.agenda import Step
from samples.plan_year.people import reporter
from samples.systems.place import Firm, Place

from dajuan.ledger.entry import Draft, Entry
from dajuan.ledger.state import State
from dajuan.standards.working_days import worked_days
from dajuan.systems.masking import masked_name, masked_phone
from dajuan.systems.requests import PROGRAMME, VISITS
from dajuan.systems.requests.case import Case, case_of
from dajuan.systems.requests.handling import ours
from dajuan.systems.requests.intake import Contact, Request, received, request_code
from dajuan.systems.requests.intake import Firm as Known
from dajuan.systems.requests.phone_note import title_of
from dajuan.systems.requests.steps import BY_KEY, Told, drafts_of
from dajuan.systems.requests.visits import Budget, Plan, Visit, cancelled, held, planned

PROGRAMMES = (PROGRAMME, VISITS)
OFFICE, CLERK, VISITOR = "政务服务中心", "政务服务中心 贺", "政务服务中心 苗"
A_YEAR, A_FIRM = 600, 2.5
"""Requests of a year at most, and a firm: a small zone has fewer."""
ROADS = ("云岭大道", "松溪路", "望岭工业园", "桐浦路", "石梁街")
SURNAMES, GIVEN = "许蒋沈韩杨朱秦尤吕施张孔曹严华金魏陶", "建国 海燕 志强 晓梅 立新 文静 大勇 雪"
INSPECTORS = ("市场监管局", "生态环境分局", "住房建设局", "产业发展局")
DAYS, RULES = worked_days(), ours()


def lived(place: Place) -> Iterable[Step]:
    yield from _requests(place)
    yield from _visits(place)


# Requests ---------------------------------------------------------------------------------------------------------


def _requests(place: Place) -> Iterator[Step]:
    """Day by day, each with its own chance: what came before is the same whatever day is today."""
    matters = _matters()
    a_day = min(A_YEAR, A_FIRM * len(place.firms)) / 250
    told: list[tuple[_Life, tuple[str, ...]]] = []
    numbers: dict[int, int] = {}
    for on in _worked(place):
        chance = Random(f"{place.seed}-requests-{on}")
        for _ in range(int(a_day + chance.random())):
            numbers[on.year] = numbers.get(on.year, 0) + 1
            fresh = next((one for one in reversed(told[-12:]) if one[0].is_fresh(on)), None)
            again = fresh if fresh and chance.random() < 0.07 else None
            matter = again[1] if again else chance.choice(matters)
            firm = again[0].firm if again and chance.random() < 0.5 else chance.choice(place.firms)
            life = _Life(place, chance, request_code(on.year, numbers[on.year]), firm, on)
            life.receive(matter, again[0].road if again else chance.choice(ROADS), told_again=again is not None)
            life.go_on(again[0] if again else None)
            told.append((life, matter))
            yield from life.steps


def _worked(place: Place) -> list[date]:
    """The working days of the plan's year and of what has been of the next."""
    first = date(place.since.year + 1, 1, 1)
    return [one for one in place.days() if one >= first and DAYS.calendar.works(one)]


def _matters() -> list[tuple[str, ...]]:
    text = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8")
    return [tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")]


class _Life:
    """One request on its way."""

    def __init__(self, place: Place, chance: Random, code: str, firm: Firm, on: date) -> None:
        self.place, self.chance, self.code, self.firm = place, chance, code, firm
        self.road = ""
        self.now = place.at(on, chance.randint(9, 16), chance.choice((0, 10, 20, 30, 40, 50)))
        self.began = on
        self.steps: list[Step] = []
        self.state = State(PROGRAMME, code)

    def is_fresh(self, on: date) -> bool:
        """Young enough for another to be merged into it."""
        return (on - self.began).days <= 20 and self.case.stage not in {"merged", "retracted"}

    @property
    def case(self) -> Case:
        found = case_of(self.state)
        assert found is not None
        return found

    def write(self, drafts: Iterable[Draft], actor: str) -> None:
        for one in drafts:
            said = {name: getattr(one, name) for name in Draft.__struct_fields__}
            self.state.take(len(self.steps), Entry(**said, version=1, actor=actor, recorded_at=""))
            self.steps.append(Step(self.now, actor, one))

    def take(self, key: str, actor: str, *, others: tuple[Case, ...] = (), **told: object) -> None:
        drafts = drafts_of(
            BY_KEY[key], self.case, Told(**told), on=self.now.date(), rules=RULES, days=DAYS, others=others  # type: ignore[arg-type]
        )  # fmt: skip
        self.write(drafts, actor)

    def later(self, working_days: int) -> None:
        """So many working days on, at some hour of the day."""
        if working_days:
            on = DAYS.after(self.now.date(), working_days)
            self.now = self.place.at(on, self.chance.randint(9, 16), self.chance.choice((5, 15, 25, 35, 45)))
        else:
            self.now += timedelta(minutes=20)

    def receive(self, matter: tuple[str, ...], road: str, *, told_again: bool) -> None:
        self.field, self.kind, self.department, *words = matter
        self.road = road
        what = words[told_again].replace("{road}", road)
        contact = Contact(
            self.chance.choice(SURNAMES) + self.chance.choice(GIVEN.split()), f"1{self.chance.randint(30, 99)}{self.chance.randint(10**7, 10**8 - 1)}"
        )  # fmt: skip
        grade = self.chance.choices(("ordinary", "urgent", "complex"), (80, 8, 12))[0]
        channel = self.chance.choices(("phone", "page", "visit", "hotline", "api"), (45, 25, 15, 10, 5))[0]
        fields = {
            "name": title_of(what), "what": what, "enterprise": self.firm.code, "enterprise-name": self.firm.name,
            "district": self.firm.district, "kind": self.kind, "field": self.field, "grade": grade, "channel": channel,
            "office": OFFICE, "contact": masked_name(contact.name), "phone": masked_phone(contact.phone),
        }  # fmt: skip
        given = {key: value for key, value in fields.items() if value}
        self.write(received(Request(given, contact), code=self.code, on=self.now.date()), CLERK)

    def go_on(self, same_as: _Life | None) -> None:
        if same_as is not None:
            self.later(1)
            self.take("merge", CLERK, others=(same_as.case,), into=same_as.code, note="与先收到的是同一件事，一并办理")
        elif self.chance.random() < 0.03:
            self.later(2)
            self.take("retract", CLERK, note="企业来电说已自行解决")
        else:
            self._assigned()
            self._handled(late=self.chance.random() < 0.08)
            self._visited()

    def _lies(self) -> None:
        """On somebody's desk, now and then for weeks."""
        if self.chance.random() < 0.04:
            self.later(self.chance.randint(4, 20))

    def _assigned(self) -> None:
        self.later(self.chance.choices((0, 1, 2), (70, 27, 3))[0])
        self._lies()
        if self.chance.random() < 0.04:
            wrong = self.chance.choice([one for one in INSPECTORS if one != self.department])
            self.take("assign", CLERK, department=wrong)
            self.later(1)
            self.take("return", reporter(wrong), note="不属于本单位职责，建议转主管单位")
            self.later(1)
        self.take("assign", CLERK, department=self.department)

    def _handled(self, *, late: bool) -> None:
        handler = reporter(self.department)
        self._lies()
        limit = RULES.on(self.began).limit(self.kind, self.case.grade)
        took = limit + self.chance.randint(1, 6) if late else self.chance.randint(0, max(0, limit - 2))
        if self.chance.random() < 0.1:
            self.later(1)
            self.take("wait", handler, note="请补充合同或现场照片")
            self.later(self.chance.randint(2, 10))
            self.take("resume", handler)
        self.later(took)
        self.take(
            "handle",
            handler,
            note=self.chance.choice(("已现场查看并协调", "已会同有关单位研究", "已核实情况，按政策办理")),
        )
        self.later(self.chance.choice((0, 0, 1)) if took < limit - 1 else 0)
        words = ("已办理完毕，结果已告知企业。", "已说明政策和办理路径，企业表示清楚。", "已安排整改，月底前完成。")
        self.take("answer", handler, note=self.chance.choice(words))

    def _visited(self) -> None:
        self.later(self.chance.choices((1, 2, 3, 8), (45, 30, 20, 5))[0])
        self._lies()
        found = self.chance.choices(("satisfied", "mostly", "dissatisfied"), (78, 16, 6))[0]
        if found == "dissatisfied":
            self.take("visit", VISITOR, satisfaction=found, by="phone", note="问题仍在，企业要求继续办理")
            self._handled(late=False)
            self.later(2)
            found = "mostly"
        self.take("visit", VISITOR, satisfaction=found, by=self.chance.choice(("phone", "phone", "on-site")))
        self.later(0)
        self.take("close", VISITOR)


# Visits -----------------------------------------------------------------------------------------------------------


def _visits(place: Place) -> Iterator[Step]:
    a_day = min(150, len(place.firms)) / 250
    known: dict[tuple[str, str], list[Visit]] = {}
    for on in _worked(place)[5:]:
        chance = Random(f"{place.seed}-visits-{on}")
        if chance.random() >= a_day:
            continue
        firm, department = chance.choice(place.firms), chance.choice(INSPECTORS)
        kind, name = chance.choice((("inspection", "安全生产检查"), ("inspection", "环保检查"), ("service", "走访服务"), ("survey", "产业调研"), ("joint", "综合查一次")))  # fmt: skip
        helpers = next(one for one in INSPECTORS if one != department) if kind == "joint" else ""
        emergency = chance.random() < 0.02
        month = known.setdefault((firm.code, f"{on:%Y%m}"), [])
        budget = Budget(RULES.on(on), tuple(month))
        if not budget.left and not emergency:
            continue
        plan = Plan(
            Known(firm.code, firm.name, firm.district), department, "突发情况核查" if emergency else name, kind, on, helpers,
            emergency, "管委会副主任 沈" if emergency else "", "同意立即核查" if emergency else "",
        )  # fmt: skip
        yield from _one_visit(place, chance, plan, budget, month)


def _one_visit(place: Place, chance: Random, plan: Plan, budget: Budget, month: list[Visit]) -> Iterator[Step]:
    before = next(
        day for n in range(0 if plan.emergency else 4, 20) if DAYS.calendar.works(day := plan.on - timedelta(days=n))
    )
    actor = reporter(plan.department)
    drafts = planned(plan, budget, today=before)
    for one in drafts:
        yield Step(place.at(before, 9, 30), actor, one)
    visit = Visit(
        drafts[0].subject, plan.name, plan.firm.code, plan.firm.name, plan.department, plan.helpers, plan.kind, plan.on,
        "planned", before, plan.emergency,
    )  # fmt: skip
    off = not plan.emergency and chance.random() < 0.06
    at: datetime = place.at(plan.on, 15 if not off else 8)
    done = (
        cancelled(visit, on=plan.on, note="并入联合检查") if off else held(visit, on=plan.on, note="已入企，无重大问题")
    )
    month.append(visit._replace(stage="cancelled" if off else "held"))
    yield Step(at, actor, done)


__all__ = ["PROGRAMMES", "lived"]
