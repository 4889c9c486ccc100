"""A rule's conditions as lines of a table, in the law's own order, without any facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dajuan.standards.rules.conditions import Condition, Joined
from dajuan.standards.words import Words


class RuleLine(NamedTuple):
    clause: str
    words: Words
    depth: int
    joins: str
    """``all`` or ``any`` where the lines under it decide it."""
    unconfirmed: bool


def rule_lines(condition: Condition, depth: int = 0) -> Iterator[RuleLine]:
    head = condition.head
    words = head.name if head.name.zh else condition.words
    if not isinstance(condition, Joined):
        yield RuleLine(head.clause, words, depth, "", head.unconfirmed)
        return
    told = bool(head.name.zh) or condition.form == "any"
    if told:
        yield RuleLine(head.clause, words, depth, condition.form, head.unconfirmed)
    for one in condition.parts:
        yield from rule_lines(one, depth + told)
