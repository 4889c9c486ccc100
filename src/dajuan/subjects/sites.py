"""Subjects on the map."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from dajuan.programmes.pack import Programme
from dajuan.subjects.boxes import Box, box_of
from dajuan.subjects.past import COUNTS, Moment, rows_then
from dajuan.subjects.present import Listing
from dajuan.subjects.row import shape_fields


class Site(NamedTuple):
    """One shape of a subject, and what a map says of it."""

    programme: str
    code: str
    name: str
    stage: str
    key: str
    """The field that has the shape."""
    geometry: str
    """GeoJSON as the ledger keeps it."""

    @property
    def id(self) -> str:
        return f"{self.programme}/{self.code}/{self.key}"


def sites(db: sqlite3.Connection, listing: Listing, box: Box | None, limit: int) -> list[Site]:
    """Shapes of those of a list that lie within a box, or touch it; in the order of their codes."""
    within, params = "", list[object]()
    if box is not None:
        within = "where t.west <= ? and t.east >= ? and t.south <= ? and t.north >= ?"
        params = [box.east, box.west, box.north, box.south]
    found = db.execute(
        "select r.programme, r.code, r.name, r.stage, t.key, t.geometry"
        f" from ({listing.placed.sql}) l cross join site t on t.subject = l.id cross join row r on r.id = l.id"
        f" {within} order by l.code, t.key limit ?",
        [*listing.placed.params, *params, limit],
    )
    return list(map(Site._make, found))


def sites_then(
    db: sqlite3.Connection, listing: Listing, pack: Programme | None, moment: Moment, box: Box | None, limit: int
) -> list[Site]:
    """:func:`sites` as they were: each field's latest shape by then."""
    found: list[tuple[int, str, str]] = []
    for key in shape_fields(pack):
        found += islice(_shapes_then(db, listing, key, moment, box), limit)
    found = found[:limit]
    ids = list(dict.fromkeys(id_ for id_, _, _ in found))
    rows = dict(zip(ids, rows_then(db, ids, pack, moment), strict=True))
    return [
        Site(rows[id_].programme, rows[id_].code, rows[id_].name, rows[id_].stage, key, geometry)
        for id_, key, geometry in found
    ]


def _shapes_then(
    db: sqlite3.Connection, listing: Listing, key: str, moment: Moment, box: Box | None
) -> Iterator[tuple[int, str, str]]:
    """Subject, field and shape."""
    rows = db.execute(
        f"select l.id, l.code, h.value, max(h.on_day || '/' || printf('%020d', h.seq)) from ({listing.placed.sql}) l"
        f" cross join held h on h.subject = l.id and h.key = ? and {COUNTS} group by l.id, l.code order by l.code",
        [*listing.placed.params, key, *moment.counts],
    )
    return ((id_, key, shape) for id_, _, shape, _ in rows if box is None or box.meets(box_of(shape)))
