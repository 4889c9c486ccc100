"""The ledger in a PostgreSQL schema. A writer holds the one row of ``log_head``: the server queues the others in turn."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow

from dajuan.ledger.entry import Value
from dajuan.ledger.merkle import Edge, Node
from dajuan.ledger.store import STORED_LEVELS, Head, PackVersion, Row
from dajuan.ledger.trouble import LedgerError

VERSION = 1
_MANY = 5000
_COPY_FROM = 50
"""Rows from which COPY is quicker than a statement each."""
_MAKING = 0x44616A75616E
"""The advisory lock under which the tables are made: the letters of Dajuan."""


class PostgresStore:
    """One database; one connection a thread, opened again when it was lost."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._here = threading.local()
        self._all: list[psycopg.Connection[TupleRow]] = []
        self._connection()

    def _connection(self) -> psycopg.Connection[TupleRow]:
        connection = getattr(self._here, "connection", None)
        if connection is None or connection.closed:
            with _clear():
                connection = self._here.connection = psycopg.connect(self.address, autocommit=True)
                self._all.append(connection)
                _make_tables(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[PostgresSession]:
        with _clear(), self._connection().transaction():
            self._connection().execute("set transaction isolation level repeatable read, read only")
            yield PostgresSession(self._connection())

    @contextmanager
    def writing(self) -> Iterator[PostgresSession]:
        with _clear(), self._connection().transaction():
            self._connection().execute("select 1 from log_head for update")
            yield PostgresSession(self._connection())

    def close(self) -> None:
        for connection in self._all:
            connection.close()
        self._all.clear()
        self._here = threading.local()


def _make_tables(connection: psycopg.Connection[TupleRow]) -> None:
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", (_MAKING,))
        if connection.execute("select to_regclass('ledger_version')").fetchone() == (None,):
            connection.execute((Path(__file__).parent / "postgres.sql").read_bytes())
        found = connection.execute("select version from ledger_version").fetchone()
    if found is None or found[0] > VERSION:
        raise LedgerError(
            "这个数据库里的台账是更新版本的答卷写的：请升级 dajuan",
            "the ledger in this database was written by a newer Dajuan: upgrade dajuan",
        )


@contextmanager
def _clear() -> Iterator[None]:
    """PostgreSQL's errors in words of ours."""
    try:
        yield
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise LedgerError(
            f"PostgreSQL 出错（{said}）；这次写入整体没有发生，或请核对后重试",
            f"PostgreSQL says '{said}': nothing of this write has happened, or look before trying again",
        ) from error


class PostgresSession:
    """Questions to one snapshot of the database, and the writer's two statements."""

    def __init__(self, connection: psycopg.Connection[TupleRow]) -> None:
        self._db = connection

    def _ask(self, question: str, values: Sequence[object] = ()) -> Iterator[TupleRow]:
        """Rows as they come, a few thousand in memory at a time."""
        with self._db.cursor(name="rows") as cursor:
            cursor.itersize = _MANY
            cursor.execute(question.encode(), values)
            yield from cursor

    def _rows(self, question: str, values: Sequence[object]) -> Iterator[Row]:
        for seq, data, leaf in self._ask(question, values):
            yield Row(seq, data, leaf)

    def head(self) -> Head:
        found = self._db.execute("select size, edge, recorded_at from log_head").fetchone()
        assert found is not None
        size, edge, recorded_at = found
        return Head(Edge(size, [edge[i : i + 32] for i in range(0, len(edge), 32)]), recorded_at)

    def rows(self, start: int, stop: int) -> Iterator[Row]:
        return self._rows("select seq, data, leaf from entry where seq >= %s and seq < %s order by seq", (start, stop))

    def of_subjects(self, programme: str, subjects: Iterable[str]) -> Iterator[Row]:
        left = iter(subjects)
        while some := list(islice(left, _MANY)):
            yield from self._rows(
                "select seq, data, leaf from entry where data::jsonb ->> 'programme' = %s"
                " and data::jsonb ->> 'subject' = any(%s) order by seq",
                (programme, some),
            )

    def of_programme(self, programme: str) -> Iterator[Row]:
        return self._rows(
            "select seq, data, leaf from entry where data::jsonb ->> 'programme' = %s order by seq", (programme,)
        )

    def with_keys(self, keys: Iterable[str]) -> dict[str, int]:
        left, found = iter(keys), dict[str, int]()
        question = b"select data::jsonb ->> 'key', seq from entry where data::jsonb ? 'key' and data::jsonb ->> 'key' = any(%s)"
        while some := list(islice(left, _MANY)):
            found.update(self._db.execute(question, (some,)))
        return found

    def with_values(self, programme: str, field: str, values: Iterable[Value]) -> Iterator[Row]:
        """Entries that ever gave a field one of these values; one pass over the programme, however many they are."""
        return self._rows(
            "select seq, data, leaf from entry where data::jsonb ->> 'programme' = %s"
            " and data::jsonb -> 'fields' -> %s = any(%s::jsonb[]) order by seq",
            (programme, field, [json.dumps(value, ensure_ascii=False) for value in values]),
        )

    def nodes(self, level: int, start: int, count: int) -> list[bytes]:
        if level == 0:
            question, values = (
                b"select leaf from entry where seq >= %s and seq < %s order by seq",
                [start, start + count],
            )
        else:
            question = b"select hash from log_node where level = %s and place >= %s and place < %s order by place"
            values = [level, start, start + count]
        return [hash_ for (hash_,) in self._db.execute(question, values)]

    def packs(self) -> list[PackVersion]:
        found = self._db.execute("select programme, version, sha256, text from pack order by programme, version")
        return [PackVersion(*row) for row in found]

    def size_at(self, recorded_at: str) -> int:
        low, high = 0, self.head().size
        while low < high:
            middle = (low + high) // 2
            found = self._db.execute(
                "select data::jsonb ->> 'recorded_at' from entry where seq = %s", (middle,)
            ).fetchone()
            assert found is not None
            low, high = (middle + 1, high) if found[0] <= recorded_at else (low, middle)
        return low

    def append(self, rows: Sequence[tuple[int, str, bytes]], nodes: Sequence[Node], head: Head) -> None:
        with self._db.cursor() as cursor:
            if len(rows) >= _COPY_FROM:
                with cursor.copy("copy entry (seq, data, leaf) from stdin") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                cursor.executemany("insert into entry (seq, data, leaf) values (%s, %s, %s)", rows)
            kept = [node for node in nodes if node.level in STORED_LEVELS]
            cursor.executemany("insert into log_node values (%s, %s, %s)", kept)
            cursor.execute(
                "update log_head set size = %s, edge = %s, recorded_at = %s",
                (head.size, b"".join(head.edge.hashes), head.recorded_at),
            )

    def keep_pack(self, pack: PackVersion) -> None:
        self._db.execute("insert into pack values (%s, %s, %s, %s)", pack)
