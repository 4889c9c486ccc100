"""How far each target is: from the ledger's figures where it is bound, from what was reported, from its parts.

Every bound target is answered out of one question a (programme, indicator, split), asked by month over three years: 300
targets ask some hundred questions, not 300. Values are in base units; what has none says why, in both languages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from dajuan.answers.binding import bound_to, unit_clash
from dajuan.answers.read import parts_of
from dajuan.answers.target import Binding, Target
from dajuan.answers.year_to_date import NOTHING_COUNTED, YearToDate
from dajuan.figures.ask import RootedEngine
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Count, Indicator, InStage, Programme

Origin = Literal["figures", "reported", "parts", "steps", "none"]
"""figures 台账指标 · reported 填报 · parts 分解各部分之和 · steps 节点 · none 无从计量."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a target has come to by a day."""

    origin: Origin
    value: Fraction | None = None
    """Base units; of a task the share done, 0–1."""
    months: tuple[tuple[date, Fraction], ...] = ()
    """This year's course: the last day of each month (or the day asked about) and the value by then."""
    earlier: tuple[tuple[date, Fraction], ...] = ()
    """The course of the years before, in the same way: each year's months run from January."""
    last_year: Fraction | None = None
    """The value by the same day of the year before."""
    entries: int = 0
    evidence: int = 0
    """Pieces of evidence given with what was reported; of figures see their lineage."""
    last_on: date | None = None
    why: tuple[str, str] | None = None
    """Why there is no value."""

    @property
    def year_end_before(self) -> Fraction | None:
        """Where the year before ended."""
        return self.earlier[-1][1] if self.earlier else None


def measure(
    targets: Sequence[Target],
    programmes: Mapping[str, Programme],
    engine: RootedEngine,
    *,
    as_of: date,
    size: int | None = None,
    verified: bool = False,
) -> dict[str, Measured]:
    """Every target by its code. ``size``: as known when the log had so many entries."""
    asked = _Asked(targets, programmes, engine, as_of, size, verified)
    return {one.code: asked.of(one) for one in targets}


