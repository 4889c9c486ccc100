"""序时进度: the share of a target's goal that is due by a day, exact. A share may exceed 1 where the curve does.

Elapsed time is counted to the end of the day asked for: on 31 May five months of twelve are over (5/12 = 41.7 %, as
the published reports count), on 1 January nothing but a day. A month that is not over counts by its days: on 15 June,
5 + 15/30 months. Who has numbers only up to the last month's end asks for that day, or counts ``whole_months``.

A curve is of what adds up over the year. A level or a rate (优良天数比例, 失业率) has no part of it due in June: see
``lights`` for how one is judged.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Literal, TypeAlias

from dajuan.standards.supervision.schedules import PublishedSchedule

Counting = Literal["months", "whole_months", "days"]


class CurveError(ValueError):
    """A curve that cannot be drawn, and why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Straight:
    """匀速: time gone over time in all."""

    counting: Counting = "months"


@dataclass(frozen=True, slots=True)
class Seasonal:
    """按上年: the share of the year that last year had done by each month's end, twelve of them."""

    shares: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Milestones:
    """按节点: from each day on (that day included) this share is due, and nothing before the first."""

    points: tuple[tuple[date, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """按给定: months gone since the start and the share due by then, straight lines between, level after the last."""

    points: tuple[tuple[int, Fraction], ...]


Curve: TypeAlias = Straight | Seasonal | Milestones | Given


def due(curve: Curve, day: date, *, start: date, deadline: date) -> Fraction:
    """The share due by the end of a day of a target that runs from ``start`` to ``deadline``, both included.

    Nothing before the start. After the deadline, what was due then: a curve may end above or below 1 by its own rule.
    A seasonal curve is last year's calendar: of a target that is shorter, its part of it.
    """
    if start > deadline:
        raise CurveError(f"起日 {start} 晚于止日 {deadline}", f"it starts on {start}, after its deadline {deadline}")
    day = min(day, deadline)
    if day < start:
        return Fraction(0)
    match curve:
        case Straight():
            # The last day ends the last month, though it be within one.
            return Fraction(1) if day == deadline else _straight(curve.counting, day, start, deadline)
        case Seasonal(shares):
            return _of_last_year(shares, day, start, deadline)
        case Milestones(points):
            return max((share for on, share in points if on <= day), default=Fraction(0))
        case Given(points):
            return _between(((0, Fraction(0)), *points), _elapsed(start, day, "months"))


def months_gone(start: date, day: date) -> Fraction:
    """Calendar months from the start of one day to the end of another, the unfinished ones by their days."""
    return _to_end_of(day) - _to_end_of(start) + Fraction(1, _days_in(start))


def seasonal(months: Sequence[Fraction | int | None]) -> Seasonal:
    """Last year's shape from its twelve monthly amounts. Raises :class:`CurveError` where they give none."""
    known = [Fraction(month) for month in months if month is not None]
    if len(months) != 12 or len(known) != 12:
        raise CurveError(
            f"按上年进度要上年 12 个月的数，只有 {len(known)} 个",
            f"last year's shape wants twelve months, there are {len(known)}",
        )
    negative = next((place for place, month in enumerate(known, 1) if month < 0), None)
    if negative:
        raise CurveError(
            f"上年 {negative} 月是负数，画不出累计进度",
            f"month {negative} of last year is negative: its running total is no schedule",
        )
    total = sum(known)
    if not total:
        raise CurveError("上年全年为 0，画不出累计进度", "last year came to nought: it has no shape")
    return Seasonal(tuple(done / total for done in accumulate(known)))


def milestones(points: Sequence[tuple[date, Fraction]]) -> Milestones:
    """Days with the share due by each. Raises :class:`CurveError` unless days and shares rise together."""
    _refuse_falling([(str(day), day.toordinal(), share) for day, share in points])
    return Milestones(tuple(points))


def given(points: Sequence[tuple[int, Fraction]]) -> Given:
    """Months gone with the share due by then. Raises :class:`CurveError` unless both rise together."""
    _refuse_falling([(f"{month}", month, share) for month, share in points])
    if points[0][0] < 1:
        raise CurveError("月数从 1 起", "months count from 1")
    return Given(tuple(points))


def curve_of(published: PublishedSchedule) -> Curve:
    """A published schedule as a curve."""
    return given(published.points) if published.points else Straight(published.counting)


def _refuse_falling(points: Sequence[tuple[str, int, Fraction]]) -> None:
    if not points:
        raise CurveError("曲线一个点也没有", "the curve has no point")
    if points[0][2] < 0:
        raise CurveError(f"{points[0][0]} 的份额是负数", f"the share at {points[0][0]} is negative")
    for (_, place, share), (name, later, more) in pairwise(points):
        if later <= place or more < share:
            raise CurveError(
                f"{name} 的日期或份额比前一个点小：进度只能往上走",
                f"at {name} the time or the share is less than before: a schedule only rises",
            )


def _days_in(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _to_end_of(day: date) -> Fraction:
    return day.year * 12 + day.month - 1 + Fraction(day.day, _days_in(day))


def _elapsed(start: date, day: date, counting: Counting) -> Fraction:
    if counting == "days":
        return Fraction((day - start).days + 1)
    months = months_gone(start, day)
    if counting == "months":
        return months
    # What is over is whole: of a target that starts within a month, months are counted from its own day.
    return Fraction(months.numerator // months.denominator)


def _straight(counting: Counting, day: date, start: date, deadline: date) -> Fraction:
    return _elapsed(start, day, counting) / _elapsed(start, deadline, "days" if counting == "days" else "months")


def _of_last_year(shares: Sequence[Fraction], day: date, start: date, deadline: date) -> Fraction:
    if start.year != deadline.year:
        raise CurveError(
            f"按上年进度只用于一年之内的目标，这一项是 {start} 至 {deadline}",
            f"last year's shape is for targets within one year; this one runs from {start} to {deadline}",
        )
    points = tuple((month, share) for month, share in enumerate((Fraction(0), *shares)))
    new_year = date(start.year, 1, 1)
    begun = _between(points, months_gone(new_year, start) - Fraction(1, _days_in(start)))
    whole = _between(points, months_gone(new_year, deadline)) - begun
    if not whole:
        raise CurveError(
            f"上年 {start} 至 {deadline} 这一段为 0，画不出进度",
            f"last year had nothing between {start} and {deadline}: no shape",
        )
    return (_between(points, months_gone(new_year, day)) - begun) / whole


def _between(points: Sequence[tuple[int, Fraction]], months: Fraction) -> Fraction:
    for (month, share), (later, more) in pairwise(points):
        if months <= later:
            return share + (more - share) * (months - month) / (later - month)
    return points[-1][1]
