"""Grades as they are written → the condition: a list from the best down, or a table of lower bounds by a choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from dajuan.standards.rules.conditions import Compared, Condition, Head, Joined
from dajuan.standards.rules.facts import NUMBERS, vocabulary
from dajuan.standards.rules.grades import Case, Cases, Grade, Grades
from dajuan.standards.rules.measures import Fact
from dajuan.standards.rules.nodes import Node, number_of, words_of
from dajuan.standards.rules.reading_measures import fact_of
from dajuan.standards.rules.unread import AtLeastUnread
from dajuan.standards.words import NOTHING, Words

_UNREAD = "null"
"""A bound that could not be confirmed."""


def grades_of(node: Node, head: Head, read: Callable[[Any, Node], Condition]) -> Grades:
    """``read``: of one condition."""
    return Grades(head, tuple(_grade(one, read) for one in node.tables("grades")))


def _grade(node: Node, read: Callable[[Any, Node], Condition]) -> Grade:
    condition = Node({key: value for key, value in node.items() if key not in ("key", "about")})
    condition.line, condition.source = node.line, node.source
    if not words_of(node, "name").zh:
        raise node.refuse("一级要写 name", "a grade has a name")
    return Grade(node.text("key"), words_of(node, "about"), read(condition, node))


def cases_of(node: Node, head: Head) -> Cases:
    """``by`` a choice, of each fact the lower bounds of all ``grades`` but the last, which is what meets none."""
    grades = {key: words_of(node.table("grades"), key) for key in node.table("grades")}
    rows = node.table("at_least")
    if not grades or not rows:
        raise node.refuse("by 要配 grades 和 at_least 两张表", "by goes with the tables grades and at_least")
    cases = {key: _case(rows.table(key), grades) for key in rows}
    return Cases(head, fact_of(node, node["by"], "choice"), cases)


def _case(row: Node, grades: Mapping[str, Words]) -> Case:
    bounds = {key: _bounds(row, key, len(grades) - 1) for key in row if key not in ("clause", "zh", "en")}
    made = []
    for place, (key, name) in enumerate(grades.items()):
        last = place == len(grades) - 1
        asked = () if last else tuple(_at_least(Fact(fact), some, place) for fact, some in bounds.items())
        made.append(Grade(key, NOTHING, Joined(Head(name=name), "all", asked)))
    return Case(words_of(row), row.text("clause"), Grades(Head(), tuple(made)), bounds)


def _bounds(row: Node, key: str, many: int) -> tuple[Fraction | None, ...]:
    unit = vocabulary()[fact_of(row, key, *NUMBERS)].unit
    bounds = [None if one == _UNREAD else number_of(row, one, unit) for one in row.listing(key)]
    if len(bounds) != many:
        raise row.refuse(f"{key} 要写 {many} 个下限", f"{key} takes {many} lower bounds")
    if any(one is None and after is None for one, after in pairwise([None, *bounds, None])):
        raise row.refuse("未核实的界限两边都要有数", "a bound that is not known stands between two that are")
    return tuple(bounds)


def _at_least(measure: Fact, bounds: tuple[Fraction | None, ...], place: int) -> Condition:
    bound = bounds[place]
    if bound is not None:
        return Compared(Head(), measure, "at_least", bound)
    return AtLeastUnread(Head(), measure, bounds[place + 1] or Fraction(), bounds[place - 1] or Fraction())