class _Asked:
    def __init__(
        self,
        targets: Sequence[Target],
        programmes: Mapping[str, Programme],
        engine: RootedEngine,
        as_of: date,
        size: int | None,
        verified: bool,
    ) -> None:
        self.targets, self.programmes, self.as_of = targets, programmes, as_of
        wanted: dict[tuple[str, str], set[str | None]] = defaultdict(set)
        for one in targets:
            if one.binding is not None:
                wanted[one.binding.programme, one.binding.field].add(one.binding.part or None)
        self.courses = YearToDate(engine, as_of, size, verified, wanted)
        self.parts: dict[str, list[Target]] = defaultdict(list)
        for one in targets:
            if one.part_of and one.stage != "dropped":
                self.parts[one.part_of].append(one)
        self.known: dict[str, Measured] = {}

    def of(self, target: Target) -> Measured:
        if target.code not in self.known:
            # Set first: parts that lead back to the whole find this and stop.
            self.known[target.code] = Measured("none", why=("分解成了一个圈", "its parts lead back to itself"))
            self.known[target.code] = self._of(target)
        return self.known[target.code]

    def _of(self, target: Target) -> Measured:
        if target.binding is not None:
            return self._bound(target, target.binding)
        if target.kind != "number":
            return self._task(target)
        if target.reported:
            return self._reported(target)
        parts = [one for one in self.parts[target.code] if one.kind == "number"]
        if parts:
            return self._from_parts(target, parts)
        return Measured("none", why=("没有绑定指标，也没有填报", "bound to no indicator, and nothing was reported"))

    def _bound(self, target: Target, binding: Binding) -> Measured:
        try:
            programme, indicator = bound_to(self.programmes, binding)
            course = self.courses.of(programme, indicator, target.year, by=binding.field, part=binding.part or None)
        except LedgerError as error:
            return Measured("none", why=(error.zh, error.en))
        clash = unit_clash(indicator, target.value.text) if target.value else None
        if clash is not None:
            return Measured("none", why=clash)
        if course is None and self._counts_nothing(programme, indicator, binding):
            course = NOTHING_COUNTED
        if course is None or course.value is None:
            of = f"（{binding.field}={binding.part}）" if binding.part else ""
            zh = f"指标“{indicator.name.zh}”{of}到 {self.as_of} 没有记录"
            return Measured("none", why=(zh, f"nothing recorded of '{indicator.key}' {of} by {self.as_of}"))
        return Measured(
            "figures",
            course.value,
            course.months,
            course.earlier,
            course.last_year,
            course.entries,
            last_on=course.months[-1][0] if course.months else None,
        )

    def _counts_nothing(self, programme: Programme, indicator: Indicator, binding: Binding) -> bool:
        """Nought of a part that is there; a part nobody ever named (a slip in its name) is not known."""
        counts = isinstance(indicator.definition, Count | InStage)
        return counts and bool(binding.part) and self.courses.knows(programme, binding.field, binding.part)

    def _reported(self, target: Target) -> Measured:
        told = [said for said in target.reported if said.on.year == target.year and said.on <= self.as_of]
        before = [said for said in target.reported if said.on.year < target.year]
        if not told:
            return Measured("none", why=(f"{target.year} 年还没有填报", f"nothing was reported in {target.year}"))
        return Measured(
            "reported",
            told[-1].amount.value,
            tuple((said.on, said.amount.value) for said in told),
            tuple((said.on, said.amount.value) for said in before),
            entries=len(told),
            evidence=sum(1 for seq, _ in target.evidence if seq in {said.seq for said in told}),
            last_on=told[-1].on,
        )

    def _from_parts(self, target: Target, parts: Sequence[Target]) -> Measured:
        if not target.accrues:
            return Measured("none", why=("比率、水平数不能由各部分相加", "a level is not the sum of its parts"))
        found = [self.of(one) for one in parts]
        known = [one for one in found if one.value is not None]
        if not known:
            return Measured("none", why=("各部分都还没有数", "none of its parts has a figure yet"))
        days = sorted({day for one in known for day, _ in one.months})
        return Measured(
            "parts",
            sum((one.value for one in known if one.value is not None), Fraction(0)),
            tuple((day, sum((_by(one.months, day) for one in known), Fraction(0))) for day in days),
            entries=sum(one.entries for one in known),
            evidence=sum(one.evidence for one in known),
            last_on=max((one.last_on for one in known if one.last_on), default=None),
        )

    def _task(self, target: Target) -> Measured:
        """A task is done when it is said and reviewed to be; until then its milestones or its owner tell how far."""
        if target.over:
            return Measured("steps", Fraction(1), last_on=target.stage_on, entries=1, evidence=len(target.evidence))
        steps = parts_of(self.targets, target.code)
        if steps:
            return self._steps(steps)
        if target.kind == "milestone" and not target.progress:
            return Measured("steps", Fraction(0))
        if target.progress:
            day, share, _ = target.progress[-1]
            months = tuple((on, done) for on, done, _ in target.progress)
            return Measured("reported", share, months, entries=len(months), evidence=len(target.evidence), last_on=day)
        return Measured("none", why=("没有数字，也没有填报进度", "no number, and no progress was reported"))

    def _steps(self, steps: Sequence[Target]) -> Measured:
        weights = [one.weight or Fraction(1) for one in steps]
        total, done, course = sum(weights, Fraction(0)), Fraction(0), []
        for step, weight in sorted(zip(steps, weights, strict=True), key=lambda pair: pair[0].stage_on):
            if step.over:
                done += weight / total
                course.append((step.stage_on, done))
        return Measured(
            "steps",
            done,
            tuple(course),
            entries=len(course),
            evidence=sum(len(one.evidence) for one in steps),
            last_on=course[-1][0] if course else None,
        )


def _by(months: Sequence[tuple[date, Fraction]], day: date) -> Fraction:
    return next((value for on, value in reversed(months) if on <= day), Fraction(0))
