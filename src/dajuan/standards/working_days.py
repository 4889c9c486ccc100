"""工作日 working days: weekends, public holidays (法定节假日) and the days worked instead of them (调休), and counting them.

The holidays of a year are what the State Council announces in the autumn before (国务院办公厅关于部分节假日安排的通知,
under 《全国年节及纪念日放假办法》); the dates come from the package ``chinesecalendar`` (MIT), which is issued anew
each year. A year that it does not have is refused: a guess would look like a fact. Whoever must go on asks
:meth:`Calendar.or_weekends` for one that knows weekends only, and says so with :func:`said_unknown`.

Counting follows 民法典 第二百零一条 (the day it begins is not counted) and 第二百零三条 (a last day that is a holiday
gives way to the first day after it); limits in working days are e.g. those of 行政许可法 第八十二条.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

_ONE = timedelta(days=1)
_SATURDAY = 5
_YEARS_AHEAD = 3
"""Of a :class:`WorkedDays` beyond the last year whose holidays are known, by weekends alone: ``unknown`` says so."""
_SETTLED = (12, 28)
"""29–31 December may yet be moved by the next year's announcement, as in 2006, 2007, 2018 (data of chinesecalendar)."""


class UnknownYearError(ValueError):
    """A day whose year's holidays this calendar does not have."""

    def __init__(self, day: date, calendar: Calendar) -> None:
        self.zh = (
            f"不知道 {day} 是不是工作日：手里的放假安排从 {calendar.first} 到 {calendar.last}；"
            "请升级 chinesecalendar（每年放假安排公布后更新）"
        )
        self.en = (
            f"whether {day} is a working day is not known: the holidays at hand are of {calendar.first} to"
            f" {calendar.last}; upgrade chinesecalendar, which is issued anew once a year's holidays are announced"
        )
        super().__init__(f"{self.zh} / {self.en}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked, between two days. ``holidays`` and ``worked`` are the exceptions from the week."""

    first: date
    last: date
    holidays: frozenset[date]
    worked: frozenset[date]
    """调休: Saturdays and Sundays that are worked."""
    weekends_elsewhere: bool = False
    """Outside these days, take Saturdays and Sundays off and work on all others, instead of refusing."""

    def knows(self, day: date) -> bool:
        return self.first <= day <= self.last

    def works(self, day: date) -> bool:
        """Is this a working day? :class:`UnknownYearError` when that is not known."""
        if not self.knows(day) and not self.weekends_elsewhere:
            raise UnknownYearError(day, self)
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.holidays)

    def next_working(self, day: date) -> date:
        """The day itself if it is worked, else the first one after it that is."""
        while not self.works(day):
            day += _ONE
        return day

    def after(self, day: date, working_days: int) -> date:
        """The last day of a limit of so many working days that begins on ``day``; ``day`` itself does not count."""
        if working_days < 1:
            raise ValueError("a limit is of one working day or more")
        for _ in range(working_days):
            day = self.next_working(day + _ONE)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; none if ``end`` is not later."""
        return sum(self.works(start + _ONE * days) for days in range(1, (end - start).days + 1))

    def unknown_years(self, days: Iterable[date]) -> tuple[int, ...]:
        """The years of those days whose holidays are not known; of a last year known, its last days."""
        return tuple(sorted({day.year for day in days if not self.knows(day)}))

    def or_weekends(self) -> Calendar:
        """The same calendar, which outside its days knows weekends only and refuses nothing."""
        return replace(self, weekends_elsewhere=True)


def said_unknown(years: Iterable[int]) -> tuple[str, str]:
    """What a count that used :meth:`Calendar.or_weekends` has to say of the years it guessed, Chinese and English."""
    listed = [str(year) for year in years]
    return (
        f"没有 {'、'.join(listed)} 年（或其年末几天）的放假安排，只按周末算工作日；请升级 chinesecalendar",
        f"the holidays of {', '.join(listed)} (or of its last days) are not at hand: only weekends were taken as days"
        " off; upgrade chinesecalendar",
    )


@cache
def china() -> Calendar:
    """The working days of the People's Republic of China, as far as the installed ``chinesecalendar`` knows them."""
    from chinese_calendar import holidays, workdays

    last = max(day.year for day in holidays)
    return Calendar(
        first=date(min(day.year for day in holidays), 1, 1),
        last=date(last, *_SETTLED),
        holidays=frozenset(holidays),
        worked=frozenset(workdays),
    )


class WorkedDays:
    """A calendar whose working days are counted by looking two numbers up."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar.or_weekends()
        self.first = calendar.first
        self.last = date(calendar.last.year + _YEARS_AHEAD, 12, 31)
        days = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
        self._before = [0, *accumulate(int(self.calendar.works(day)) for day in days)]
        """How many working days lie before the n-th day."""

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; none if ``end`` is not later."""
        if end <= start:
            return 0
        if not (self.first <= start and end <= self.last):
            return self.calendar.between(start, end)
        return self._before[(end - self.first).days + 1] - self._before[(start - self.first).days + 1]

    def after(self, day: date, working_days: int) -> date:
        """The last day of a limit that begins on ``day``, which does not count."""
        if working_days < 1 or not self.first <= day <= self.last:
            return self.calendar.after(day, working_days)
        wanted = self._before[(day - self.first).days + 1] + working_days
        place = bisect_left(self._before, wanted)
        if place >= len(self._before):
            return self.calendar.after(day, working_days)
        return self.first + timedelta(days=place - 1)

    def unknown(self, days: Iterable[date]) -> tuple[int, ...]:
        return self.calendar.unknown_years(days)


@cache
def worked_days() -> WorkedDays:
    """Of China, as far as its holidays are known."""
    return WorkedDays(china())
