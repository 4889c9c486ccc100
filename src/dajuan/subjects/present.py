"""A list of the present as SQL: walked along an index in its order, or gathered from a condition that few subjects meet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from dajuan.programmes.pack import Value
from dajuan.subjects.asked import ANY, By, Filter, Order, Range
from dajuan.subjects.row import stored
from dajuan.subjects.words import phrase

FEW, FEW_TO_COUNT = 1000, 10_000
"""Subjects that are quicker gathered and sorted, or counted, than looked for along an index."""
_WITHIN_STAGE: dict[By, str] = {"code": "row_by_stage", "stage_on": "row_by_stage_and_day"}
"""The indices along which those of one stage are walked."""
Params = list[object]


class Part(NamedTuple):
    """A piece of SQL and what goes into its question marks."""

    sql: str
    params: Params


class Listing(NamedTuple):
    """``select id, code, place`` of a list's subjects: those that have a place in its order, and those that have none."""

    placed: Part
    unplaced: Part | None


class Condition(NamedTuple):
    """``test`` of one row ``s``; ``ids``: all subjects of the programme that meet it, where an index knows them."""

    test: Part
    ids: Part | None = None


def present(
    db: sqlite3.Connection,
    programme: str,
    where: Filter,
    order: Order,
    owners: Collection[str] | None,
    only: Collection[str] | None,
) -> Listing:
    index, in_stage = f"row_by_{order.by}", list[Part]()
    if len(where.stages) == 1 and order.by in _WITHIN_STAGE:
        index, in_stage = _WITHIN_STAGE[order.by], [Part("s.stage = ?", [*where.stages])]
        where = replace(where, stages=())
    gathered, tests = _gathered(db, list(_conditions(programme, where, owners, only)), FEW)
    tests = [*in_stage, *tests]
    if gathered is not None:
        return _listing(gathered, programme, order, tests)
    if order.by == "field":
        return _along_field(programme, order, tests)
    return _listing(Part(f"row s indexed by {index}", []), programme, order, tests)


def counted(
    db: sqlite3.Connection,
    programme: str,
    where: Filter,
    owners: Collection[str] | None,
    only: Collection[str] | None,
) -> dict[str, int]:
    """How many subjects are in each stage: kept where all are asked about, counted where some."""
    if owners is None and only is None and where == Filter(stages=where.stages, verified=where.verified):
        return _tallied(db, programme, where)
    conditions = list(_conditions(programme, where, owners, only))
    gathered, tests = _gathered(db, conditions, FEW_TO_COUNT)
    start = gathered or Part("row s indexed by row_by_stage", [])
    tests = [Part("s.programme = ?", [programme]), *tests]
    found = db.execute(
        f"select s.stage, count(*) from {start.sql} where {all_of(tests)} group by s.stage",
        [*start.params, *params_of(tests)],
    )
    return dict(found)


def _tallied(db: sqlite3.Connection, programme: str, where: Filter) -> dict[str, int]:
    tests = [Part("programme = ?", [programme])]
    if where.stages:
        among_these = among(where.stages)
        tests.append(Part(f"stage {among_these.sql}", among_these.params))
    if where.verified is not None:
        tests.append(Part("verified = ?", [where.verified]))
    found = db.execute(f"select stage, sum(many) from tally where {all_of(tests)} group by stage", params_of(tests))
    return dict(found)


def _gathered(db: sqlite3.Connection, conditions: list[Condition], few: int) -> tuple[Part | None, list[Part]]:
    """The rows of the first condition that few subjects meet, if there is one, and what is left to be tested."""
    for condition in conditions:
        if condition.ids is not None and _are_at_most(db, condition.ids, few):
            sql, params = condition.ids
            rows = Part(f"(select distinct * from ({sql})) d cross join row s on s.id = d.id", params)
            return rows, [one.test for one in conditions if one is not condition]
    return None, [one.test for one in conditions]


def _are_at_most(db: sqlite3.Connection, ids: Part, few: int) -> bool:
    (many,) = db.execute(f"select count(*) from (select * from ({ids.sql}) limit {few + 1})", ids.params).fetchone()
    return int(many) <= few


