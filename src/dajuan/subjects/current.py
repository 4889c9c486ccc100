"""The rows of subjects of which something new was said, made anew from the values that count; what is the same is left."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dajuan.programmes.pack import Programme
from dajuan.subjects.boxes import box_of
from dajuan.subjects.row import Held, Levels, levels_of, searched_fields, stamp_of, stored
from dajuan.subjects.words import pairs

_text = msgspec.json.Encoder(order="sorted").encode


Tally = Counter[tuple[str, str, bool]]
"""By programme, stage and whether that is verified: how many subjects more, or fewer."""


def settle(db: sqlite3.Connection, programmes: Mapping[str, Programme], touched: Iterable[int]) -> None:
    """Make the rows of these subjects anew, and with them how many are in each stage."""
    tally = Tally()
    for subject in sorted(touched):
        programme, code = db.execute("select programme, code from subject where id = ?", (subject,)).fetchone()
        if code:
            _Settled(db, subject, programme, code, programmes.get(programme), tally).settle()
    _keep_tally(db, tally)


def _keep_tally(db: sqlite3.Connection, tally: Tally) -> None:
    db.executemany(
        "insert into tally values (?, ?, ?, ?) on conflict do update set many = many + excluded.many",
        [(*key, many) for key, many in tally.items() if many],
    )
    db.execute("delete from tally where many = 0")


class _Settled:
    def __init__(
        self, db: sqlite3.Connection, subject: int, programme: str, code: str, pack: Programme | None, tally: Tally
    ) -> None:
        self._db, self._subject, self._pack, self._tally = db, subject, pack, tally
        self._head = programme, code

    def settle(self) -> None:
        held = self._db.execute(
            "select key, on_day, seq, value from held where subject = ? and died is null order by key, on_day, seq",
            (self._subject,),
        )
        levels = levels_of(map(Held._make, held), self._pack)
        was = self._db.execute(
            "select fields, owners, stage, verified from row where id = ?", (self._subject,)
        ).fetchone()
        if was is not None:
            self._tally[self._head[0], was[2], bool(was[3])] -= 1
        if levels is None:
            for table in ("value", "owner", "site"):
                self._db.execute(f"delete from {table} where subject = ?", (self._subject,))
            self._db.execute("delete from row where id = ?", (self._subject,))
            self._db.execute("delete from search where rowid = ?", (self._subject,))
            return
        fields, owners = _text(levels.fields).decode(), json.dumps(levels.owners, ensure_ascii=False)
        self._keep_row(levels, fields, owners)
        if was is None or was[0] != fields:
            self._keep_values(levels)
            self._keep_words(levels)
        if was is None or was[1] != owners:
            rows = [(self._subject, one, *self._head) for one in levels.owners]
            self._keep("owner", rows)
        self._keep_shapes(levels)

    def _keep_row(self, levels: Levels, fields: str, owners: str) -> None:
        stage = levels.stage
        last, last_at = self._db.execute(
            "select seq, at from fact where subject = ? order by seq desc limit 1", (self._subject,)
        ).fetchone()
        verified = stage is not None and self._db.execute(
            "select 1 from seen where seq = ? and died is null", (stage.seq,)
        ).fetchone() is not None  # fmt: skip
        self._db.execute(
            "insert or replace into row values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._subject, *self._head, levels.name,
                *((stage.value, stage.on, stage.seq) if stage else ("", None, None)),
                verified, levels.since, last, stamp_of(last_at), fields, _text(levels.links).decode(), owners,
            ),
        )  # fmt: skip
        self._tally[self._head[0], str(stage.value) if stage else "", verified] += 1

    def _keep_values(self, levels: Levels) -> None:
        before = dict(self._db.execute("select key, value from value where subject = ?", (self._subject,)))
        now = {key: stored(value) for key, value in levels.fields.items()}
        gone = [(self._subject, key) for key in before.keys() - now.keys()]
        self._db.executemany("delete from value where subject = ? and key = ?", gone)
        self._db.executemany(
            "insert or replace into value values (?, ?, ?, ?, ?)",
            [(self._subject, key, value, *self._head) for key, value in now.items() if before.get(key) != value],
        )

    def _keep_words(self, levels: Levels) -> None:
        others = [str(levels.fields[key]) for key in searched_fields(self._pack) if key in levels.fields]
        words = pairs(self._head[1]), pairs(levels.name), " ".join(map(pairs, others))
        before = self._db.execute("select code, name, organisations from search where rowid = ?", (self._subject,))
        was = before.fetchone()
        if was == words:
            return
        if was is not None:
            self._db.execute("delete from search where rowid = ?", (self._subject,))
        self._db.execute(
            "insert into search (rowid, code, name, organisations) values (?, ?, ?, ?)", (self._subject, *words)
        )

    def _keep_shapes(self, levels: Levels) -> None:
        before = dict(self._db.execute("select key, geometry from site where subject = ?", (self._subject,)))
        if before != levels.shapes:
            rows = [(self._subject, key, self._head[0], *box_of(one), one) for key, one in levels.shapes.items()]
            self._keep("site", rows)

    def _keep(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        self._db.execute(f"delete from {table} where subject = ?", (self._subject,))
        if rows:
            self._db.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
