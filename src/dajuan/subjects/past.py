"""A list as it was on a day, as the log's beginning has it: every value is looked up among all that were ever held.

A day of the past is asked of what is known (or was, by some size of the log): an entry that was withdrawn or corrected
by then does not count, whichever day it spoke of. So ``figures`` count, too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from dajuan.programmes.pack import Programme, Value
from dajuan.subjects.asked import ANY, Filter, Order, Range
from dajuan.subjects.present import Listing, Part, all_of, among, params_of, within
from dajuan.subjects.row import OPENED, STAGE, Held, Levels, Row, levels_of, searched_fields, stamp_of
from dajuan.subjects.words import folded


class Moment(NamedTuple):
    """The day asked for, and how many entries are looked at."""

    as_of: str
    size: int

    def held(self, key: str, column: str = "value", order: str = "h.on_day desc, h.seq desc") -> Part:
        """What a subject ``s`` held under a key."""
        return Part(
            f"(select h.{column} from held h where h.subject = s.id and h.key = ? and {COUNTS}"
            f" order by {order} limit 1)",
            [key, *self.counts],
        )

    @property
    def counts(self) -> list[object]:
        """What goes into the question marks of :data:`COUNTS`."""
        return [self.size, self.as_of, self.size]


COUNTS = "h.seq < ? and h.on_day <= ? and (h.died is null or h.died >= ?)"


def past(
    programme: str,
    pack: Programme | None,
    where: Filter,
    order: Order,
    owners: Collection[str] | None,
    only: Collection[str] | None,
    moment: Moment,
) -> Listing:
    tests = [
        Part("s.programme = ? and s.code <> ''", [programme]),
        *_tests(pack, where, owners, only, moment),
    ]
    place = _place(order, moment)
    sql = f"select s.id, s.code, {place.sql} as place from subject s where {all_of(tests)}"
    params = [*place.params, *params_of(tests)]
    if order.by == "code":
        return Listing(Part(sql, params), None)
    once = f"select * from (with every as materialized ({sql}) select * from every where place is"
    return Listing(Part(f"{once} not null)", params), Part(f"{once} null)", params))


def counted_then(
    db: sqlite3.Connection,
    programme: str,
    pack: Programme | None,
    where: Filter,
    owners: Collection[str] | None,
    only: Collection[str] | None,
    moment: Moment,
) -> dict[str, int]:
    """How many subjects were in each stage."""
    stage = moment.held(STAGE)
    tests = [Part("s.programme = ? and s.code <> ''", [programme]), *_tests(pack, where, owners, only, moment)]
    found = db.execute(
        f"select coalesce({stage.sql}, '') as stage, count(*) from subject s where {all_of(tests)} group by 1",
        [*stage.params, *params_of(tests)],
    )
    return dict(found)


def rows_then(db: sqlite3.Connection, subjects: list[int], pack: Programme | None, moment: Moment) -> list[Row]:
    """These subjects as they were, those that had been opened; however many, in four questions."""
    some = json.dumps(subjects)
    heads = {id_: (programme, code) for id_, programme, code in db.execute(_HEADS, (some,))}
    lasts = {id_: (last, at) for id_, last, at in db.execute(_LASTS, (some, moment.size))}
    levels = {id_: found for id_, held in _held(db, subjects, moment) if (found := levels_of(held, pack))}
    moves = json.dumps([one.stage.seq for one in levels.values() if one.stage])
    seen = {seq for (seq,) in db.execute(_SEEN_OF, (moves, moment.size, moment.size))}
    return [_row_of(*heads[id_], levels[id_], *lasts[id_], seen) for id_ in subjects if id_ in levels]


def _row_of(programme: str, code: str, levels: Levels, last: int, at: int, seen: set[int]) -> Row:
    stage = levels.stage
    return Row(
        programme, code, levels.name, str(stage.value) if stage else "", _day(stage), stage.seq if stage else None,
        stage is not None and stage.seq in seen, date.fromisoformat(levels.since), last, stamp_of(at),
        levels.fields, levels.links, levels.owners,
    )  # fmt: skip


def shapes_then(db: sqlite3.Connection, subject: int, pack: Programme | None, moment: Moment) -> dict[str, str]:
    for _, held in _held(db, [subject], moment):
        if levels := levels_of(held, pack):
            return levels.shapes
    return {}


def _day(stage: Held | None) -> date | None:
    return date.fromisoformat(stage.on) if stage else None


def _held(db: sqlite3.Connection, subjects: list[int], moment: Moment) -> Iterator[tuple[int, Iterator[Held]]]:
    """Of each that held anything what it did."""
    found = db.execute(
        "select h.subject, h.key, h.on_day, h.seq, h.value from json_each(?) c cross join held h on h.subject = c.value"
        f" where {COUNTS} order by h.subject, h.key, h.on_day, h.seq",
        (json.dumps(subjects), *moment.counts),
    )
    for id_, some in groupby(found, key=itemgetter(0)):
        yield id_, (Held._make(one[1:]) for one in some)


_SEEN = "v.by_seq < ? and (v.died is null or v.died >= ?)"
_HEADS = "select s.id, s.programme, s.code from json_each(?) c cross join subject s on s.id = c.value"
_LASTS = (
    "select f.subject, max(f.seq), f.at from json_each(?) c cross join fact f on f.subject = c.value"
    " where f.seq < ? group by f.subject"
)
_SEEN_OF = f"select v.seq from json_each(?) c cross join seen v on v.seq = c.value where {_SEEN}"


def _place(order: Order, moment: Moment) -> Part:
    match order.by:
        case "code":
            return Part("s.code", [])
        case "name":
            name = moment.held("name")
            return Part(f"coalesce({name.sql}, '')", name.params)
        case "stage_on":
            return moment.held(STAGE, "on_day")
        case "since":
            return moment.held(OPENED, "on_day", "h.seq")
        case "last":
            return Part("(select max(f.seq) from fact f where f.subject = s.id and f.seq < ?)", [moment.size])
        case "field":
            return moment.held(order.field)


def _tests(
    pack: Programme | None,
    where: Filter,
    owners: Collection[str] | None,
    only: Collection[str] | None,
    moment: Moment,
) -> Iterator[Part]:
    if only is not None:
        yield Part("s.code in (select value from json_each(?))", [json.dumps(sorted(only))])
    opened = f"exists (select 1 from held h where h.subject = s.id and h.key = '{OPENED}' and {COUNTS})"
    yield Part(opened, moment.counts)
    if where.stages:
        yield _compared(moment.held(STAGE), among(where.stages), "coalesce({}, '')")
    for key, wanted in where.fields.items():
        yield _compared(moment.held(key), _test(wanted))
    if where.stage_on != ANY:
        yield _compared(moment.held(STAGE, "on_day"), within(where.stage_on))
    if where.since != ANY:
        yield _compared(moment.held(OPENED, "on_day", "h.seq"), within(where.since))
    if owners is not None:
        yield _owned(pack, owners, moment)
    if folded(where.text):
        yield _holding(pack, folded(where.text), moment)
    if where.verified is not None:
        stage = moment.held(STAGE, "seq")
        seen = f"exists (select 1 from seen v where v.seq = {stage.sql} and {_SEEN})"
        yield Part(seen if where.verified else f"not {seen}", [*stage.params, moment.size, moment.size])


def _compared(held: Part, test: Part, form: str = "{}") -> Part:
    return Part(f"{form.format(held.sql)} {test.sql}", [*held.params, *test.params])


def _test(wanted: tuple[Value, ...] | Range | None) -> Part:
    if wanted is None:
        return Part("is null", [])
    return within(wanted) if isinstance(wanted, Range) else among(wanted)


def _owned(pack: Programme | None, owners: Collection[str], moment: Moment) -> Part:
    some = json.dumps(sorted(owners))
    fields = [moment.held(key) for key in (pack.owners if pack else ())]
    sql = " or ".join(f"owned({one.sql}, ?)" for one in fields)
    return Part(f"({sql or '0'})", [param for one in fields for param in (*one.params, some)])


def _holding(pack: Programme | None, part: str, moment: Moment) -> Part:
    fields = [moment.held(key) for key in ("name", *searched_fields(pack))]
    sql = "".join(f" or holds({one.sql}, ?)" for one in fields)
    return Part(f"(holds(s.code, ?){sql})", [part, *(param for one in fields for param in (*one.params, part))])