def _listing(start: Part, programme: str, order: Order, tests: list[Part]) -> Listing:
    own = [Part("s.programme = ?", [programme]), *tests]
    if order.by == "field":
        value = "(select v.value from value v where v.subject = s.id and v.key = ?)"
        inner = f"select s.id, s.code, {value} as place from {start.sql} where {all_of(own)}"
        params = [order.field, *start.params, *params_of(own)]
        return Listing(
            Part(f"select * from ({inner}) where place is not null", params),
            Part(f"select * from ({inner}) where place is null", params),
        )
    select = f"select s.id, s.code, s.{order.by} as place from {start.sql} where {all_of(own)}"
    params = [*start.params, *params_of(own)]
    if order.by != "stage_on":
        return Listing(Part(select, params), None)
    return Listing(
        Part(f"{select} and s.stage_on is not null", params), Part(f"{select} and s.stage_on is null", params)
    )


def _along_field(programme: str, order: Order, tests: list[Part]) -> Listing:
    placed = [Part("o.programme = ? and o.key = ?", [programme, order.field]), *tests]
    have = "exists (select 1 from value v where v.subject = s.id and v.key = ?)"
    unplaced = [Part(f"s.programme = ? and not {have}", [programme, order.field]), *tests]
    return Listing(
        Part(
            "select s.id, o.code, o.value as place from value o indexed by value_by"
            f" cross join row s on s.id = o.subject where {all_of(placed)}",
            params_of(placed),
        ),
        Part(
            f"select s.id, s.code, null as place from row s indexed by row_by_code where {all_of(unplaced)}",
            params_of(unplaced),
        ),
    )


def _conditions(
    programme: str, where: Filter, owners: Collection[str] | None, only: Collection[str] | None
) -> Iterator[Condition]:
    own: Params = [programme]
    if only is not None:
        codes = json.dumps(sorted(only))
        yield _of_row("code", Part("in (select value from json_each(?))", [codes]), own)
    if where.text and phrase(where.text):
        ids = Part("select rowid as id from search where search match ?", [phrase(where.text)])
        yield Condition(Part(f"exists ({ids.sql} and rowid = s.id)", ids.params), ids)
    if owners is not None:
        some = Part("in (select value from json_each(?))", [json.dumps(sorted(owners))])
        yield Condition(
            Part(f"exists (select 1 from owner o where o.subject = s.id and o.organisation {some.sql})", some.params),
            Part(f"select subject as id from owner where organisation {some.sql} and programme = ?", some.params + own),
        )
    if where.stages:
        yield _of_row("stage", among(where.stages), own)
    for key, wanted in where.fields.items():
        yield _of_field(key, wanted, own)
    for column, between in (("stage_on", where.stage_on), ("since", where.since)):
        if between != ANY:
            yield _of_row(column, within(between), own)
    if where.verified is not None:
        yield Condition(Part("s.verified = ?", [where.verified]))


def _of_row(column: str, test: Part, own: Params) -> Condition:
    ids = f"select id from row where programme = ? and {column} {test.sql}"
    return Condition(Part(f"s.{column} {test.sql}", test.params), Part(ids, own + test.params))


def _of_field(key: str, wanted: tuple[Value, ...] | Range | None, own: Params) -> Condition:
    have = "exists (select 1 from value v where v.subject = s.id and v.key = ?"
    if wanted is None:
        return Condition(Part(f"not {have})", [key]))
    test = within(wanted) if isinstance(wanted, Range) else among(wanted)
    return Condition(
        Part(f"{have} and v.value {test.sql})", [key, *test.params]),
        Part(
            f"select subject as id from value where programme = ? and key = ? and value {test.sql}",
            [*own, key, *test.params],
        ),
    )


def among(values: Collection[Value]) -> Part:
    if len(values) == 1:
        return Part("= ?", [stored(one) for one in values])
    return Part(f"in ({', '.join('?' * len(values))})", [stored(one) for one in values])


def within(between: Range) -> Part:
    """The test of a range; an open one takes whatever there is."""
    low, high = between
    if low is None and high is None:
        return Part("is not null", [])
    if low is None or high is None:
        return Part("<= ?" if low is None else ">= ?", [stored(one) for one in between if one is not None])
    return Part("between ? and ?", [stored(low), stored(high)])


def all_of(tests: list[Part]) -> str:
    return " and ".join(one.sql for one in tests)


def params_of(tests: list[Part]) -> Params:
    return [param for one in tests for param in one.params]
