"""One target's year as a list of what is written of it: accepted, reported, reviewed, sent back, extended, closed."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random

from samples.plan_year.agenda import Call, Step
from samples.plan_year.course import Course, course, value_told
from samples.plan_year.decisions import Decisions
from samples.plan_year.papers import CLOSING, REPORT, breakdown, paper, picture
from samples.plan_year.people import OFFICE, REVIEWERS, another_reviewer, reporter
from samples.year.month import month_end

from dajuan.answers.extension import answer_extension
from dajuan.answers.plan import read_changes, settle
from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.programmes.values.amounts import amount_in

SIMULATED = "模拟数据"
_MISSING, _LATE, _SENT_BACK, _PAPER = 0.06, 0.08, 0.08, 0.45
"""Shares of a year's reports."""
_LISTS = (1, 4, 7, 10)
"""The months in which a quarter is reported."""
_DOING = ("按计划推进", "已召开调度会，逐项落实", "正在办理前期手续", "现场施工", "已完成阶段任务，转入下一步")


@dataclass(frozen=True)
class Stage:
    """The year that lives are played in."""

    ledger: Ledger
    store: EvidenceStore
    decisions: Decisions
    year: int
    seed: int
    timezone: tzinfo

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), self.timezone)


def script(stage: Stage, target: Target, known: list[Target]) -> list[Step | Call]:
    """Everything that happens to a target after it was assigned, but for its closing at the year's end."""
    return list(_Script(stage, target, known).all())


def told(stage: Stage, target: Target, known: list[Target], day: date, *, papers: bool) -> list[Step]:
    """A report beside the monthly ones, of how far it is by the end of the day's month, or of its year."""
    end = min(day, date(stage.year, 12, 31))
    return list(_Script(stage, target, known).report(day, end, end.month, papers=papers))


def _as_settled(stage: Stage, target: Target) -> Target:
    """With the value that its dispute will end in."""
    decision = stage.decisions.one(target.code, "dispute")
    if decision is None or target.value is None:
        return target
    value = target.value._replace(amount=amount_in(decision.said), text=decision.said)
    return replace(target, value=value)


