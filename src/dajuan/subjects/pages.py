"""A page of a list: the rows after or before a place, never counting those that are not shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from dajuan.programmes.pack import Value
from dajuan.subjects.asked import Cursor, Order
from dajuan.subjects.present import Listing, Part
from dajuan.subjects.row import Row, stamp_of

_fields = msgspec.json.Decoder(dict[str, Value]).decode
_links = msgspec.json.Decoder(dict[str, tuple[str, ...]]).decode
_owners = msgspec.json.Decoder(tuple[str, ...]).decode


class Found(NamedTuple):
    """A subject's place in a list."""

    id: int
    cursor: Cursor


class Stretch(NamedTuple):
    """Subjects of a page in the list's order, and whether there are others before and after them."""

    found: list[Found]
    before: bool
    after: bool


def stretch(
    db: sqlite3.Connection, listing: Listing, order: Order, after: Cursor | None, before: Cursor | None, limit: int
) -> Stretch:
    """At most ``limit`` subjects, the first ones after a cursor or the last ones before one."""
    backwards = before is not None
    found = list(_walk(db, listing, order, before or after, limit + 1, backwards))
    more = len(found) > limit
    found = found[:limit]
    if backwards:
        return Stretch(found[::-1], more, True)
    return Stretch(found, after is not None, more)


def _walk(
    db: sqlite3.Connection, listing: Listing, order: Order, cursor: Cursor | None, limit: int, backwards: bool
) -> Iterator[Found]:
    """In the list's order, or backwards, from a cursor on: those that have a place, then those that have none."""
    legs = [(listing.placed, True), *([(listing.unplaced, False)] if listing.unplaced else [])]
    if backwards:
        legs.reverse()
    down = order.descending != backwards
    if cursor is not None and len(legs) == 2 and legs[0][1] != (cursor.value is not None):
        legs = legs[1:]
    for leg, placed in legs:
        if limit <= 0:
            return
        of_leg = cursor if cursor is not None and placed == (cursor.value is not None) else None
        for id_, code, place in db.execute(*_asked(leg, placed, down, of_leg, limit, by_code=order.by == "code")):
            limit -= 1
            yield Found(id_, Cursor(place, code))


def _asked(
    leg: Part, placed: bool, down: bool, cursor: Cursor | None, limit: int, *, by_code: bool
) -> tuple[str, list[object]]:
    sign, way = ("<", "desc") if down else (">", "asc")
    beyond, params = "", list(leg.params)
    if cursor is not None and placed and not by_code:
        beyond, params = f" where (place, code) {sign} (?, ?)", [*params, cursor.value, cursor.code]
    elif cursor is not None:
        beyond, params = f" where code {sign} ?", [*params, cursor.code]
    by = f"code {way}" if by_code or not placed else f"place {way}, code {way}"
    return f"select id, code, place from ({leg.sql}){beyond} order by {by} limit ?", [*params, limit]


def rows_of(db: sqlite3.Connection, subjects: list[int]) -> list[Row]:
    """The rows of these subjects as they are by now, in this order."""
    marks = ",".join("?" * len(subjects))
    found = {one[0]: one for one in db.execute(f"select * from row where id in ({marks})", subjects)}
    return [row_of(found[one]) for one in subjects if one in found]


def row_of(stored: tuple[object, ...]) -> Row:
    """A row of the table ``row``."""
    _, programme, code, name, stage, on, seq, verified, since, last, at, fields, links, owners = stored
    return Row(
        str(programme), str(code), str(name), str(stage), date.fromisoformat(str(on)) if on else None,
        seq, bool(verified), date.fromisoformat(str(since)), last, stamp_of(at),  # type: ignore[arg-type]
        _fields(str(fields)), _links(str(links)), _owners(str(owners)),
    )  # fmt: skip
