"""自年初累计: an indicator's course through the year, month by month, and through the years before.

What adds up (counts, sums) is added from January; a level is what it is at each month's end; a ratio is taken of both
its sides' courses, a growth of this year's course and last year's. So the value on the day asked about is the figure of
the span from 1 January to that day, and the months before it come with it out of the same question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from dajuan.figures.ask import RootedEngine, figures
from dajuan.figures.figure import Figure
from dajuan.figures.period import Period, split_into
from dajuan.programmes.indicator_units import indicator_unit
from dajuan.programmes.pack import Change, Count, Cumulative, Indicator, InStage, Last, Programme, Ratio, Sum

YEARS_BEFORE = 2
"""So many years before the target's own are asked for: enough for last year's rhythm and a season's forecast."""

Points = tuple[tuple[date, Fraction], ...]
"""Values in base units, by the last day of each month or, in a month that is not over, the day asked about."""


@dataclass(frozen=True, slots=True)
class Course:
    """``value`` is the last of ``months``, or None where nothing is known on the day asked about."""

    value: Fraction | None
    months: Points
    earlier: Points
    """The years before; what adds up begins anew each January."""
    last_year: Fraction | None
    """By the same day of the year before."""
    entries: int


NOTHING_COUNTED = Course(Fraction(0), (), (), None, 0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an engine answered: of each part a figure for some of the periods, and how many base units one unit is."""

    rows: Mapping[str | None, Mapping[Period, Figure]]
    factor: Fraction

    def value(self, part: str | None, period: Period) -> Fraction | None:
        figure = self.rows[part].get(period)
        return None if figure is None or figure.value is None else figure.value * self.factor

    def entries(self, part: str | None, period: Period) -> int:
        figure = self.rows[part].get(period)
        return figure.entries if figure else 0


class YearToDate:
    """Courses as of a day. An indicator is asked once, whole or by a field; a part's course is made when it is wanted."""

    def __init__(
        self,
        engine: RootedEngine,
        as_of: date,
        size: int | None = None,
        verified: bool = False,
        parts: Mapping[tuple[str, str], Collection[str | None]] | None = None,
    ) -> None:
        """``parts``: of each programme and field those that will be asked for; without it any may be."""
        self.engine, self.as_of, self.size, self.verified = engine, as_of, size, verified
        self.parts = parts or {}
        self._asked: dict[tuple[str, str, str, int], _Asked] = {}
        self._made: dict[tuple[str, str, str, int, str | None], Course | None] = {}

    def of(
        self, programme: Programme, indicator: Indicator, year: int, *, by: str = "", part: str | None = None
    ) -> Course | None:
        """The course of an indicator in a year: of the whole, or of one part where it is split ``by`` a field.

        None where nothing is known of it, and of a year that has not begun by the day asked about.
        """
        key = (programme.code, indicator.key, by, year, part)
        if key not in self._made:
            begun = date(year, 1, 1) <= self.as_of
            self._made[key] = self._of(programme, indicator, year, by, part) if begun else None
        return self._made[key]

    def _of(self, programme: Programme, indicator: Indicator, year: int, by: str, part: str | None) -> Course | None:
        def other(key: str) -> Course | None:
            return self.of(programme, programme.indicators[key], year, by=by, part=part)

        match indicator.definition:
            case Count() | Sum() | Last() | InStage() | Cumulative(since="start"):
                return self._by_month(programme, indicator, year, by, part)
            case Cumulative(of=of):
                return other(of)
            case Ratio(over=over, under=under):
                above, below = other(over), other(under)
                return _divided(above, below) if above and below else None
            case Change(of=of, against="year"):
                course = other(of)
                return _grown(course) if course else None
        return self._by_span(programme, indicator, year, by, part)

    def knows(self, programme: Programme, field: str, part: str) -> bool:
        """Whether any subject of the programme ever had this value of a field."""
        text = self.engine.dialect.text
        found = self.engine.run(
            f"select 1 from amount where programme = {text(programme.code)} and field = {text(field)}"
            f" and word = {text(part)} limit 1",
            self.size,
        )
        return bool(found)

    # From the engine ----------------------------------------------------------------------------------------------

    def _answers(
        self, programme: Programme, indicator: Indicator, year: int, by: str, periods: Sequence[Period]
    ) -> _Asked:
        key = (programme.code, indicator.key, by, year)
        if key not in self._asked:
            rows: dict[str | None, dict[Period, Figure]] = {}
            for one in figures(
                self.engine,
                programme,
                indicator.key,
                periods,
                by=by,
                as_of=self.as_of,
                size=self.size,
                verified=self.verified,
                parts=self.parts.get((programme.code, by)),
            ):
                rows.setdefault(one.part, {})[one.period] = one
            unit = indicator_unit(indicator)
            self._asked[key] = _Asked(rows, unit.factor if unit else Fraction(1))
        return self._asked[key]

    def _span(self, year: int) -> Period:
        return Period("span", date(year, 1, 1), min(date(year, 12, 31), self.as_of))

    def _by_month(
        self, programme: Programme, indicator: Indicator, year: int, by: str, part: str | None
    ) -> Course | None:
        """One question by month; in a month that is not over another one, for the same day of the year before."""
        added = isinstance(indicator.definition, Count | Sum)
        nothing = Fraction(0) if isinstance(indicator.definition, Count | InStage) else None
        now = self._span(year)
        months = _months(year, now.end)
        before = now.year_before() if now.end != months[-1].end else None
        asked = self._answers(programme, indicator, year, by, (*months, *([before] if before else [])))
        if part not in asked.rows:
            return None
        points = _points([(month, asked.value(part, month)) for month in months], added=added, nothing=nothing)
        days = [(min(period.end, self.as_of), value) for period, value in points]
        this_year = [(day, value) for day, value in days if day.year == year]
        earlier = _known([(day, value) for day, value in days if day.year < year])
        same = {(day.year, day.month): value for day, value in earlier}.get((year - 1, this_year[-1][0].month))
        entries = [asked.entries(part, month) for month in months if month.end.year == year]
        return Course(
            this_year[-1][1],
            _known(this_year),
            earlier,
            asked.value(part, before) if before else same,
            sum(entries) if added else max(entries, default=0),
        )

    def _by_span(
        self, programme: Programme, indicator: Indicator, year: int, by: str, part: str | None
    ) -> Course | None:
        """Days between stages, shares, results of rules: the figure of the year so far, without a course."""
        span = self._span(year)
        before = span.year_before()
        asked = self._answers(programme, indicator, year, by, (span, before))
        if part not in asked.rows:
            return None
        value = asked.value(part, span)
        return Course(value, _known([(span.end, value)]), (), asked.value(part, before), asked.entries(part, span))


@lru_cache(maxsize=64)
def _months(year: int, end: date) -> tuple[Period, ...]:
    """From the first January asked for to a day."""
    return tuple(split_into(Period("span", date(year - YEARS_BEFORE, 1, 1), end), "month"))


def _points(
    months: Sequence[tuple[Period, Fraction | None]], *, added: bool, nothing: Fraction | None
) -> list[tuple[Period, Fraction | None]]:
    """A value for every month. Nothing counted is nought; of what is measured nothing is known before the first entry,
    and what adds up stays what it was in a month without one."""
    points: list[tuple[Period, Fraction | None]] = []
    for _, some in groupby(months, key=lambda one: one[0].start.year):
        total = nothing
        for month, found in some:
            value = nothing if found is None else found
            total = total if value is None else (total or Fraction(0)) + value
            points.append((month, total if added else value))
    return points


def _known(days: list[tuple[date, Fraction | None]]) -> Points:
    return tuple((day, value) for day, value in days if value is not None)


# From courses -----------------------------------------------------------------------------------------------------


def _divided(over: Course, under: Course) -> Course:
    return Course(
        _over(over.value, under.value),
        _each(over.months, under.months),
        _each(over.earlier, under.earlier),
        _over(over.last_year, under.last_year),
        over.entries + under.entries,
    )


def _over(over: Fraction | None, under: Fraction | None) -> Fraction | None:
    return over / under if over is not None and under else None


def _each(over: Points, under: Points) -> Points:
    below = dict(under)
    return tuple((day, value / below[day]) for day, value in over if below.get(day))


def _grown(course: Course) -> Course:
    """Each month's value against the same month's of the year before; the last one against the same day's."""
    before = {(day.year + 1, day.month): value for day, value in course.earlier}
    if course.months and course.last_year is not None:
        before[course.months[-1][0].year, course.months[-1][0].month] = course.last_year
    rates = [
        (day, value / base - 1)
        for day, value in (*course.earlier, *course.months)
        if (base := before.get((day.year, day.month))) is not None and base > 0
    ]
    first = course.months[0][0] if course.months else date.max
    months = tuple((day, rate) for day, rate in rates if day >= first)
    known = course.value is not None and months and months[-1][0] == course.months[-1][0]
    earlier = tuple((day, rate) for day, rate in rates if day < first)
    return Course(months[-1][1] if known else None, months, earlier, None, course.entries)
