"""To which event a signed project is credited, where several claim it: to one, and always the same.

1. An event has to have been held. A project signed before an event began is not its doing, nor one signed more than
   ``window_days`` after it ended; one that is not signed yet waits; one that was terminated counts for nobody.
2. Of those left: the event during whose days the project was signed. If there are several such, or none, the one that began
   first — it made the contact —, then the one with the lower code.
3. The others have helped: they show the project and count nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from dajuan.standards.words import NOTHING, Words
from dajuan.systems.events.events import Event
from dajuan.systems.events.projects import Project
from dajuan.systems.events.settings import Lines


class Case(StrEnum):
    CREDITED = "credited"
    HELPED = "helped"
    """Another event has it."""
    UNSIGNED = "unsigned"
    BEFORE = "before"
    """Signed before the event began."""
    LATE = "late"
    """Signed too long after it."""
    NOT_HELD = "not-held"
    DEAD = "dead"
    MISSING = "missing"
    """There is no such project."""


class Claim(NamedTuple):
    """One event with one project that it is linked to."""

    event: Event
    code: str
    project: Project | None
    case: Case
    why: Words
    winner: Event | None = None
    """The event that has it, where this one has helped."""

    @property
    def counted(self) -> int:
        """分: nothing but where it is credited."""
        return self.project.total if self.project and self.case is Case.CREDITED else 0


def claims(some: Iterable[Event], projects: Mapping[str, Project], lines: Lines) -> list[Claim]:
    """Every claim with its case, by project, then by the order of events."""
    by_project: dict[str, list[Event]] = defaultdict(list)
    for event in some:
        for code in dict.fromkeys(event.claims):
            by_project[code].append(event)
    return [claim for code in sorted(by_project) for claim in _of(code, projects.get(code), by_project[code], lines)]


def _of(code: str, project: Project | None, rivals: list[Event], lines: Lines) -> Iterable[Claim]:
    barred = {event.code: _barred(event, project, lines) for event in rivals}
    left = [event for event in rivals if barred[event.code] is None]
    winner = min(left, key=lambda one: _place(one, project), default=None) if project else None
    for event in rivals:
        case = barred[event.code] or (Case.CREDITED if winner is event else Case.HELPED)
        yield Claim(event, code, project, case, _why(case, event, project, lines, rivals), winner)


def _place(event: Event, project: Project | None) -> tuple[bool, object, str]:
    is_there = project is not None and project.signed is not None and event.is_on(project.signed)
    return not is_there, event.first, event.code


def _barred(event: Event, project: Project | None, lines: Lines) -> Case | None:
    if project is None:
        return Case.MISSING
    if not event.was_held:
        return Case.NOT_HELD
    if project.is_dead:
        return Case.DEAD
    if project.signed is None:
        return Case.UNSIGNED
    if project.signed < event.first:
        return Case.BEFORE
    return Case.LATE if project.signed > event.last + timedelta(days=lines.window_days) else None


def _why(case: Case, event: Event, project: Project | None, lines: Lines, rivals: list[Event]) -> Words:
    signed = project.signed if project else None
    match case:
        case Case.CREDITED if signed and event.is_on(signed):
            return Words(f"活动期间签约（{signed}）", f"signed during the event ({signed})")
        case Case.CREDITED if len(rivals) > 1:
            return Words(f"最早办的一场，{signed} 签约", f"the event that was first; signed on {signed}")
        case Case.CREDITED:
            return Words(
                f"办后 {lines.window_days} 天以内签约（{signed}）", f"signed within {lines.window_days} days ({signed})"
            )
        case Case.BEFORE:
            return Words(f"{signed} 就签约了，早于活动", f"signed on {signed}, before the event")
        case Case.LATE:
            return Words(
                f"{signed} 才签约，晚于活动 {lines.window_days} 天以上",
                f"signed on {signed}, more than {lines.window_days} days after the event",
            )
        case _:
            return NOTHING
