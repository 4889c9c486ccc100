"""A definition compiled to SQL that DuckDB, PostgreSQL and Spark read alike; where they differ they have a dialect.

It asks the tables of ``counted``, which the engines fill: ``fact`` and ``amount`` are those of ``columns`` without what
was withdrawn, corrected, or recorded later than asked for, and with ``verified`` beside each row; their ``subject`` may
be a number, quicker to compare than a code, and ``subjects`` has the code of each. Three shapes come out:

- *events*: something happened on a day (a stage was reached, an amount was measured); a period's figure is their sum;
- *changes*: by how much a level changed on a day; a period's figure is the sum of all changes up to its end;
- *days*: how many subjects took how many days; the median and the like are taken from that, exactly.

Every answer has the columns ``bucket, part, amount, entries`` (of *days*: the days come as ``amount``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias

from dajuan.figures.columns import LINK
from dajuan.figures.dialect import DUCKDB, Dialect
from dajuan.programmes.pack import Condition, Count, Days, InStage, Last, Mean, Programme, Sum

Rows: TypeAlias = list[tuple[Any, ...]]
Base = Count | InStage | Sum | Mean | Last | Days
Shape = Literal["events", "changes", "days"]
Bucket = Literal["day", "month", "span"]
STAGE = "@"
ZONE = "@zone"
"""What to split by for a part a zone, where an engine answers for several; no field can be called so."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the tables. ``by``: a field, ``link.field`` of the subject linked to, or ``ZONE``; "" asks for the whole."""

    programme: Programme
    base: Base
    as_of: date
    where: tuple[Condition, ...] = ()
    by: str = ""
    verified: bool = False
    dialect: Dialect = DUCKDB


class Query(NamedTuple):
    sql: str
    shape: Shape
    reads: frozenset[tuple[str, str]]
    """What it depends on: a programme with a field, a link (``→``) or a stage (``@``)."""

    adds_up: bool
    """Whether its answer is the sum of what each subject brings, whatever others are: all but splits by a link."""
    fold: Callable[[Rows], Rows] | None = None
    """What Python makes of the rows, where SQL cannot say it; its ``sql`` must then name it, in a comment."""

    def answer(self, rows: Rows) -> Rows:
        return self.fold(rows) if self.fold else rows


def series(question: Question, grain: Bucket, start: date | None = None, end: date | None = None) -> Query:
    """What happened from ``start`` to ``end``, in buckets; of *changes*, all there were up to ``end``."""
    shape, relation = _relation(question)
    d = question.dialect
    bucket = "cast(null as date)" if grain == "span" else d.bucket(grain, "r.on_")
    first = _from(question.base, start, end) if start else None
    bounds = [f"r.on_ >= {d.day(first)}"] if first else []
    bounds += [f"r.on_ <= {d.day(end)}"] if end else []
    only = " and ".join([*bounds, *_only(question)])
    part, joined = _split(question)
    amount = "r.amount" if shape == "days" else d.total("r.amount")
    grouped = [one for one in (bucket, part, "r.amount" if shape == "days" else "") if one and not _constant(one)]
    by = f" group by {', '.join(grouped)}" if grouped else ""
    sql = (
        f"select {bucket} as bucket, {part} as part, {amount} as amount, count(*) as entries"
        f" from ({relation}) r{joined}{' where ' if only else ''}{only}{by}"
    )
    return Query(sql, shape, _reads(question), adds_up="." not in question.by)


def _from(base: Base, start: date, end: date | None) -> date | None:
    """The first day that counts for a period: none for a level, which may be of any day before."""
    if isinstance(base, Last) and base.since == "year":
        return date((end or start).year, 1, 1)
    return None if isinstance(base, Last | InStage) else start


def _constant(expression: str) -> bool:
    return expression.startswith("cast(null")


def lineage(question: Question, start: date, end: date) -> str:
    """The rows behind one figure: ``code, on_, amount, seq, other, part`` — the entries, by their place in the log."""
    d, code = question.dialect, question.dialect.text(question.programme.code)
    part, joined = _split(question)
    first = _from(question.base, start, end)
    bounds = [f"r.on_ >= {d.day(first)}"] if first else []
    only = " and ".join([*bounds, f"r.on_ <= {d.day(end)}", *_only(question)])
    return (
        f"select s.code, r.on_, r.amount, r.seq, r.other, {part} as part from ({_rows(question, end)}) r"
        f" join subjects s on s.subject = r.subject and s.programme = {code}{joined}"
        f" where {only} order by r.on_, r.seq"
    )


