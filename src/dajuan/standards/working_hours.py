"""工作时间 working hours: minutes of office time between two moments, on the days that are worked.

Which hours an office is open is each place's own; which days are worked is ``working_days``'. A moment outside them counts
as the end of the stretch before it: what is handed in at night waits for the morning, and the night is not counted.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from dajuan.standards.trouble import RuleError
from dajuan.standards.working_days import WorkedDays

_SPAN = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_DAY = 24 * 60


class OfficeHours(NamedTuple):
    """Stretches of a day in minutes after midnight, in order, none touching another."""

    spans: tuple[tuple[int, int], ...]

    @property
    def a_day(self) -> int:
        """Minutes."""
        return sum(end - start for start, end in self.spans)

    def until(self, minute: int) -> int:
        """Minutes worked of a day up to one of its minutes."""
        return sum(min(max(minute, start), end) - start for start, end in self.spans)

    def __str__(self) -> str:
        return " ".join(f"{_clock(start)}-{_clock(end)}" for start, end in self.spans)


def read_office_hours(text: str) -> OfficeHours:
    """``09:00-12:00 13:00-17:00``. Raises :class:`RuleError` naming the stretch that is wrong."""
    spans: list[tuple[int, int]] = []
    for word in text.split():
        found = _SPAN.fullmatch(word)
        start, end = (int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])) if found else (0, 0)
        if not start < end <= _DAY or (found and max(int(found[2]), int(found[4])) > 59):
            raise RuleError(
                f"“{word}”不是一段时间；写成 09:00-12:00", f"“{word}” is no stretch of a day; write 09:00-12:00"
            )
        if spans and start <= spans[-1][1]:
            raise RuleError(f"“{word}”和前一段连着或重叠", f"“{word}” touches or overlaps the stretch before it")
        spans.append((start, end))
    if not spans:
        raise RuleError(
            "没有写工作时间；写成 09:00-12:00 13:00-17:00", "no office hours; write 09:00-12:00 13:00-17:00"
        )
    return OfficeHours(tuple(spans))


class WorkingHours(NamedTuple):
    """A clock that runs in office hours of working days only."""

    hours: OfficeHours
    days: WorkedDays

    def between(self, start: datetime, end: datetime) -> int:
        """Minutes; none if ``end`` is not later. Moments are of the place, without a time zone."""
        if end <= start:
            return 0
        first, last = start.date(), end.date()
        # Whole days after the first up to and with the last; then what is left of the first, less what is left of the last.
        whole = self.days.between(first, last) * self.hours.a_day
        return whole + self._left(start) - self._left(end)

    def _left(self, moment: datetime) -> int:
        """Minutes of its day that are still to come."""
        if not self.days.calendar.works(moment.date()):
            return 0
        return self.hours.a_day - self.hours.until(moment.hour * 60 + moment.minute)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
