"""Which charts a sheet has, as data: how each area did, and the course of its weightiest targets. Drawn by ``drawing``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dajuan.answers.schedule import CurveError, due
from dajuan.answers.sheet.content import Bar, BarChart, CourseChart, Point
from dajuan.answers.sheet.sentences import Sentences
from dajuan.answers.sheet.telling import Told
from dajuan.answers.sheet.verdict import ORDER

MOST_COURSES = 4
FEWEST_POINTS = 3


def bars(all_told: Sequence[Told], sentences: Sentences) -> BarChart:
    areas: dict[str, list[Told]] = {}
    for one in all_told:
        if not one.standing.level:
            areas.setdefault(one.standing.target.area or sentences.frame["no_area"], []).append(one)
    made = tuple(
        Bar(
            area, tuple((verdict, count) for verdict in ORDER if (count := sum(one.verdict == verdict for one in some)))
        )
        for area, some in areas.items()
    )
    return BarChart(sentences.frame["bars"], made, sentences.frame["bars_told"])


def courses(all_told: Sequence[Told], sentences: Sentences) -> dict[str, CourseChart]:
    """By code: the weightiest of the targets that add up and have a course; of equal weight the plan's first."""
    fit = [one for one in all_told if not one.standing.level and _has_course(one)]
    fit.sort(key=lambda one: -(one.standing.target.weight or 0))
    made = {one.code: _course(one, sentences) for one in fit[:MOST_COURSES]}
    return {code: chart for code, chart in made.items() if chart is not None}


def _has_course(one: Told) -> bool:
    target, measured = one.standing.target, one.standing.measured
    return (
        target.kind == "number"
        and target.accrues
        and bool(target.low)
        and target.bound != "at-most"
        and len(measured.months) >= FEWEST_POINTS
    )


def _course(one: Told, sentences: Sentences) -> CourseChart | None:
    progress, target = one.standing.progress, one.standing.target
    whole = target.low
    if not whole:
        return None
    done = tuple(Point(day, float(value / whole)) for day, value in one.standing.measured.months)
    try:
        points = tuple(Point(day, _due(one, day)) for day in _month_ends(target.year) if day <= progress.deadline)
    except CurveError:
        return None
    return CourseChart(
        _named(sentences.frame["course"], target.name),
        done,
        points,
        _named(sentences.frame["course_told"], target.name),
    )


def _month_ends(year: int) -> list[date]:
    return [date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(1, 13)]


def _named(template: str, name: str) -> str:
    return template.replace("{name}", name)


def _due(one: Told, day: date) -> float:
    progress = one.standing.progress
    return float(due(progress.curve, day, start=progress.start, deadline=progress.deadline))