class _Script:
    def __init__(self, stage: Stage, target: Target, known: list[Target]) -> None:
        self.stage, self.target = stage, _as_settled(stage, target)
        self.random = Random(f"{stage.seed} {target.code}")
        self.who, self.reviewer = reporter(target.owner), REVIEWERS[sum(map(ord, target.owner)) % 2]
        self.minute = sum(map(ord, target.owner)) % 50
        self.divided = any(one.part_of == target.code for one in known)
        shape = stage.decisions.one(target.code.partition(".")[0], "course")
        told = shape.said if shape else "steady" if target.binding else ""
        self.extend = stage.decisions.one(target.code, "extend")
        due = date.fromisoformat(self.extend.said) if self.extend else target.due
        month = due.month + 12 * (due.year - stage.year)
        self.fares: Course = course(self.random, told, due_month=month)
        self.asked = False

    def all(self) -> Iterator[Step | Call]:
        if self.fares.silent and self.random.random() < 0.5:
            return  # Not even accepted.
        accepted = date(self.stage.year, 1, 20) + timedelta(days=self.random.randint(0, 7))
        yield from self._disputed()
        yield self._moved(accepted + timedelta(days=2), "accepted", self.who, 9)
        if self.target.kind == "milestone":
            yield from self._milestone(accepted)
            return
        for month in range(1, 13):
            yield from self._extension(month)
            missing = month < 12 and self.random.random() < _MISSING
            if not missing and self._tells(month):
                day = yield from self._month(month)
                if self._complete(month):
                    yield from self.closed(day)
                    return

    def _tells(self, month: int) -> bool:
        """Of what is bound or divided its owner only says what is being done: figures come from elsewhere."""
        return self.fares.told(month) and (self.target.value is not None or self.target.kind != "number")

    def _complete(self, month: int) -> bool:
        return self.target.kind == "task" and not self.divided and self.fares.shares[month - 1] >= 1

    # Steps --------------------------------------------------------------------------------------------------------

    def _moved(self, day: date, stage: str, actor: str, hour: int, **more: object) -> Step:
        return self._step(day, "moved", actor, hour, stage=stage, **more)

    def _step(self, day: date, kind: Kind, actor: str, hour: int, **more: object) -> Step:
        more.setdefault("effective_on", day)
        draft = Draft(programme=PROGRAMME, subject=self.target.code, kind=kind, **more)  # type: ignore[arg-type]
        return Step(self.stage.at(day, hour, self.minute if actor == self.who else 0), actor, draft)

    def _disputed(self) -> Iterator[Step | Call]:
        decision = self.stage.decisions.one(self.target.code, "dispute")
        if decision is None:
            return
        day = date(self.stage.year, 1, 19)
        yield self._moved(day, "disputed", self.who, 16, note=decision.why)
        answered = day + timedelta(days=2)

        def answer(now: datetime) -> None:
            changes = {"value": decision.said}
            settle(self.stage.ledger, [self.target.code], actor=OFFICE, on=answered, changes=changes, now=now)

        yield Call(self.stage.at(answered, 8), answer)

    def _extension(self, month: int) -> Iterator[Step | Call]:
        """Asked for late in the month before it is due, and granted three days later."""
        extend = self.extend
        if extend is None or month != self.target.due.month:
            return
        day = date(self.stage.year, month - 1, 24) if month > 1 else date(self.stage.year, 1, 30)
        fields = read_changes(self.stage.ledger, {"asked-until": extend.said})
        yield self._moved(day, "extension-asked", self.who, 16, note=extend.why, fields=fields)
        answered = day + timedelta(days=3)

        def answer(now: datetime) -> None:
            answer_extension(
                self.stage.ledger, self.target.code, granted=True, why=f"同意延至 {extend.said}", actor=OFFICE,
                on=answered, now=now,
            )  # fmt: skip

        yield Call(self.stage.at(answered, 16), answer)

    def _month(self, month: int) -> Generator[Step | Call, None, date]:
        """A month's report and its review; gives the day on which it was passed."""
        end = month_end(self.stage.year, month)
        day = end + timedelta(days=14 if month < 12 and self.random.random() < _LATE else 5)
        if self.random.random() < _SENT_BACK:
            old = month > 1 and self.random.random() < 0.5 and self._by_hand()
            yield from self.report(day, end, month - 1 if old else month, papers=False)
            why = "填的是上月的数，请填自年初累计" if old else "没有附佐证材料"
            yield self._moved(day + timedelta(days=3), "sent-back", self.reviewer, 15, note=why)
            day += timedelta(days=5)
            yield from self.report(day, end, month, papers=True)
        else:
            often = _PAPER + 0.3 * (month % 3 == 0)
            yield from self.report(day, end, month, papers=self.random.random() < often)
        day += timedelta(days=3)
        yield self._moved(day, "reviewed", self.reviewer, 15)
        return day

    def report(self, day: date, end: date, month: int, *, papers: bool) -> Iterator[Step]:
        told = self._told(month)
        evidence = (self._proof(day, told),) if papers else ()
        yield self._step(day, "stated", self.who, 10, effective_on=end, fields=told, evidence=evidence, note=SIMULATED)
        yield self._moved(day, "reported", self.who, 10)

    def _proof(self, day: date, told: Mapping[str, Value]) -> Evidence:
        """What fits: of a quarter's number a list, of works a photograph, else a sheet of paper."""
        store, code = self.stage.store, self.target.code
        if "reported" in told and day.month in _LISTS:
            return breakdown(store, code, self.target.name, str(told["reported"]), day)
        if "progress" in told:
            return picture(store, code, day, self.fares.shares[min(day.month, 12) - 1])
        return paper(store, code, REPORT, day, self.target.name)

    def _told(self, month: int) -> dict[str, Value]:
        told: dict[str, object] = {"doing": self.random.choice(_DOING)}
        if self._by_hand():
            told["reported"] = value_told(self.target, self.fares, month)
        elif self.target.kind == "task" and not self.divided:
            told["progress"] = f"{min(100.0, self.fares.shares[month - 1] * 100):.0f}%"
        return read_changes(self.stage.ledger, told)

    def _by_hand(self) -> bool:
        return self.target.kind == "number" and self.target.binding is None and not self.divided

    def _milestone(self, accepted: date) -> Iterator[Step | Call]:
        late = {"behind": 45, "stuck": 400, "fading": 400, "late": 20}.get(self.fares.shape, self.random.randint(-8, 4))
        day = max(self.target.due + timedelta(days=late), accepted + timedelta(days=6))
        if day > date(self.stage.year, 12, 24):
            return
        fields = read_changes(self.stage.ledger, {"progress": "100%", "doing": f"{self.target.name}，已完成"})
        evidence = (picture(self.stage.store, self.target.code, day, 1),)
        yield self._step(day, "stated", self.who, 10, fields=fields, evidence=evidence, note=SIMULATED)
        yield self._moved(day, "reported", self.who, 10)
        yield self._moved(day + timedelta(days=3), "reviewed", self.reviewer, 15)
        yield from self.closed(day + timedelta(days=3))

    def closed(self, passed: date) -> Iterator[Step]:
        return closed(self.stage, self.target, passed)


def closed(stage: Stage, target: Target, passed: date) -> Iterator[Step]:
    """办结 by the reviewer two days after the last report was passed, 销号 by the other one on the sheet signed for it."""
    reviewer = REVIEWERS[sum(map(ord, target.owner)) % 2]
    last: tuple[Evidence, ...] = (paper(stage.store, target.code, CLOSING, passed, target.name),)
    for days, key, actor in ((1, "done", reviewer), (2, "closed", another_reviewer(reviewer))):
        day = passed + timedelta(days=days)
        draft = Draft(
            programme=PROGRAMME, subject=target.code, kind="moved", stage=key, effective_on=day,
            evidence=last if key == "closed" else (),
        )  # fmt: skip
        yield Step(stage.at(day, 16), actor, draft)
