"""A list as it was on a day, as the log's beginning has it: every value is looked up among all that were ever held.

A day of the past is asked of what is known (or was, by some size of the log): an entry that was withdrawn or corrected
by then does not count, whichever day it spoke of. So ``figures`` count, too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from dajuan.programmes.pack import Programme, Value
from dajuan.subjects.asked import ANY, Filter, Order, Range
from dajuan.subjects.present import Listing, Part, all_of, among, params_of, within
from dajuan.subjects.row import OPENED, STAGE, Held, Row, levels_of, searched_fields, stamp_of
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
    """These subjects as they were, those that had been opened."""
    rows = (_row_then(db, subject, pack, moment) for subject in subjects)
    return [row for row in rows if row is not None]


def shapes_then(db: sqlite3.Connection, subject: int, pack: Programme | None, moment: Moment) -> dict[str, str]:
    levels = levels_of(_held(db, subject, moment), pack)
    return levels.shapes if levels else {}


def _row_then(db: sqlite3.Connection, subject: int, pack: Programme | None, moment: Moment) -> Row | None:
    levels = levels_of(_held(db, subject, moment), pack)
    if levels is None:
        return None
    programme, code = db.execute("select programme, code from subject where id = ?", (subject,)).fetchone()
    last, at = db.execute(
        "select seq, at from fact where subject = ? and seq < ? order by seq desc limit 1", (subject, moment.size)
    ).fetchone()
    stage = levels.stage
    seen = (
        stage is not None
        and db.execute(
            f"select 1 from seen v where v.seq = ? and {_SEEN}", (stage.seq, moment.size, moment.size)
        ).fetchone()
    )
    return Row(
        programme, code, levels.name, str(stage.value) if stage else "", _day(stage), stage.seq if stage else None,
        bool(seen), date.fromisoformat(levels.since), last, stamp_of(at), levels.fields, levels.links, levels.owners,
    )  # fmt: skip


def _day(stage: Held | None) -> date | None:
    return date.fromisoformat(stage.on) if stage else None


def _held(db: sqlite3.Connection, subject: int, moment: Moment) -> Iterator[Held]:
    found = db.execute(
        f"select h.key, h.on_day, h.seq, h.value from held h where h.subject = ? and {COUNTS}"
        " order by h.key, h.on_day, h.seq",
        (subject, *moment.counts),
    )
    return map(Held._make, found)


_SEEN = "v.by_seq < ? and (v.died is null or v.died >= ?)"


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
