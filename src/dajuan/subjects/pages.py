"""A page of a list: the rows after or before a place, never counting those that are not shown."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any, NamedTuple

import msgspec

from dajuan.programmes.pack import Value
from dajuan.subjects.asked import Cursor, Order
from dajuan.subjects.present import Listing, Part
from dajuan.subjects.row import Row

_fields = msgspec.json.Decoder(dict[str, Value]).decode
_links = msgspec.json.Decoder(dict[str, tuple[str, ...]]).decode
_owners = msgspec.json.Decoder(tuple[str, ...]).decode


Found = tuple[Any, ...]
"""A subject's number, code and place in a list; of the present its row in the table ``row`` after these."""


class Stretch(NamedTuple):
    """Subjects of a page in the list's order, and whether there are others before and after them."""

    found: list[Found]
    before: bool
    after: bool


def stretch(
    db: sqlite3.Connection,
    listing: Listing,
    order: Order,
    after: Cursor | None,
    before: Cursor | None,
    limit: int,
    *,
    rows: bool,
) -> Stretch:
    """At most ``limit`` subjects, the first ones after a cursor or the last ones before one; with their ``rows`` or
    without."""
    backwards = before is not None
    found = _walked(db, listing, order, before or after, limit + 1, backwards, rows)
    more = len(found) > limit
    found = found[:limit]
    if backwards:
        return Stretch(found[::-1], more, True)
    return Stretch(found, after is not None, more)


def _walked(
    db: sqlite3.Connection,
    listing: Listing,
    order: Order,
    cursor: Cursor | None,
    limit: int,
    backwards: bool,
    rows: bool,
) -> list[Found]:
    """In the list's order, or backwards, from a cursor on: those that have a place, then those that have none."""
    legs = [(listing.placed, True), *([(listing.unplaced, False)] if listing.unplaced else [])]
    if backwards:
        legs.reverse()
    down = order.descending != backwards
    if cursor is not None and len(legs) == 2 and legs[0][1] != (cursor.value is not None):
        legs = legs[1:]
    found: list[Found] = []
    for leg, placed in legs:
        if len(found) == limit:
            break
        of_leg = cursor if cursor is not None and placed == (cursor.value is not None) else None
        asked, params = _asked(leg, placed, down, of_leg, limit - len(found), by_code=order.by == "code", rows=rows)
        found += db.execute(asked, params).fetchall()
    return found


def _asked(
    leg: Part, placed: bool, down: bool, cursor: Cursor | None, limit: int, *, by_code: bool, rows: bool
) -> tuple[str, list[object]]:
    sign, way = ("<", "desc") if down else (">", "asc")
    beyond, params = "", list(leg.params)
    if cursor is not None and placed and not by_code:
        beyond, params = f" where (place, code) {sign} (?, ?)", [*params, cursor.value, cursor.code]
    elif cursor is not None:
        beyond, params = f" where code {sign} ?", [*params, cursor.code]
    by = ("code",) if by_code or not placed else ("place", "code")
    some = f"select id, code, place from ({leg.sql}){beyond} order by {_by('', by, way)} limit ?"
    params.append(limit)
    if not rows:
        return some, params
    return f"select l.*, r.* from ({some}) l cross join row r on r.id = l.id order by {_by('l.', by, way)}", params


def _by(table: str, columns: tuple[str, ...], way: str) -> str:
    return ", ".join(f"{table}{column} {way}" for column in columns)


def cursor_at(found: Found) -> str:
    """Where the list goes on beside this subject."""
    return Cursor(found[2], found[1]).text()


def row_in(found: Found) -> Row:
    return row_of(found[3:])


def rows_of(db: sqlite3.Connection, subjects: list[int]) -> list[Row]:
    """The rows of these subjects as they are by now, in this order."""
    asked = "select r.* from json_each(?) c cross join row r on r.id = c.value"
    found = {one[0]: one for one in db.execute(asked, (json.dumps(subjects),))}
    return [row_of(found[one]) for one in subjects if one in found]


def row_of(stored: tuple[Any, ...]) -> Row:
    """A row of the table ``row``."""
    _, programme, code, name, stage, on, seq, verified, since, last, last_at, fields, links, owners = stored
    return Row(
        programme, code, name, stage, date.fromisoformat(on) if on else None, seq, bool(verified),
        date.fromisoformat(since), last, last_at, _fields(fields), _links(links), _owners(owners),
    )  # fmt: skip
