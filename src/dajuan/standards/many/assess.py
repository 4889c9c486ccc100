"""``assess_many("tech-sme", columns, on=date(2026, 5, 1))``: what a rule in force on a day makes of many enterprises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from dajuan.standards.many.columns import Columns, Span, Texts, Truths
from dajuan.standards.many.conditions import weigh
from dajuan.standards.many.points import scores
from dajuan.standards.rules.assess import rule_called
from dajuan.standards.rules.rule import Rule, Version


class Verdicts(NamedTuple):
    """One of each enterprise, in the order of the columns."""

    rule: Rule
    version: Version
    on: date
    truth: Truths
    """Missed, not known, met: 0, 1, 2."""
    score: Span | None
    at_least: Texts | None
    """Of a rule that tells a class or a level: the best that is sure, "" where none is."""
    at_most: Texts | None
    """The best that is not ruled out."""


def assess_many(
    rule: str | Rule,
    columns: Mapping[str, Any] | Columns,
    *,
    on: date,
    held: Mapping[str, Any] | None = None,
    version: str = "",
) -> Verdicts:
    """``assess`` for each row of columns (see :class:`~dajuan.standards.many.columns.Columns`, to be made once for several rules).

    Raises :class:`~dajuan.standards.trouble.RuleError` where no version is in force, or a column is none that rules know.
    """
    asked = rule_called(rule) if isinstance(rule, str) else rule
    chosen = asked.version(on, version)
    known = columns if isinstance(columns, Columns) else Columns(columns, on, held=held)
    points = scores(chosen.table, known) if chosen.table else {}
    weighed = weigh(chosen.requires, known, points)
    return Verdicts(asked, chosen, on, weighed.truth, points.get("total"), weighed.at_least, weighed.at_most)