def _reads(q: Question) -> frozenset[tuple[str, str]]:
    code = q.programme.code
    relation, dot, field = q.by.partition(".")
    of = [*_asked_of(q), *(condition.field for condition in q.where), LINK + relation if dot else relation]
    linked = {(q.programme.links[relation].to, field)} if dot else set()
    return frozenset({(code, one) for one in of if one} | linked)


def _asked_of(q: Question) -> list[str]:
    match q.base:
        case Count(stage):
            return [STAGE + stage]
        case InStage():
            return [STAGE + stage for stage in q.programme.stages]
        case Sum(field, at):
            return [field, STAGE + at] if at else [field]
        case Mean(field) | Last(field):
            return [field]
        case Days(start, end):
            return [STAGE + start, STAGE + end]


# What happened ---------------------------------------------------------------------------------------------------


def _relation(q: Question) -> tuple[Shape, str]:
    match q.base:
        case Count(stage):
            return "events", f"select subject, on_, 1 as amount from ({_first(q, stage)}) f"
        case Sum(field, "") | Mean(field):
            return (
                "events",
                f"select subject, effective_on as on_, number as amount from amount where {_values(q, field, flow=True)}",
            )
        case Sum(field, at):
            return "events", f"select subject, on_, amount from ({_at_reach(q, field, at)}) a"
        case Last(field, since):
            return "changes", _level_changes(q, field, yearly=since == "year")
        case InStage(stages):
            return "changes", _stage_changes(q, stages)
        case Days(start, end):
            return "days", _days(q, start, end)


def _rows(q: Question, end: date) -> str:
    none = "cast(null as bigint)"
    match q.base:
        case Count(stage):
            return f"select subject, on_, 1 as amount, seq, {none} as other from ({_reach(q, stage)}) f"
        case Sum(field, "") | Mean(field):
            return (
                f"select subject, effective_on as on_, number as amount, seq, {none} as other"
                f" from amount where {_values(q, field, flow=True)}"
            )
        case Sum(field, at):
            return f"select subject, on_, amount, seq, other from ({_at_reach(q, field, at)}) a"
        case Last(field):
            return (
                f"select subject, effective_on as on_, number as amount, seq, {none} as other from"
                f" ({_latest(q, field, min(end, q.as_of))}) l where nth = 1"
            )
        case InStage(stages):
            listed = ", ".join(q.dialect.text(stage) for stage in stages)
            return (
                f"select subject, effective_on as on_, 1 as amount, seq, {none} as other from (select *, row_number()"
                f" over (partition by subject order by effective_on desc, seq desc) as nth from fact"
                f" where {_moves(q)} and effective_on <= {q.dialect.day(end)}) m where nth = 1 and stage in ({listed})"
            )
        case Days(start, end_stage):
            days = q.dialect.days("s.on_", "e.on_")
            return (
                f"select e.subject, e.on_, {days} as amount, e.seq, s.seq as other from ({_reach(q, end_stage)}) e"
                f" join ({_reach(q, start)}) s on s.subject = e.subject"
            )


def _scope(q: Question) -> str:
    verified = " and verified" if q.verified else ""
    return f"programme = {q.dialect.text(q.programme.code)} and effective_on <= {q.dialect.day(q.as_of)}{verified}"


def _values(q: Question, field: str, *, flow: bool) -> str:
    return f"{_scope(q)} and field = {q.dialect.text(field)} and {'flow' if flow else 'not flow'}"


def _stage_is(q: Question, stage: str) -> str:
    """A stage that wants a second person counts only once he has looked, whatever is asked."""
    reviewed = " and verified" if q.programme.stages[stage].needs.reviewer else ""
    return f"stage = {q.dialect.text(stage)}{reviewed}"


def _first(q: Question, stage: str) -> str:
    """When each subject first reached a stage."""
    return (
        f"select subject, min(effective_on) as on_ from fact where {_scope(q)} and kind = 'moved'"
        f" and {_stage_is(q, stage)} group by subject"
    )


def _reach(q: Question, stage: str) -> str:
    """The same with the entry that says so."""
    return (
        "select subject, on_, seq from (select subject, effective_on as on_, seq, row_number() over"
        f" (partition by subject order by effective_on, seq) as nth from fact where {_scope(q)} and kind = 'moved'"
        f" and {_stage_is(q, stage)}) m where nth = 1"
    )


