"""A rule's conditions as lines of a table, in the law's own order, without any facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dajuan.standards.rules.conditions import Condition, Joined
from dajuan.standards.rules.grades import Cases, Grades
from dajuan.standards.words import NOTHING, Words


class RuleLine(NamedTuple):
    clause: str
    words: Words
    depth: int
    joins: str
    """``all`` or ``any`` where the lines under it decide it."""
    unconfirmed: bool
    about: Words = NOTHING
    """What a grade means."""


def rule_lines(condition: Condition, depth: int = 0) -> Iterator[RuleLine]:
    head = condition.head
    words = head.name if head.name.zh else condition.words
    if isinstance(condition, Cases):
        for case in condition.cases.values():
            yield RuleLine(case.clause, case.name, depth, "", unconfirmed=False)
            yield from rule_lines(case.requires, depth + 1)
        return
    if isinstance(condition, Grades):
        for grade in condition.grades:
            first, *under = rule_lines(grade.requires, depth)
            yield first._replace(about=grade.about)
            yield from under
        return
    if not isinstance(condition, Joined):
        yield RuleLine(head.clause, words, depth, "", condition.unconfirmed)
        return
    told = bool(head.name.zh) or condition.form == "any"
    if told:
        yield RuleLine(head.clause, words, depth, condition.form, head.unconfirmed)
    for one in condition.parts:
        yield from rule_lines(one, depth + told)
