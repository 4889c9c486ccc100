"""自年初累计: an indicator's course through the year, month by month, and through the years before.

What adds up (counts, sums) is added from January; a level is what it is at each month's end; a ratio is taken of both
its sides' courses, a growth of this year's course and last year's. So the value on the day asked about is the figure of
the span from 1 January to that day, and the months before it come with it out of the same question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from dajuan.figures.ask import RootedEngine, figures
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

Courses = Mapping[str | None, Course]
"""By part; None is the whole, or the part of those for whom the field was never stated."""


class _Cell(NamedTuple):
    value: Fraction | None
    entries: int


_Rows = dict[str | None, dict[Period, _Cell]]


class YearToDate:
    """Courses as of a day, each asked once."""

    def __init__(self, engine: RootedEngine, as_of: date, size: int | None = None, verified: bool = False) -> None:
        self.engine, self.as_of, self.size, self.verified = engine, as_of, size, verified
        self._known: dict[tuple[str, str, str, int], Courses] = {}

    def of(self, programme: Programme, indicator: Indicator, by: str, year: int) -> Courses:
        """The courses of an indicator in a year, by the parts of ``by`` (a field), or the whole where it is empty.

        A year that has not begun by the day asked about has none.
        """
        key = (programme.code, indicator.key, by, year)
        if key not in self._known:
            self._known[key] = self._of(programme, indicator, by, year) if date(year, 1, 1) <= self.as_of else {}
        return self._known[key]

    def _of(self, programme: Programme, indicator: Indicator, by: str, year: int) -> Courses:
        def other(key: str) -> Courses:
            return self.of(programme, programme.indicators[key], by, year)

        match indicator.definition:
            case Count() | Sum() | Last() | InStage() | Cumulative(since="start"):
                return self._by_month(programme, indicator, by, year)
            case Cumulative(of=of):
                return other(of)
            case Ratio(over=over, under=under):
                below = other(under)
                return {part: _divided(one, below[part]) for part, one in other(over).items() if part in below}
            case Change(of=of, against="year"):
                return {part: _grown(one) for part, one in other(of).items()}
        return self._by_span(programme, indicator, by, year)

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

    def _rows(self, programme: Programme, indicator: Indicator, by: str, periods: list[Period]) -> _Rows:
        unit = indicator_unit(indicator)
        factor = unit.factor if unit else Fraction(1)
        rows: _Rows = {}
        for one in figures(
            self.engine,
            programme,
            indicator.key,
            periods,
            by=by,
            as_of=self.as_of,
            size=self.size,
            verified=self.verified,
        ):
            value = None if one.value is None else one.value * factor
            rows.setdefault(one.part, {})[one.period] = _Cell(value, one.entries)
        return rows

    def _span(self, year: int) -> Period:
        return Period("span", date(year, 1, 1), min(date(year, 12, 31), self.as_of))

    def _by_month(self, programme: Programme, indicator: Indicator, by: str, year: int) -> Courses:
        """One question by month; in a month that is not over another one, for the same day of the year before."""
        added = isinstance(indicator.definition, Count | Sum)
        counted = isinstance(indicator.definition, Count | InStage)
        now = self._span(year)
        months = split_into(Period("span", date(year - YEARS_BEFORE, 1, 1), now.end), "month")
        before = now.year_before() if now.end != months[-1].end else None
        rows = self._rows(programme, indicator, by, [*months, *([before] if before else [])])
        courses: dict[str | None, Course] = {}
        for part, row in rows.items():
            points = _points(row, months, added=added, counted=counted)
            course = self._course(points, row, year, added=added)
            courses[part] = replace(course, last_year=row[before].value if before in row else None) if before else course  # fmt: skip
        return courses

    def _course(
        self, points: list[tuple[Period, Fraction | None]], row: Mapping[Period, _Cell], year: int, *, added: bool
    ) -> Course:
        days = [(min(period.end, self.as_of), value) for period, value in points]
        now = [(day, value) for day, value in days if day.year == year]
        earlier = _known([(day, value) for day, value in days if day.year < year])
        same = {(day.year, day.month): value for day, value in earlier}.get((year - 1, now[-1][0].month))
        entries = [row[period].entries for period, _ in points if period in row and period.end.year == year]
        return Course(now[-1][1], _known(now), earlier, same, sum(entries) if added else max(entries, default=0))

    def _by_span(self, programme: Programme, indicator: Indicator, by: str, year: int) -> Courses:
        """Days between stages, shares, results of rules: the figure of the year so far, without a course."""
        span = self._span(year)
        before = span.year_before()
        rows = self._rows(programme, indicator, by, [span, before])
        nothing = _Cell(None, 0)
        return {
            part: Course(
                row.get(span, nothing).value,
                _known([(span.end, row.get(span, nothing).value)]),
                (),
                row.get(before, nothing).value,
                row.get(span, nothing).entries,
            )
            for part, row in rows.items()
        }


def _points(
    row: Mapping[Period, _Cell], months: list[Period], *, added: bool, counted: bool
) -> list[tuple[Period, Fraction | None]]:
    """A value for every month. Nothing counted is nought; of what is measured nothing is known before the first entry,
    and what adds up stays what it was in a month without one."""
    points: list[tuple[Period, Fraction | None]] = []
    nothing = Fraction(0) if counted else None
    for _, some in groupby(months, key=lambda month: month.start.year):
        total = nothing
        for month in some:
            value = row[month].value if month in row else nothing
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