def _at_reach(q: Question, field: str, stage: str) -> str:
    """A level as it was when each subject reached the stage."""
    return (
        "select subject, on_, amount, seq, other from (select f.subject, f.on_, v.number as amount, f.seq,"
        " v.seq as other, row_number() over (partition by f.subject order by v.effective_on desc, v.seq desc) as nth"
        f" from ({_reach(q, stage)}) f join (select subject, effective_on, seq, number from amount"
        f" where {_values(q, field, flow=False)}) v on v.subject = f.subject and v.effective_on <= f.on_) a where nth = 1"
    )


def _level_changes(q: Question, field: str, *, yearly: bool) -> str:
    """``yearly``: each January begins from nothing; whoever adds up takes the changes of one year alone."""
    year = ", extract(year from effective_on)" if yearly else ""
    return (
        "select subject, effective_on as on_, number - coalesce(lag(number) over"
        f" (partition by subject{year} order by effective_on, seq), 0) as amount"
        f" from amount where {_values(q, field, flow=False)}"
    )


def _moves(q: Question) -> str:
    """Moves that count: an unverified move to a stage that wants a second person is no move yet."""
    reviewed = [key for key, stage in q.programme.stages.items() if stage.needs.reviewer]
    listed = ", ".join(q.dialect.text(key) for key in reviewed)
    return f"{_scope(q)} and kind = 'moved'" + (f" and (verified or stage not in ({listed}))" if reviewed else "")


def _stage_changes(q: Question, stages: tuple[str, ...]) -> str:
    listed = ", ".join(q.dialect.text(stage) for stage in stages)
    within = f"case when stage in ({listed}) then 1 else 0 end"
    return (
        f"select subject, on_, within - coalesce(lag(within) over (partition by subject order by on_, seq), 0) as amount"
        f" from (select subject, effective_on as on_, seq, {within} as within from fact where {_moves(q)}) m"
    )


def _days(q: Question, start: str, end: str) -> str:
    return (
        f"select e.subject, e.on_, {q.dialect.days('s.on_', 'e.on_')} as amount from ({_first(q, end)}) e"
        f" join ({_first(q, start)}) s on s.subject = e.subject"
    )


# Whom it is about ------------------------------------------------------------------------------------------------


def _latest(q: Question, field: str, day: date) -> str:
    """The value of a field that each subject had last on a day; ``nth = 1`` is the one."""
    return (
        "select subject, effective_on, seq, number, word, row_number() over"
        " (partition by subject order by effective_on desc, seq desc) as nth from amount"
        f" where {_values(q, field, flow=False)} and effective_on <= {q.dialect.day(day)}"
    )


def _split(q: Question) -> tuple[str, str]:
    """The part that a subject belongs to, by the value it had last."""
    if not q.by:
        return f"cast(null as {q.dialect.string})", ""
    if q.by == ZONE:
        return q.dialect.zone, ""
    relation, dot, field = q.by.partition(".")
    if not dot:
        latest = _latest(q, q.by, q.as_of)
        return _said(q, "p"), f" left join (select * from ({latest}) l where nth = 1) p on p.subject = r.subject"
    d = q.dialect
    linked = _latest(q, LINK + relation, q.as_of)
    target = d.text(q.programme.links[relation].to)
    other = (
        "select subject, number, word, row_number() over (partition by subject order by effective_on desc, seq desc)"
        f" as nth from amount where programme = {target} and field = {d.text(field)} and not flow"
        f" and effective_on <= {d.day(q.as_of)}"
    )
    named = (
        f"select x.number, x.word, concat(t.programme, '/', t.code) as name from ({other}) x"
        f" join subjects t on t.subject = x.subject and t.programme = {target} where x.nth = 1"
    )
    return _said(q, "o"), (
        f" left join (select * from ({linked}) l where nth = 1) p on p.subject = r.subject"
        f" left join ({named}) o on o.name = p.word"
    )


def _said(q: Question, table: str) -> str:
    return f"coalesce({table}.word, cast({table}.number as {q.dialect.string}))"


def _only(q: Question) -> list[str]:
    """Conditions on the subjects, by the value that each had last."""
    return [
        f"r.subject in (select subject from ({_latest(q, condition.field, q.as_of)}) c"
        f" where nth = 1 and {_among(q, condition)})"
        for condition in q.where
    ]


def _among(q: Question, condition: Condition) -> str:
    numbers = [str(value) for value in condition.values if type(value) is int]
    words = [
        q.dialect.text("true" if value is True else "false" if value is False else str(value))
        for value in condition.values
        if type(value) is not int
    ]
    tests = [
        f"{column} in ({', '.join(listed)})" for column, listed in (("number", numbers), ("word", words)) if listed
    ]
    return "(" + " or ".join(tests) + ")" if tests else "1 = 0"
