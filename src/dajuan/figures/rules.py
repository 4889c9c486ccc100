"""Figures that a rule decides: how many subjects a published standard puts into which class.

Rules are functions from a subject's levels (field → canonical value) and a day to the name of a result, or None where
the levels do not decide. Ours live in ``standards``; packages bring theirs by the entry point group ``dajuan.rules``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.metadata import entry_points

from dajuan.figures.asked import Asked, Cell, Cells
from dajuan.figures.columns import LINK
from dajuan.figures.period import Period
from dajuan.figures.sql import ZONE, Query, Rows
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Condition, Programme, RuleResult, Value
from dajuan.standards.sme_size import sme_size

Rule = Callable[[Mapping[str, Value], date], str | None]

_OURS: Mapping[str, Rule] = {"sme-size": sme_size}


@cache
def rules() -> dict[str, Rule]:
    """Every rule there is, by name; a package may not take the place of one of ours."""
    return {one.name: one.load() for one in entry_points(group="dajuan.rules")} | dict(_OURS)


def results(asked: Asked, definition: RuleResult, where: tuple[Condition, ...], periods: Sequence[Period]) -> Cells:
    """Subjects with the result asked for at each period's end; with none asked for, split by result."""
    rule = rules().get(definition.rule)
    if rule is None:
        known = "、".join(sorted(rules())) or "（无）"
        raise LedgerError(
            f"没有名为 {definition.rule} 的规则；有：{known}", f"there is no rule {definition.rule}; there are {known}"
        )
    if "." in asked.by or (asked.by and not definition.equals):
        raise LedgerError(
            "这个指标由规则逐个判定：不能按关联对象分组；未写明结果时已按结果分组，不能再分",
            "this indicator is a rule's: it is not split by what is linked, nor again when split by result",
        )
    found: dict[tuple[Period, str | None], int] = defaultdict(int)
    for period in periods:
        for result, part, count, _ in asked.sums(_classes(asked, rule, definition.rule, where, period)):
            if not definition.equals:
                found[period, result] += count
            elif result == definition.equals:
                found[period, part] += count
    return {key: Cell(Fraction(count), count) for key, count in found.items()}


def _classes(asked: Asked, rule: Rule, name: str, where: tuple[Condition, ...], period: Period) -> Query:
    """How many subjects have which result at a period's end: ``result, part, count, count``."""
    d, programme = asked.engine.dialect, asked.programme
    day = min(period.end, asked.as_of)
    verified = " and verified" if asked.verified else ""
    sql = (
        f"-- {name!r} {asked.by!r} {where!r}\n"
        "select subject, field, number, word from (select *, row_number() over (partition by subject, field order by"
        f" effective_on desc, seq desc) as nth from amount where programme = {d.text(programme.code)}"
        f" and not flow and effective_on <= {d.day(day)}{verified}) l where nth = 1"
    )

    def classed(rows: Rows) -> Rows:
        counts: Counter[tuple[str | None, str | None]] = Counter()
        for subject, levels in _levels(programme, rows).items():
            if all(levels.get(condition.field) in condition.values for condition in where):
                counts[rule(levels, day), _part(asked.by, subject, levels)] += 1
        return [(*key, count, count) for key, count in counts.items()]

    reads = frozenset((programme.code, one) for one in (*programme.fields, *(LINK + link for link in programme.links)))
    return Query(sql, "events", reads, adds_up=True, fold=classed)


def _levels(programme: Programme, rows: Rows) -> dict[object, dict[str, Value]]:
    """The levels of every subject."""
    subjects: dict[object, dict[str, Value]] = defaultdict(dict)
    flags = {key for key, field in programme.fields.items() if field.type == "flag"}
    for subject, field, number, word in rows:
        subjects[subject][field] = word == "true" if field in flags else word if number is None else number
    return subjects


def _part(by: str, subject: object, levels: Mapping[str, Value]) -> str | None:
    if by == ZONE:
        return str(subject).partition("/")[0]
    return str(levels[by]) if by in levels else None
