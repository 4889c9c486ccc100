"""Searching all programmes at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from itertools import islice

from dajuan.subjects.words import phrase


def found_by(db: sqlite3.Connection, text: str, owners: Collection[str] | None, limit: int) -> list[int]:
    """The best first; looking stops when there are enough."""
    return list(islice(dict.fromkeys(_found(db, text.strip(), owners, limit)), limit))


def _found(db: sqlite3.Connection, text: str, owners: Collection[str] | None, limit: int) -> Iterator[int]:
    owned, params = "", list[object]()
    if owners is not None:
        owned = (
            " and exists (select 1 from owner o where o.subject = s.id"
            " and o.organisation in (select value from json_each(?)))"
        )
        params = [json.dumps(sorted(owners))]
    exact = f"select s.id from subject u join row s on s.id = u.id where u.code = ?{owned} order by s.programme"
    yield from (one for (one,) in db.execute(exact, (text, *params)))
    part = phrase(text)
    if not part:
        return
    like = f"select s.id from search f cross join row s on s.id = f.rowid where search match ?{owned} order by f.rowid limit ?"
    for columns in ("{code name}", "{organisations}"):
        yield from (one for (one,) in db.execute(like, (f"{columns} : {part}", *params, limit)))
