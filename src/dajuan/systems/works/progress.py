"""序时进度: this year's plan against what is done of it and what is due by now. Shares are of the year's plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.answers.rules import Rules
from dajuan.answers.schedule import due
from dajuan.standards.supervision.lights import State
from dajuan.systems.works.project import Project


class Progress(NamedTuple):
    """Money in 分."""

    project: Project
    plan: int | None
    """None where none was stated for this year."""
    done: int
    due: Fraction | None
    """None before anything of the year was reported."""
    state: State

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.done, self.plan) if self.plan else None

    @property
    def gap(self) -> Fraction | None:
        """Ahead of the schedule; behind it where it is negative."""
        return None if self.rate is None or self.due is None else self.rate - self.due


class Whole(NamedTuple):
    """Of several projects, each once. A rate is of those that have a plan."""

    projects: int
    plan: int
    done: int
    done_of_plan: int
    due: Fraction | None

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.done_of_plan, self.plan) if self.plan else None

    @property
    def gap(self) -> Fraction | None:
        return None if self.rate is None or self.due is None else self.rate - self.due


def progress_of(project: Project, year: int, upto: date | None, rules: Rules) -> Progress:
    """``upto``: the end of the last month reported by anybody; what is due is due by then, for the month under way has no
    number yet. A project that is planned to start within the year has its year from that day on."""
    plan, first, last = project.plans.get(year), date(year, 1, 1), date(year, 12, 31)
    done = project.done(first, upto or last)
    begins = project.day("start-due")
    begins = begins if begins is not None and begins.year == year else first
    share = None if upto is None else due(rules.curve, upto, start=begins, deadline=last)
    return Progress(project, plan, done, share, _state(project, plan, done, share, rules))


def _state(project: Project, plan: int | None, done: int, share: Fraction | None, rules: Rules) -> State:
    """What is complete is done, whatever of its plan it did not need; what was given up is held to no plan. Of what has not
    begun the start is judged, not its money (``slipping``)."""
    if project.stage in project.family.over:
        return "done"
    if not plan or project.stage in project.family.gone:
        return "unmeasured"
    if done >= plan:
        return "done"
    if share is None or project.started is None:
        return "not_due"
    return rules.lights.state(Fraction(done, plan), share)


def whole(some: Iterable[Progress], year: int, upto: date | None, rules: Rules) -> Whole:
    some = list(some)
    planned = [one for one in some if one.plan]
    share = None if upto is None else due(rules.curve, upto, start=date(year, 1, 1), deadline=date(year, 12, 31))
    return Whole(
        len(some), sum(one.plan or 0 for one in planned), sum(one.done for one in some), sum(one.done for one in planned), share
    )  # fmt: skip
