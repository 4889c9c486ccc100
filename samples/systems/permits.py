"""拿地即开工: two projects a month on their way to four certificates, most of them within days; promises, one of them broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from samples.plan_year.agenda import Call, Step
from samples.systems.place import Firm, Place

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Entry, Value
from dajuan.ledger.read import states_of_programme
from dajuan.ledger.state import State
from dajuan.programmes.find import find_programmes
from dajuan.standards.permits.certificates import published
from dajuan.standards.working_days import worked_days
from dajuan.systems.permits import CASES, PROMISES
from dajuan.systems.permits.case import Case, case_of
from dajuan.systems.permits.issuing import happenings, noted, started
from dajuan.systems.permits.materials import Material, facts_of, read_ours, wanted
from dajuan.systems.permits.materials import Standing as Had
from dajuan.systems.permits.promises import Promise, promise_of
from dajuan.systems.permits.promising import DECISION, PAPER, Asked, Found, found_good, handed_in, made, revoked
from dajuan.systems.permits.settings import our_settings

PROGRAMMES = (CASES, PROMISES)
OFFICE, CLERK, CHECKER = "政务服务中心", "政务服务中心 贺", "政务服务中心 苗"
LAND, PROJECTS = "land-parcels", "investment-projects"
A_MONTH = 2
DAYS, OURS, PACK = worked_days(), our_settings(), find_programmes().programmes[CASES]
LIST = read_ours()
NAMED = {one.key: one.name.zh for one in published().every}
WAY = ("land-permit", "title", "works-permit", "building-permit")
"""In which order the office works on them."""
WORKS = ("智能装备", "光伏组件", "精密部件", "数据中心", "仓储中心", "研发楼", "新材料", "检测中心")


def lived(place: Place) -> Iterator[Step | Call]:
    """Month by month, each case with its own chance: what came before is the same whatever day is today."""
    nth, year = 0, 0
    for first in (one for one in place.days() if one.day == 1):
        nth, year = (nth, year) if first.year == year else (0, first.year)
        for turn in range(A_MONTH):
            nth += 1
            on = DAYS.after(first, 2 + turn * 8)
            if on < place.today:
                yield from _Life(place, on, nth, place.firms[(nth * 13 + turn) % len(place.firms)]).steps()


class _Life:
    """One project; ``slow`` ones lose their days at the building permit, as most do."""

    def __init__(self, place: Place, on: date, nth: int, firm: Firm) -> None:
        self.place, self.firm, self.nth = place, firm, nth
        self.chance = Random(f"{place.seed}-permits-{on.year}-{nth}")
        self.code, self.promise = f"SP-{on.year}-{nth:03}", f"CN-{on.year}-{nth:03}"
        self.state, self.promised = State(CASES, self.code), State(PROMISES, self.promise)
        self.now = place.at(on, self.chance.randint(9, 11), self.chance.choice((0, 15, 30, 45)))
        self.pace = self.chance.choices(("quick", "usual", "slow"), (5, 4, 2))[0]
        self.written: list[Step | Call] = []

    @property
    def case(self) -> Case:
        found = case_of(self.state)
        assert found is not None
        return found

    @property
    def own_promise(self) -> Promise:
        found = promise_of(self.promised)
        assert found is not None
        return found

    def steps(self) -> list[Step | Call]:
        self.accept()
        self.later(self.chance.randint(12, 30))
        self.deal()
        promised = self.chance.random() < 0.6
        for key in WAY:
            self.papers(key, promised=promised and key == "building-permit")
            self.permit(key)
        if self.case.stage == "issued":
            self.later(self.chance.randint(1, 4))
            self.write([started(self.case, self.now.date(), OURS, evidence=[self.place.file("开工报告", self.code)])])
        if promised:
            self.make_good()
        return self.written

    def accept(self) -> None:
        work = WORKS[self.nth % len(WORKS)]
        fields: dict[str, Value] = {
            "name": f"{self.firm.name}{work}项目", "builder": self.firm.name, "office": OFFICE,
            "kind": {"研发楼": "research", "仓储中心": "storage"}.get(work, "industrial"), "approval": "filed", "land-way": "sale",
            "standard-land": True, "region-assessed": self.nth % 5 > 0, "basement": work == "研发楼", "demolition": False,
            "hazardous": False, "special-fire": work == "数据中心", "floor-area": self.chance.randrange(8, 60) * 100_000,
            "investment": self.chance.randrange(50, 400) * 100_000_000,
        }  # fmt: skip
        links = {"enterprise": self.firm.reference, "project": f"{PROJECTS}/P-{self.nth:04}"}
        self.write([self.draft("opened", fields=fields, links=links), self.draft("moved", stage="accepted")])

    def deal(self) -> None:
        self.hand_in("sale-contract", "filing")
        self.note("contract", "国有建设用地使用权出让合同")
        self.written.append(Call(self.now + timedelta(minutes=1), _parcel(self.place, self.code, self.nth)))
        self.state_at("delivery", self.now + timedelta(hours=1))

    def permit(self, key: str) -> None:
        waits = {"quick": (0, 1), "usual": (1, 6), "slow": (6, 20)}[self.pace]
        self.hours(self.chance.uniform(*waits) * (3 if key == "building-permit" else 1))
        self.note(f"{key}-applied", "")
        self.hours(self.chance.uniform(*waits) + 0.5)
        self.note(f"{key}-issued", NAMED[key])

    def papers(self, certificate: str, *, promised: bool) -> None:
        """All that the list asks for it, but what is promised instead."""
        missing = [
            one.material
            for one in wanted(self.case, LIST, [certificate], facts_of(self.case, PACK), {})
            if one.standing is Had.MISSING and not one.material.issued and not one.material.shared
        ]
        if promised:
            self.write_promise(next(one for one in missing if one.code == "drawings"))
            missing = [one for one in missing if one.code != "drawings"]
        self.hand_in(*(one.code for one in missing))

    def hand_in(self, *codes: str) -> None:
        papers = [self.place.file(one.name.zh, self.code) for one in LIST if one.code in codes]
        papers = [one for one in papers if one.kind not in self.case.papers]
        if papers:
            self.write([self.draft("attached", evidence=tuple(papers))])

    def write_promise(self, material: Material) -> None:
        due = DAYS.after(self.now.date(), material.within or 1)
        signed = (self.place.file(PAPER, self.promise),)
        asked = Asked(
            "building-permit", material.code, "限期补交施工图审查合格书，逾期愿承担撤销后果", due, "record", signed
        )
        self.write(made(asked, self.case, self.promise, LIST, facts_of(self.case, PACK), (), on=self.now.date()))

    def make_good(self) -> None:
        """Most in time; one in a dozen is found untrue and revoked."""
        if self.nth % 12 == 5:
            self.later(24)
            found = Found(
                self.now.date(),
                "现场与承诺不符，逾期未补",
                untrue=True,
                on_record=True,
                evidence=(self.place.file(DECISION, self.promise),),
            )
            self.write([revoked(self.own_promise, found)], CHECKER)
            return
        self.later(self.chance.choice((2, 4, 6, 8, 10, 16)))
        drawings = next(one for one in LIST if one.code == "drawings")
        self.write(
            handed_in(
                self.own_promise, self.now.date(), [self.place.file(drawings.name.zh, self.promise)], material=drawings
            )
        )
        self.later(1)
        self.write([found_good(self.own_promise, Found(self.now.date(), "书面核查相符"))], CHECKER)

    # What it is written with.

    def draft(self, kind: str, **more: object) -> Draft:
        return Draft(programme=CASES, subject=self.code, kind=kind, effective_on=self.now.date(), **more)  # type: ignore[arg-type]

    def note(self, what: str, paper: str) -> None:
        evidence = [self.place.file(paper, self.code)] if paper and paper not in self.case.papers else []
        self.write(
            noted(
                self.case,
                happenings()[what],
                self.now.replace(tzinfo=None),
                OURS,
                on=self.now.date(),
                evidence=evidence,
            )
        )

    def state_at(self, what: str, at: datetime) -> None:
        self.write(noted(self.case, happenings()[what], at.replace(tzinfo=None), OURS, on=at.date()))

    def write(self, drafts: Iterable[Draft], actor: str = CLERK) -> None:
        for one in drafts:
            said = {name: getattr(one, name) for name in Draft.__struct_fields__}
            state = self.state if one.programme == CASES else self.promised
            state.take(len(self.written), Entry(**said, version=1, actor=actor, recorded_at=""))
            self.written.append(Step(self.now, actor, one))
        self.now += timedelta(minutes=2)

    def later(self, working_days: int) -> None:
        on = DAYS.after(self.now.date(), working_days)
        self.now = self.place.at(on, self.chance.randint(9, 11), self.chance.choice((5, 20, 35, 50)))

    def hours(self, many: float) -> None:
        """So many office hours on, as the clock of the zone runs."""
        minutes, clock = round(many * 60), OURS.clock
        while minutes > 0:
            step = timedelta(minutes=5)
            minutes -= clock.between(self.now.replace(tzinfo=None), (self.now + step).replace(tzinfo=None))
            self.now += step


def _parcel(place: Place, code: str, nth: int) -> Callable[[datetime], None]:
    """The case is linked to a parcel that the land register has by then, where there is one."""

    def run(moment: datetime) -> None:
        if LAND not in place.ledger.programmes:
            return
        known = sorted(states_of_programme(place.ledger, programme=LAND))
        if known:
            links = {"parcel": f"{LAND}/{known[nth % len(known)]}"}
            draft = Draft(programme=CASES, subject=code, kind="linked", effective_on=moment.date(), links=links)
            append(place.ledger, [draft], actor=CLERK, now=moment)

    return run
