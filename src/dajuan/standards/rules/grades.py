"""Grades: a rule that says which of several an enterprise is of — the first that holds, the best looked at first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.rules.conditions import Condition, Head, Line, Points, Weighed
from dajuan.standards.rules.facts import Facts, vocabulary
from dajuan.standards.rules.interval import Truth, either
from dajuan.standards.words import NOTHING, Words


class Grade(NamedTuple):
    """``requires`` has the grade's name as its own."""

    key: str
    about: Words
    requires: Condition

    @property
    def name(self) -> Words:
        return self.requires.head.name


class Reached(NamedTuple):
    """Whether a grade's own conditions hold, and the lines that say so."""

    grade: Grade
    truth: Truth
    lines: tuple[Line, ...]


class Graded(NamedTuple):
    """What was weighed, with the grades it went through; those of no other rule."""

    weighed: Weighed
    grades: tuple[Reached, ...]


@dataclass(frozen=True)
class Grades(Condition):
    """The best first. It holds where any of them does."""

    grades: tuple[Grade, ...]

    @property
    def words(self) -> Words:
        return Words("从高到低，取第一个符合的", "from the best down, the first that holds")

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        return self.grade(facts, points, depth).weighed

    def grade(self, facts: Facts, points: Points, depth: int) -> Graded:
        reached = tuple(Reached(one, *one.requires.weigh(facts, points, depth)) for one in self.grades)
        lines = tuple(line for one in reached for line in one.lines)
        return Graded(Weighed(either(one.truth for one in reached), lines), reached)


class Case(NamedTuple):
    """``bounds``: as the table has them, of each fact the lower bound of each grade but the last; None where unconfirmed."""

    name: Words
    clause: str
    requires: Condition
    bounds: Mapping[str, tuple[Fraction | None, ...]]


@dataclass(frozen=True)
class Cases(Condition):
    """Another condition for each choice of a fact, such as bounds by industry."""

    key: str
    cases: Mapping[str, Case]

    @property
    def words(self) -> Words:
        name = vocabulary()[self.key].name
        return Words(f"按{name.zh}", f"by {name.en}")

    def tell(self, value: object) -> Words:
        known = self.cases.get(str(value))
        return known.name if known else Words(str(value), str(value))

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        return self.grade(facts, points, depth).weighed

    def grade(self, facts: Facts, points: Points, depth: int) -> Graded:
        word = facts.word(self.key)
        case = self.cases.get(word or "")
        if case is None:
            missing = frozenset() if word else frozenset({self.key})
            line = Line(self, depth, Truth.UNKNOWN, word, missing=missing, note=_NO_CASE if word else NOTHING)
            return Graded(Weighed(Truth.UNKNOWN, (line,)), ())
        under = graded(case.requires, facts, points, depth + 1)
        line = Line(replace(self, head=Head(case.clause)), depth, under.weighed.truth, word)
        return under._replace(weighed=Weighed(under.weighed.truth, (line, *under.weighed.lines)))


def graded(condition: Condition, facts: Facts, points: Points, depth: int = 0) -> Graded:
    """What any condition makes of facts, with the grades where it has some."""
    if isinstance(condition, (Grades, Cases)):
        return condition.grade(facts, points, depth)
    return Graded(condition.weigh(facts, points, depth), ())


_NO_CASE = Words("本规则没有这一类，另有规定", "this rule does not have it: another one does")
