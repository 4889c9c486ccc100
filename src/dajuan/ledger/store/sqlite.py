"""The ledger in one SQLite file: WAL, synchronous FULL, one writer at a time who waits for his turn.

SQLite lets writers poll for its lock, and an unlucky one can wait for seconds; so writers queue on a lock file first
(``flock``, woken in turn), where there is one. Without it (Windows) SQLite's own wait remains.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import FileIO
from itertools import chain, islice
from pathlib import Path

from dajuan.ledger.entry import Value
from dajuan.ledger.merkle import Edge, Node
from dajuan.ledger.store import STORED_LEVELS, Ahead, Head, PackVersion, Row
from dajuan.ledger.trouble import AwayError, LedgerError

if sys.platform != "win32":
    import fcntl

VERSION = 1
_WAIT = 60.0
"""Seconds SQLite itself waits for a lock."""
_MANY = 500
"""Values in one ``in (…)``: well under SQLite's limit of variables, and few enough to plan well."""


_AT_ONCE = 50
"""Rows that one ``insert`` takes where there are as many: a fifth quicker than one by one."""


class SqliteStore:
    """One file; one connection a thread."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._here = threading.local()
        self._all: list[sqlite3.Connection | FileIO] = []
        self._connection()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._here, "connection", None)
        if connection is None:
            connection = self._here.connection = _connected(self.path)
            self._all.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        connection = self._connection()
        with _clear(self.path):
            connection.execute("begin")
            try:
                yield SqliteSession(connection)
            finally:
                connection.rollback()

    @contextmanager
    def writing(self, ahead: Ahead | None = None) -> Iterator[SqliteSession]:
        connection = self._connection()
        with _clear(self.path), self._turn():
            connection.execute("begin immediate")
            try:
                yield SqliteSession(connection)
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for this writer's turn; a process that dies gives its turn back."""
        if sys.platform == "win32":
            yield
            return
        queue = self._queue()
        fcntl.flock(queue, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(queue, fcntl.LOCK_UN)

    def _queue(self) -> FileIO:
        """The lock file, opened once a thread: threads queue with each other too."""
        queue: FileIO | None = getattr(self._here, "queue", None)
        if queue is None:
            try:
                queue = FileIO(f"{self.path}-turn", "a")
            except OSError as error:
                raise LedgerError(
                    f"{self.path}：写不了（{error.strerror}），请看文件夹的权限和磁盘",
                    f"{self.path}: it cannot be written ({error.strerror}): look at the folder's rights and the disk",
                ) from error
            self._here.queue = queue
            self._all.append(queue)
        return queue

    def close(self) -> None:
        for opened in self._all:
            opened.close()
        self._all.clear()
        self._here = threading.local()


def _connected(path: Path) -> sqlite3.Connection:
    with _clear(path):
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma cache_size = -65536")
        connection.execute("begin immediate")
        (version,) = connection.execute("pragma user_version").fetchone()
        if version == 0:
            # Not executescript: it would commit first, and two processes could make the tables at once.
            for statement in _statements():
                connection.execute(statement)
        connection.commit()
    if version > VERSION:
        connection.close()
        raise LedgerError(
            f"{path} 是更新版本的答卷写的（第 {version} 版，此处认得第 {VERSION} 版）：请升级 dajuan",
            f"{path} was written by a newer Dajuan (version {version}, known here {VERSION}): upgrade dajuan",
        )
    return connection


def _statements() -> Iterator[str]:
    """The statements of ``sqlite.sql``; a trigger holds semicolons of its own."""
    text = ""
    for line in (Path(__file__).parent / "sqlite.sql").read_text(encoding="utf-8").splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text
            text = ""


@contextmanager
def _clear(path: Path) -> Iterator[None]:
    """SQLite's errors in words of ours."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise LedgerError(f"{path}：台账拒绝了这次写入（{error}）", f"{path}: the ledger refused ({error})") from error
    except sqlite3.DatabaseError as error:
        away = isinstance(error, sqlite3.OperationalError)  # Full, locked, not to be opened; not one that is damaged.
        raise (AwayError if away else LedgerError)(
            f"{path}：SQLite 出错（{error}）；磁盘满、文件损坏或没有权限都会如此，已写成的记录不受影响",
            f"{path}: SQLite says '{error}': a full disk, a damaged file or missing rights; what was recorded stands",
        ) from error


def _insert(rows: int) -> str:
    """The cast changes no byte; it saves making a text of Python's of each, and UTF-8 of that again."""
    return f"insert into entry (seq, data, leaf) values {', '.join(['(?, cast(? as text), ?)'] * rows)}"


def _rows(found: Iterable[tuple[int, str, bytes]]) -> Iterator[Row]:
    """Rows as they come; a value of another kind than was written comes from a damaged page."""
    for seq, data, leaf in found:
        if type(data) is not str or type(leaf) is not bytes:
            raise sqlite3.DatabaseError(f"entry {seq} is damaged")
        yield Row(seq, data, leaf)


class SqliteSession:
    """Questions to one snapshot of the file, and the writer's two statements."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def head(self) -> Head:
        found = self._db.execute("select size, edge, recorded_at from log_head").fetchone()
        if found is None or [type(one) for one in found] != [int, bytes, str]:
            raise sqlite3.DatabaseError("the log's head is damaged")
        size, edge, recorded_at = found
        return Head(Edge(size, [edge[i : i + 32] for i in range(0, len(edge), 32)]), recorded_at)

    def rows(self, start: int, stop: int) -> Iterator[Row]:
        found = self._db.execute(
            "select seq, data, leaf from entry where seq >= ? and seq < ? order by seq", (start, stop)
        )
        return _rows(found)

    def rows_at(self, seqs: Iterable[int]) -> Iterator[Row]:
        left = iter(sorted(set(seqs)))
        while some := list(islice(left, _MANY)):
            marks = ",".join("?" * len(some))
            found = self._db.execute(f"select seq, data, leaf from entry where seq in ({marks}) order by seq", some)
            yield from _rows(found)

    def of_subjects(self, programme: str, subjects: Iterable[str]) -> Iterator[Row]:
        left = iter(subjects)
        while some := list(islice(left, _MANY)):
            marks = ",".join("?" * len(some))
            found = self._db.execute(
                f"select seq, data, leaf from entry where programme = ? and subject in ({marks}) order by seq",
                (programme, *some),
            )
            yield from _rows(found)

    def of_programme(self, programme: str) -> Iterator[Row]:
        found = self._db.execute("select seq, data, leaf from entry where programme = ? order by seq", (programme,))
        return _rows(found)

    def with_keys(self, keys: Iterable[str]) -> dict[str, int]:
        left, found = iter(keys), dict[str, int]()
        while some := list(islice(left, _MANY)):
            marks = ",".join("?" * len(some))
            found.update(self._db.execute(f"select key, seq from entry where key in ({marks})", some))
        return found

    def with_values(self, programme: str, field: str, values: Iterable[Value]) -> Iterator[Row]:
        """Entries that ever gave a field one of these values; one pass over the programme, however many they are."""
        found = self._db.execute(
            "select seq, data, leaf from entry where programme = ?"
            " and json_extract(data, ?) in (select value from json_each(?)) order by seq",
            (programme, f'$.fields."{field}"', json.dumps(list(values))),
        )
        return _rows(found)

    def nodes(self, level: int, start: int, count: int) -> list[bytes]:
        if level == 0:
            found = self._db.execute(
                "select leaf from entry where seq >= ? and seq < ? order by seq", (start, start + count)
            )
        else:
            found = self._db.execute(
                "select hash from log_node where level = ? and place >= ? and place < ? order by place",
                (level, start, start + count),
            )
        return [hash_ for (hash_,) in found]

    def packs(self) -> list[PackVersion]:
        found = self._db.execute("select programme, version, sha256, text from pack order by programme, version")
        return [PackVersion(programme, version, sha256, str(text)) for programme, version, sha256, text in found]

    def size_at(self, recorded_at: str) -> int:
        """How many entries had been recorded by then: their times never go back, so halving finds it."""
        low, high = 0, self.head().size
        while low < high:
            middle = (low + high) // 2
            (stamp,) = self._db.execute("select recorded_at from entry where seq = ?", (middle,)).fetchone()
            low, high = (middle + 1, high) if stamp <= recorded_at else (low, middle)
        return low

    def damage(self) -> Iterator[str]:
        """What SQLite finds wrong with its pages and indexes."""
        for (said,) in self._db.execute("pragma integrity_check"):
            if said != "ok":
                yield said

    def append(self, rows: Sequence[tuple[int, bytes, bytes]], nodes: Sequence[Node], head: Head) -> None:
        whole = len(rows) - len(rows) % _AT_ONCE
        if whole:
            many = (rows[start : start + _AT_ONCE] for start in range(0, whole, _AT_ONCE))
            self._db.executemany(_insert(_AT_ONCE), (tuple(chain.from_iterable(some)) for some in many))
        self._db.executemany(_insert(1), rows[whole:])
        kept = [node for node in nodes if node.level in STORED_LEVELS]
        if kept:
            self._db.executemany("insert into log_node values (?, ?, ?)", kept)
        self._db.execute(
            "update log_head set size = ?, edge = ?, recorded_at = ?",
            (head.size, b"".join(head.edge.hashes), head.recorded_at),
        )

    def keep_pack(self, pack: PackVersion) -> None:
        self._db.execute("insert into pack values (?, ?, ?, ?)", pack)
