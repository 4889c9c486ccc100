"""When somebody may be disturbed: not in quiet hours, and on working days only. What comes then waits; it is not lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from dajuan.standards.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Hours:
    """From ``quiet_from`` until ``quiet_until``, over midnight where the first is later; equal: never quiet."""

    quiet_from: time = time(22)
    quiet_until: time = time(8)
    working_days_only: bool = True

    def quiet(self, at: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until


def open_from(now: datetime, hours: Hours, calendar: Calendar) -> datetime:
    """The first moment from ``now`` on, in its own time zone, at which a message may go out; ``now`` if it is one."""
    moment = now
    while True:
        if hours.working_days_only and not calendar.works(moment.date()):
            day = calendar.next_working(moment.date() + timedelta(days=1))
            moment = datetime.combine(day, time(0), now.tzinfo)
        elif hours.quiet(moment.time()):
            day = moment.date() + timedelta(days=moment.time() >= hours.quiet_until)
            moment = datetime.combine(day, hours.quiet_until, now.tzinfo)
        else:
            return moment
