"""进度要求: the curve that a target names, in words that stand in its row, as one that ``schedule`` can follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from dajuan.answers.measure import Measured
from dajuan.answers.schedule import Curve, CurveError, Straight, given, milestones, seasonal
from dajuan.answers.target import Target
from dajuan.programmes.values.dates import read_date
from dajuan.programmes.values.trouble import ValueTrouble

_POINT = re.compile(r"(?P<day>[^=\s]+)=(?P<share>-?\d+(?:\.\d+)?)[%％]?")


def curve_for(target: Target, measured: Measured, steps: Sequence[Target], otherwise: Curve) -> Curve:
    """The target's own curve; its milestones where it has some and names none; else what the zone goes by.

    Raises :class:`CurveError` where the words cannot be followed.
    """
    said = target.curve.strip()
    if said == "straight":
        return Straight()
    if said == "seasonal":
        return seasonal(_last_year(target, measured))
    if said:
        return _drawn(said, target.year)
    return _of_steps(steps) if steps else otherwise


def _last_year(target: Target, measured: Measured) -> list[Fraction | None]:
    """Each month's own amount a year before, out of the running totals; a month with no total has none.

    But for January: statistics report it together with February, so then all of both falls on February.
    """
    totals = {day.month: value for day, value in measured.earlier if day.year == target.year - 1}
    if 2 in totals:
        totals.setdefault(1, Fraction(0))
    months: list[Fraction | None] = []
    for month in range(1, 13):
        before = totals.get(month - 1) if month > 1 else Fraction(0)
        months.append(totals[month] - (before or 0) if month in totals else None)
    return months


def _drawn(said: str, year: int) -> Curve:
    points: list[tuple[date, Fraction]] = []
    for word in re.split(r"[\s,，;；]+", said):
        found = _POINT.fullmatch(word)
        try:
            day = date.fromisoformat(read_date(found["day"])) if found else None
        except ValueTrouble:
            day = None
        if found is None or day is None:
            raise CurveError(
                f"进度要求里的“{word}”不是 日期=百分比，如 {year}-06-30=50%",
                f"“{word}” in the schedule is no DATE=PERCENT, such as {year}-06-30=50%",
            )
        points.append((day, Fraction(Decimal(found["share"])) / 100))
    monthly = all(day.year == year and (day + timedelta(days=1)).day == 1 for day, _ in points)
    return given([(day.month, share) for day, share in points]) if monthly else milestones(points)


def _of_steps(steps: Sequence[Target]) -> Curve:
    """Each milestone's weight is due by its date."""
    weights = [one.weight or Fraction(1) for one in steps]
    whole = sum(weights, Fraction(0))
    due: dict[date, Fraction] = {}
    for one, weight in zip(steps, weights, strict=True):
        due[one.due] = due.get(one.due, Fraction(0)) + weight / whole
    total, points = Fraction(0), []
    for day in sorted(due):
        total += due[day]
        points.append((day, total))
    return milestones(points)
