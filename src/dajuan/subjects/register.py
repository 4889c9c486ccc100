"""The register's file, ``derived/subjects.sqlite``, and how it follows the ledger.

It says which log it was made from: how many entries, and the root over them. Of another log, of this one before a
restore, or under packs that say otherwise, it is made anew. Entries are taken in by the stretch, each a transaction:
whoever is killed leaves the last whole stretch. One process follows at a time, the others read what was there before.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.entry import entry_of
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.proofs import root_at
from dajuan.ledger.store import Reader
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.load import parse_pack
from dajuan.programmes.pack import Programme
from dajuan.programmes.text import pack_text
from dajuan.subjects.current import settle
from dajuan.subjects.row import organisations_in
from dajuan.subjects.taking import Taking
from dajuan.subjects.words import holds

if sys.platform != "win32":
    import fcntl

VERSION = 4
STRETCH = 250_000
"""Entries of one transaction: a million are made anew in four."""
_AT_ONCE = 5_000
"""Entries read at a time."""
WAIT = 60.0
"""Seconds to wait for another process that follows."""
_TABLES = {
    "made": "size", "subject": "id", "fact": "seq", "held": "subject, key, on_day, seq", "seen": "seq, by_seq",
    "file": "sha256, seq", "named": "code, programme, subject", "row": "id",
    "tally": "programme, stage, verified", "value": "subject, key", "owner": "subject, organisation",
    "site": "subject, key", "search": "rowid",
}  # fmt: skip
"""With the order in which their rows are told."""

Progress = Callable[[int, int], None]


class RegisterError(LedgerError):
    """The file could not be read or written; ``damaged``: what is in it is no register any more."""

    def __init__(self, path: Path, error: sqlite3.DatabaseError) -> None:
        super().__init__(
            f"{path}：SQLite 出错（{error}）；台账没有动，删去这个文件会从台账重做",
            f"{path}: SQLite says '{error}'; the ledger is untouched: delete this file and it is made again",
        )
        self.damaged = not isinstance(error, sqlite3.OperationalError)


class Made(NamedTuple):
    """What the register was made from."""

    size: int
    root: str
    packs: str
    latest: str
    """The latest day on which an entry took effect."""


class Register:
    """The file; one connection a thread. Open it in the process that uses it, not before a fork."""

    def __init__(self, ledger: Ledger, derived: Path) -> None:
        self.ledger, self.path = ledger, derived / "subjects.sqlite"
        self._packs = hashlib.sha256("\n".join(map(pack_text, ledger.programmes.values())).encode()).hexdigest()
        self._here = threading.local()
        self._others: tuple[int, dict[str, Programme]] = (-1, {})

    def follow(self, *, wait: float = WAIT, progress: Progress = lambda done, of: None) -> Made:
        """Bring the register up to the log; returns what it is made from. While another process is at it for longer
        than ``wait`` seconds, it is left to that one."""
        try:
            return self._follow(wait, progress)
        except RegisterError as error:
            if not error.damaged:
                raise
        self._throw_away()
        return self._follow(wait, progress)

    def rebuild(self, *, progress: Progress = lambda done, of: None) -> Made:
        """Everything anew."""
        with self._clear():
            db = self._connection()
            db.execute("begin immediate")
            _empty(db)
            db.commit()
        return self.follow(progress=progress)

    def digest(self) -> str:
        """SHA-256 over all that it holds: the same whether it followed or was made anew."""
        told = hashlib.sha256()
        with self.reading() as db:
            for table, order in _TABLES.items():
                rows = db.execute(f"select {'rowid, ' if table == 'search' else ''}* from {table} order by {order}")
                while some := list(islice(rows, 1000)):
                    told.update(repr(some).encode())
        return told.hexdigest()

    def count(self) -> int:
        """How many subjects are in it."""
        with self.reading() as db:
            (many,) = db.execute("select count(*) from row").fetchone()
        return int(many)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of it."""
        with self._clear():
            db = self._connection()
            db.execute("begin")
            try:
                yield db
            finally:
                db.rollback()

    def programmes(self) -> Mapping[str, Programme]:
        """Those switched on, and those that were once, as their last entries knew them."""
        return {**self._others[1], **self.ledger.programmes}

    def close(self) -> None:
        """Of this thread."""
        connection: sqlite3.Connection | None = getattr(self._here, "connection", None)
        if connection is not None:
            connection.close()
        self._here = threading.local()

    # Following ------------------------------------------------------------------------------------------------

    def _follow(self, wait: float, progress: Progress) -> Made:
        with self._clear():
            db = self._connection()
            made = made_of(db)
        with self.ledger.store.reading() as reader:
            self._read_packs(reader)
            size = reader.head().size
            up = self._is_up(made, reader)
        while not up:
            with self._clear():
                if not _locked(db, wait):
                    return made_of(db)
            try:
                # Looked at again under the lock: another process may have been here, and the log may have grown.
                with self.ledger.store.reading() as reader:
                    made = self._take(db, reader)
                    up = self._is_up(made, reader)
                with self._clear():
                    db.commit()
            except BaseException:
                db.rollback()
                raise
            progress(made.size, max(size, made.size))
        return made

    def _is_up(self, made: Made, reader: Reader) -> bool:
        edge = reader.head().edge
        root = edge.root().hex() if edge.size else ""
        return made[:2] == (edge.size, root) and (made.packs == self._packs or not made.size)

    def _take(self, db: sqlite3.Connection, reader: Reader) -> Made:
        """The next stretch. What the log's store says of its own troubles is not to be taken for ours."""
        with self._clear():
            made = made_of(db)
        if made.size and not self._is_of(made, reader):
            with self._clear():
                _empty(db)
                made = made_of(db)
        stop = min(made.size + STRETCH, reader.head().size)
        root = root_at(reader, stop).hex() if stop else ""
        self._read_packs(reader)
        programmes = self.programmes()
        taking = Taking(db, programmes, made.size)
        for start in range(made.size, stop, _AT_ONCE):
            entries = [(row.seq, entry_of(row.data)) for row in reader.rows(start, min(start + _AT_ONCE, stop))]
            with self._clear():
                for seq, entry in entries:
                    taking.take(seq, entry)
        with self._clear():
            taking.write()
            settle(db, programmes, taking.touched)
            made = Made(stop, root, self._packs, max(made.latest, taking.latest))
            db.execute("update made set size = ?, root = ?, packs = ?, latest = ?", made)
        return made

    def _is_of(self, made: Made, reader: Reader) -> bool:
        """Whether it was made from the beginning of this log, under these packs."""
        return (
            made.packs == self._packs
            and made.size <= reader.head().size
            and root_at(reader, made.size).hex() == made.root
        )

    def _read_packs(self, reader: Reader) -> None:
        """Programmes that are not on any more, but of which there are entries."""
        size = reader.head().size
        if self._others[0] == size:
            return
        newest = {one.programme: one for one in reader.packs() if one.programme not in self.ledger.programmes}
        known = self._others[1]
        self._others = size, {
            code: known[code] if code in known and known[code].version == one.version else parse_pack(one.text)
            for code, one in newest.items()
        }  # fmt: skip

    # The file -------------------------------------------------------------------------------------------------

    def _connection(self) -> sqlite3.Connection:
        """This thread's; a new one where the file was deleted or replaced under it."""
        connection: sqlite3.Connection | None = getattr(self._here, "connection", None)
        if connection is not None and self._here.file == _file(self.path):
            return connection
        if connection is not None:
            connection.close()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._alone():
            if not self.path.exists():
                self._remove()
            connection = self._here.connection = _connected(self.path)
            self._here.file = _file(self.path)
        return connection

    def _throw_away(self) -> None:
        """Unless another process was quicker."""
        damaged = getattr(self._here, "file", None)
        self.close()
        with self._alone():
            if damaged in (None, _file(self.path)):
                self._remove()

    def _remove(self) -> None:
        """With what SQLite keeps beside it, which would be taken for part of the next file of that name."""
        for end in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(f"{self.path}{end}")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process makes or removes the file meanwhile."""
        with open(f"{self.path}-turn", "a") as turn:
            if sys.platform != "win32":
                fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _clear(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise RegisterError(self.path, error) from error


def made_of(db: sqlite3.Connection) -> Made:
    return Made(*db.execute("select size, root, packs, latest from made").fetchone())


def _file(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _locked(db: sqlite3.Connection, wait: float) -> bool:
    db.execute(f"pragma busy_timeout = {int(wait * 1000)}")
    try:
        db.execute("begin immediate")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return False
        raise
    return True


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = normal")  # Lost commits are followed again.
    db.execute("pragma cache_size = -65536")
    db.create_function("holds", 2, lambda text, part: text is not None and holds(str(text), part), deterministic=True)
    db.create_function("owned", 2, _owned, deterministic=True)
    db.execute("begin immediate")
    if db.execute("pragma user_version").fetchone()[0] != VERSION:
        _empty(db)
    db.commit()
    return db


def _owned(text: str | None, owners: str) -> bool:
    """Whether one of the organisations in a field is among the owners, a JSON list."""
    return text is not None and not _set_of(owners).isdisjoint(organisations_in(str(text)))


@lru_cache(16)
def _set_of(listed: str) -> frozenset[str]:
    return frozenset(json.loads(listed))


def _empty(db: sqlite3.Connection) -> None:
    """As it is before the first entry; those who read go on reading what was there until this is committed."""
    tables = db.execute("select name from sqlite_master where type = 'table' and name not glob 'search_*'").fetchall()
    for (name,) in tables:
        db.execute(f"drop table {name}")
    for statement in (Path(__file__).parent / "schema.sql").read_text("utf-8").split(";\n"):
        db.execute(statement)
    db.execute(f"pragma user_version = {VERSION}")
