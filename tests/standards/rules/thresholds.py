"""Every threshold of the rules, found in their data in the law's own order, and facts that lie on it or beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.standards.rules.enterprise import ON

from dajuan.standards.rules.conditions import Clean, Compared, Condition, Joined, Scored, Within
from dajuan.standards.rules.facts import Facts, vocabulary
from dajuan.standards.rules.grades import Cases, Grades
from dajuan.standards.rules.interval import Truth, exactly
from dajuan.standards.rules.measures import Fact, Growth, Measure, Named, Share, Total, YearsSince
from dajuan.standards.rules.rule import Version
from dajuan.standards.rules.scoring import Bands, Best, Choices, Flagged, Judged, PerUnit, Points, Sum
from dajuan.standards.rules.unread import AtLeastUnread

SENSES = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}
WHOLE = 10**9
"""Of which a share is a share."""


@dataclass(frozen=True)
class Threshold:
    """``at``: the part's key, or the clause (of the grade, the grade's name)."""

    at: str
    what: str
    sense: str
    of: Points | Condition


def thresholds(version: Version) -> Iterator[Threshold]:
    for group in version.table.groups if version.table else ():
        for part in group.parts:
            yield from _of_points(part.key, part.points)
    yield from _of_condition(version.requires, "")


def _of_points(at: str, points: Points) -> Iterator[Threshold]:
    match points:
        case Best(some) | Sum(some):
            for one in some:
                yield from _of_points(at, one)
        case Bands(measure, _, _, up_to):
            yield Threshold(at, measure.words.zh, "≤" if up_to else "≥", points)
        case PerUnit(measure):
            yield Threshold(at, measure.words.zh, "≥", points)
        case Choices() | Flagged() | Judged():
            yield Threshold(at, points.words.zh, "=", points)
        case _:
            raise AssertionError(f"no test knows how {points} gives points")


def _of_condition(condition: Condition, clause: str) -> Iterator[Threshold]:
    clause = condition.head.clause or clause
    match condition:
        case Joined(_, _, parts):
            for one in parts:
                yield from _of_condition(one, clause)
        case Grades(_, grades):
            for grade in grades:
                yield from _of_condition(grade.requires, f"{clause} {grade.name.zh}".strip())
        case Cases(_, _, cases):
            for case in cases.values():
                yield from _of_condition(case.requires, case.clause)
        case Compared(_, measure, form):
            yield Threshold(clause, measure.words.zh, SENSES[form], condition)
        case Scored(_, _, name, form):
            yield Threshold(clause, name.zh, SENSES[form], condition)
        case Within(_, key):
            yield Threshold(clause, vocabulary()[key].name.zh, "年内", condition)
        case Clean():
            yield Threshold(clause, "没有重大事故", "年内" if not condition.calendar else "自上年", condition)
        case AtLeastUnread(_, measure):
            yield Threshold(clause, measure.words.zh, "≥?", condition)


def beside(measure: Measure, bound: Fraction, by: int) -> Facts:
    """Facts by which a measure is a bound (``by`` 0), just less (-1) or just more (1): a day, a hundredth, of a share 0.01 %."""
    bare = measure.measure if isinstance(measure, Named) else measure
    if isinstance(bare, YearsSince):
        until = date(ON.year, 1, 1) if bare.at == "year-end" else ON
        since = until.replace(year=until.year - int(bound)) - timedelta(days=by)
        return Facts({bare.key: since}, ON)
    step = Fraction(1, 10_000) if bare.unit == "1" else Fraction(1, 100)
    return Facts(_being(bare, bound + by * step), ON)


def _being(measure: Measure, value: Fraction) -> dict[str, Any]:
    match measure:
        case Named(inner):
            return _being(inner, value)
        case Fact(key, back):
            return {key: {ON.year - back: value} if vocabulary()[key].yearly else value}
        case Share(part, whole):
            return {**_being(whole, Fraction(WHOLE)), **_being(part, value * WHOLE)}
        case Total(key, years, mean):
            first = value * years if mean else value
            return {key: {ON.year - back: first if back == 1 else Fraction() for back in range(1, years + 1)}}
        case Growth(key, form, years, less):
            many = {"last": 2, "ratio-mean": 3}.get(form, years + 1)
            grown = {ON.year - many + nth: WHOLE * (1 + value) ** nth for nth in range(many)}
            return {key: grown} | ({less: dict.fromkeys(grown, 0)} if less else {})
    raise AssertionError(f"no test knows a firm of which {measure} is {value}")


def found(of: Points | Condition, facts: Facts) -> str:
    """Points as ``20`` or ``9-10``; a truth as yes, no or unknown."""
    if isinstance(of, Condition):
        return of.weigh(facts, {}, 0).truth.value
    points = of.score(facts).points
    return f"{points.low}" if points.is_exact else f"{points.low}-{points.high}"


def scored(of: Scored, points: Fraction) -> Truth:
    return of.weigh(Facts({}, ON), {of.what: exactly(points)}, 0).truth
