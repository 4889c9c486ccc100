"""年末预计: where a target is likely to end, out of its course so far and the years before; see ``forecast``.

Only months that are over count: half a June would look like a weak month. But what adds up does not end the year under
what is there today. What is asked twice of the same months is drawn once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Literal, cast, get_args

from dajuan.answers.board import Standing
from dajuan.answers.forecast import Forecast, forecast
from dajuan.answers.forecast import Target as Aim
from dajuan.answers.year_to_date import Points

Months = tuple[Fraction | None, ...]
Prospect = Literal["reached", "likely", "open", "unlikely", "missed", "unknown"]
"""已完成 · 预计能完成 · 有风险 · 难以完成 · 已逾期 · 看不出: how a target is likely to end."""
PROSPECTS: tuple[Prospect, ...] = get_args(Prospect)
LIKELY, UNLIKELY = 0.8, 0.2
"""The chances of meeting it from which on, and under which, it is called likely and unlikely: ours, no rule says any."""


def outlook(one: Standing) -> Forecast | None:
    """The forecast of a target; None of one that is over, has no number, or no course by months.

    What adds up over the months is asked for as such; anything else as a level.
    """
    if "outlook" not in one.drawn:
        one.drawn["outlook"] = _outlook(one)
    return cast("Forecast | None", one.drawn["outlook"])


def _outlook(one: Standing) -> Forecast | None:
    target, measured, progress = one.target, one.measured, one.progress
    if target.over or target.kind != "number" or target.value is None or not measured.months:
        return None
    if measured.origin not in ("figures", "reported", "parts") or one.light.state in ("done", "overdue"):
        return None
    now = _months(measured.months, target.year)
    done = measured.months[-1][1] if target.accrues else None
    years = sorted({day.year for day, _ in measured.earlier})
    earlier = tuple(_months(measured.earlier, year) for year in years)
    if target.accrues:
        now, earlier = _added(now), tuple(_added(year) for year in earlier)
    counts = target.value.amount.unit.dimension == "count"
    aim = Aim(progress.low, progress.high, progress.bound, progress.rate, progress.less)
    return _drawn(_trimmed(now), earlier, target.accrues, counts, done, aim)


def prospect(one: Standing) -> Prospect:
    """Of a task, and of a number with too few months known, nothing can be told before it is done or overdue."""
    if one.light.state == "done":
        return "reached"
    if one.light.state == "overdue":
        return "missed"
    seen = outlook(one)
    if seen is None or seen.chance is None:
        return "unknown"
    return "likely" if seen.chance >= LIKELY else "unlikely" if seen.chance < UNLIKELY else "open"


@lru_cache(maxsize=4096)
def _drawn(
    now: Months, earlier: tuple[Months, ...], accrues: bool, counts: bool, done: Fraction | None, aim: Aim
) -> Forecast:
    return forecast(now, earlier=earlier, accrues=accrues, counts=counts, done=done, target=aim)


def _months(points: Points, year: int) -> Months:
    """January to December, by what stood at each month's end."""
    by_end = {day: value for day, value in points if day.year == year and (day + timedelta(days=1)).day == 1}
    return tuple(next((value for day, value in by_end.items() if day.month == month), None) for month in range(1, 13))


def _added(totals: Sequence[Fraction | None]) -> Months:
    """What each month added; of a month after one with no total nothing is known but the sum of both."""
    months: list[Fraction | None] = []
    before = Fraction(0)
    for total in totals:
        months.append(None if total is None else total - before)
        before = before if total is None else total
    return tuple(months)


def _trimmed(months: Months) -> Months:
    """Without the months that have not come."""
    known = [place for place, month in enumerate(months, 1) if month is not None]
    return months[: known[-1]] if known else ()
