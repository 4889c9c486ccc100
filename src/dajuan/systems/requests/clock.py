"""计时 the clock: working days from a start, without the stretches on which it stood still.

The day it starts is not counted (民法典 第二百零一条). A pause begins after the day on which papers were asked for and
ends with the day on which they came: neither of its days is counted twice, and pauses that overlap count once.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dajuan.standards.working_days import WorkedDays


class Pause(NamedTuple):
    """From the day on which the clock stopped to that on which it went on; None: it still stands."""

    since: date
    until: date | None


class Clock(NamedTuple):
    start: date
    limit: int
    """Working days."""
    pauses: tuple[Pause, ...] = ()
    stopped: date | None = None
    """When it was answered, or ended otherwise."""

    @property
    def stands_still(self) -> bool:
        return self.stopped is None and any(one.until is None for one in self.pauses)


def used(clock: Clock, on: date, days: WorkedDays) -> int:
    """Working days that it has run by a day; never fewer on a later one, never less than none."""
    end = min(on, clock.stopped) if clock.stopped else on
    still = sum(days.between(since, until) for since, until in _merged(clock, end))
    return days.between(clock.start, end) - still


def due(clock: Clock, days: WorkedDays) -> date | None:
    """The last day on which it is in time; None while it stands still, for that depends on when it goes on."""
    if clock.stands_still:
        return None
    end = days.after(clock.start, clock.limit)
    # Each pause that begins before the end moves the end, which may take it past the next pause.
    for since, until in _merged(clock, clock.stopped or date.max):
        if since >= end:
            break
        if moved := days.between(since, until):
            end = days.after(end, moved)
    return end


def _merged(clock: Clock, end: date) -> list[tuple[date, date]]:
    """The pauses between start and ``end``, each stretch once, in order."""
    found: list[tuple[date, date]] = []
    for since, until in sorted((max(one.since, clock.start), min(one.until or end, end)) for one in clock.pauses):
        if until <= since:
            continue
        if found and since <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], until)
        else:
            found.append((since, until))
    return found
