"""Taking entries in: each leaves its values behind, and what it withdraws, corrects or verifies is marked so.

The rules are those of ``ledger.state``: an entry about others speaks of those before it, of its programme, and of its
subject if it names one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from dajuan.ledger.entry import Entry
from dajuan.programmes.pack import Programme
from dajuan.subjects.row import LINK, OPENED, STAGE, Stored, microseconds, stored

_SPEAKING = {"verified", "withdrawn"}


class Taking:
    """One stretch of the log on its way into the register, within a transaction of its own."""

    def __init__(self, db: sqlite3.Connection, programmes: Mapping[str, Programme]) -> None:
        self._db, self._programmes = db, programmes
        self._ids: dict[tuple[str, str], int] = {}
        self.touched: set[int] = set()
        """Subjects whose rows are to be made anew."""
        self.latest = ""
        """The latest day on which any of the entries took effect."""

    def take(self, seq: int, entry: Entry) -> None:
        if entry.kind == "declared":
            return
        subject = self._id(entry.programme, entry.subject)
        self._db.execute(
            "insert into fact values (?, ?, ?, ?, ?, null)",
            (seq, subject, entry.kind, entry.actor, microseconds(entry.recorded_at)),
        )
        if entry.subject:
            self.touched.add(subject)
        if entry.kind in _SPEAKING and entry.about:
            self._speak(seq, subject, entry)
        if entry.kind == "withdrawn":
            return
        if entry.replaces is not None:
            self._bury(self._db.execute(_BURIED_ONE, (entry.replaces,)).fetchall(), seq)
        on = entry.effective_on.isoformat()
        self.latest = max(self.latest, on)
        self._db.executemany(
            "insert into held values (?, ?, ?, ?, ?, null)",
            [(subject, key, on, seq, value) for key, value in self._values(entry)],
        )
        self._db.executemany(
            "insert or ignore into named values (?, ?, ?)", [(*one, subject) for one in self._names(entry)]
        )

    def _id(self, programme: str, code: str) -> int:
        known = self._ids.get((programme, code))
        if known is not None:
            return known
        found = self._db.execute(
            "select id from subject where programme = ? and code = ?", (programme, code)
        ).fetchone()
        if found is None:
            found = (
                self._db.execute("insert into subject (programme, code) values (?, ?)", (programme, code)).lastrowid,
            )
        self._ids[programme, code] = found[0]
        return int(found[0])

    def _values(self, entry: Entry) -> Iterator[tuple[str, Stored]]:
        if entry.kind == "opened":
            yield OPENED, ""
        if entry.kind == "moved":
            yield STAGE, entry.stage
        if entry.kind != "measured":
            for key, value in entry.fields.items():
                yield key, stored(value)
        for relation, other in entry.links.items():
            yield LINK + relation, other

    def _names(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """The code and the programme of each subject that an entry names."""
        for other in entry.links.values():
            programme, _, code = other.partition("/")
            yield code, programme
        pack = self._programmes.get(entry.programme)
        for key, value in entry.fields.items():
            field = pack.fields.get(key) if pack else None
            if field is not None and field.type == "credit-code":
                yield str(value), ""
            elif field is not None and field.type == "reference":
                programme, _, code = str(value).partition("/")
                yield code, programme

    def _speak(self, seq: int, subject: int, entry: Entry) -> None:
        assert entry.about is not None
        first, last = entry.about[0], min(entry.about[1], seq - 1)
        meant = _WIDE if not entry.subject else _OWN
        whom = {"first": first, "last": last, "subject": subject, "programme": entry.programme, "by": seq}
        if entry.kind == "withdrawn":
            self._bury(self._db.execute(f"select f.seq, f.subject, f.kind {meant}", whom).fetchall(), seq)
            return
        whom["actor"] = entry.actor
        moves = f"{meant} and f.kind = 'moved' and f.actor <> :actor"
        self.touched.update(one for (one,) in self._db.execute(f"select distinct f.subject {moves}", whom))
        self._db.execute(f"insert into seen select f.seq, :by, null {moves}", whom)

    def _bury(self, facts: list[tuple[int, int, str]], by: int) -> None:
        for seq, subject, kind in facts:
            self._db.execute("update fact set died = ? where seq = ?", (by, seq))
            if kind == "verified":
                passed = "select f.subject from seen s join fact f on f.seq = s.seq where s.by_seq = ?"
                self.touched.update(one for (one,) in self._db.execute(passed, (seq,)))
                self._db.execute("update seen set died = ? where by_seq = ?", (by, seq))
            else:
                self._db.execute("update held set died = ? where subject = ? and seq = ?", (by, subject, seq))
                self.touched.add(subject)


_ALIVE = "f.died is null and f.kind <> 'withdrawn'"
_BURIED_ONE = f"select f.seq, f.subject, f.kind from fact f where f.seq = ? and {_ALIVE}"
_OWN = f"from fact f where f.subject = :subject and f.seq between :first and :last and {_ALIVE}"
_WIDE = (
    "from fact f join subject s on s.id = f.subject"
    f" where f.seq between :first and :last and s.programme = :programme and {_ALIVE}"
)
