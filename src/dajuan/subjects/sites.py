"""Subjects on the map, as GeoJSON features."""

from __future__ import annotations

import json
import sqlite3
from itertools import islice
from typing import Any

from dajuan.subjects.boxes import Box, box_of
from dajuan.subjects.past import COUNTS, Moment
from dajuan.subjects.present import Listing
from dajuan.subjects.row import Row

Feature = dict[str, Any]


def sites(db: sqlite3.Connection, listing: Listing, box: Box | None, limit: int) -> list[tuple[int, str, str]]:
    """Subject, field and geometry of those of a list that lie within a box, or touch it; in the order of their codes."""
    within, params = "", list[object]()
    if box is not None:
        within = "where t.west <= ? and t.east >= ? and t.south <= ? and t.north >= ?"
        params = [box.east, box.west, box.north, box.south]
    found = db.execute(
        f"select t.subject, t.key, t.geometry from ({listing.placed.sql}) l cross join site t on t.subject = l.id"
        f" {within} order by l.code, t.key limit ?",
        [*listing.placed.params, *params, limit],
    )
    return found.fetchall()


def sites_then(
    db: sqlite3.Connection, listing: Listing, keys: list[str], moment: Moment, box: Box | None, limit: int
) -> list[tuple[int, str, str]]:
    """:func:`sites` as they were: each field's latest shape by then."""
    found: list[tuple[int, str, str]] = []
    for key in keys:
        rows = db.execute(
            f"select l.id, l.code, h.value, max(h.on_day || '/' || printf('%020d', h.seq)) from ({listing.placed.sql}) l"
            f" cross join held h on h.subject = l.id and h.key = ? and {COUNTS} group by l.id, l.code order by l.code",
            [*listing.placed.params, key, *moment.counts],
        )
        shapes = ((id_, key, shape) for id_, _, shape, _ in rows)
        found += islice((one for one in shapes if box is None or box.meets(box_of(one[2]))), limit)
    return found[:limit]


def feature(row: Row, key: str, geometry: str) -> Feature:
    """One shape with what a map says of it."""
    return {
        "type": "Feature",
        "id": f"{row.programme}/{row.code}/{key}",
        "geometry": json.loads(geometry),
        "properties": {
            "programme": row.programme,
            "code": row.code,
            "name": row.name,
            "stage": row.stage,
            "stage_on": row.stage_on.isoformat() if row.stage_on else None,
            "verified": row.verified,
        },
    }
