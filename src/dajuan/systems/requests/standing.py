"""一件诉求此刻如何 how a request stands on a day: its clock, what is left, which step of the ladder it has reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from dajuan.answers.notices.ladder import Rung
from dajuan.standards.working_days import WorkedDays
from dajuan.systems.requests.case import Case, Round
from dajuan.systems.requests.clock import Clock, due, used
from dajuan.systems.requests.handling import Handling, Handlings

Waits = Literal["office", "department", "enterprise", "visit", "close", ""]
"""Who has to do something next: "" where it has ended."""


class Standing(NamedTuple):
    case: Case
    rule: Handling
    waits: Waits
    clock: Clock
    """Of whoever it lies with: the department's limit, or the office's for assigning, visiting, closing."""
    used: int
    due: date | None
    """None while the clock stands still."""
    rung: Rung | None
    """Of the department's ladder."""

    @property
    def limit(self) -> int:
        return self.clock.limit

    @property
    def left(self) -> int:
        """Working days; less than none is overdue."""
        return self.limit - self.used

    @property
    def over(self) -> int:
        return max(0, -self.left)

    @property
    def is_still(self) -> bool:
        return self.clock.stands_still

    @property
    def light(self) -> str:
        """White is not running, green in time, yellow near (by the ladder), red over; blue done."""
        if not self.waits:
            return "blue"
        if self.is_still:
            return "white"
        if self.left < 0:
            return "red"
        return "yellow" if self.rule.near(self.used, self.limit) else "green"

    @property
    def share(self) -> int:
        """Percent of the limit, for a bar."""
        return min(100, self.used * 100 // self.limit)


class Answered(NamedTuple):
    """A round that came to an answer: how long it took against its limit."""

    on: date
    used: int
    limit: int

    @property
    def in_time(self) -> bool:
        return self.used <= self.limit


def standing(case: Case, rules: Handlings, on: date, days: WorkedDays) -> Standing:
    rule = rules.on(case.received_on)
    waits = waits_for(case)
    clock = _clock_now(case, rule, waits)
    ran = used(clock, on, days)
    rung = rule.rung(ran, clock.limit) if waits == "department" else None
    return Standing(case, rule, waits, clock, ran, due(clock, days), rung)


def waits_for(case: Case) -> Waits:
    if not case.is_open:
        return ""
    match case.stage:
        case "waiting":
            return "enterprise"
        case "answered":
            return "visit"
        case "visited":
            return "close"
        case "received" | "not-ours" | "":
            return "office"
    return "department"


def limit_of(case: Case, rule: Handling) -> int:
    """The department's, with what was granted beyond."""
    return rule.limit(case.kind, case.grade) + case.extension


def _clock_now(case: Case, rule: Handling, waits: Waits) -> Clock:
    match waits:
        case "office":
            return Clock(case.returned_on or case.received_on, rule.assign_within)
        case "visit" | "close":
            return Clock(case.stage_on, rule.visit_within)
    if case.round is None:
        return Clock(case.received_on, rule.assign_within, (), case.ended_on)
    clock = handling_clock(case, rule, case.round, len(case.rounds) == 1)
    return clock._replace(stopped=clock.stopped or case.ended_on)


def handling_clock(case: Case, rule: Handling, one: Round, first: bool) -> Clock:
    """The clock of a round. A second one, after a visit that found it wanting, starts with it, limit and all."""
    begun = one.begun[-1] if rule.clock == "reassigned" else one.begun[0]
    start = case.received_on if first and rule.clock == "received" else begun
    return Clock(start, limit_of(case, rule), one.pauses, one.answered_on)


def answers_of(case: Case, rules: Handlings, days: WorkedDays) -> list[Answered]:
    """Each round that was answered."""
    rule = rules.on(case.received_on)
    found = []
    for at, one in enumerate(case.rounds):
        if one.answered_on is not None:
            clock = handling_clock(case, rule, one, at == 0)
            found.append(Answered(one.answered_on, used(clock, one.answered_on, days), clock.limit))
    return found


def by_urgency(some: Iterable[Standing]) -> list[Standing]:
    """What is due soonest first; of what stands still, the oldest first, at the end."""
    return sorted(some, key=lambda one: (one.due is None, one.due or one.case.received_on, one.case.code))


def of_department(some: Iterable[Standing], departments: frozenset[str] | None) -> Iterator[Standing]:
    """Those that lie with one of these organisations, or with any (None)."""
    for one in some:
        if departments is None or _lies_with(one) in departments:
            yield one


def _lies_with(one: Standing) -> str:
    return one.case.department if one.waits in {"department", "enterprise"} else one.case.office
