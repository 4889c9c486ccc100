"""The ledger in a PostgreSQL schema. A writer holds the one row of ``log_head``: the server queues the others in turn."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import islice
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow

from dajuan.ledger.entry import Value
from dajuan.ledger.merkle import Edge, Node
from dajuan.ledger.store import STORED_LEVELS, Ahead, Head, PackVersion, Row
from dajuan.ledger.trouble import AwayError, LedgerError

VERSION = 1
_MANY = 5000
_FEW = 10
"""Subjects of which all entries are asked for at once, without a cursor, which costs three messages more."""
_COPY_FROM = 50
"""Rows from which COPY is quicker than a statement each."""
_SUBJECTS = 200_000
"""Subjects asked for at once. Of more than a few the planner walks the programme, so it had better walk it once."""
_HEAD = "select size, edge, recorded_at from log_head"
_NOTHING = Ahead(frozenset(), {})
_MAKING = 0x44616A75616E
"""The advisory lock under which the tables are made: the letters of Dajuan."""

_Statement = tuple[str, Sequence[object]]
"""SQL and its values."""


class PostgresStore:
    """One database; one connection a thread, opened again when it was lost."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._here = threading.local()
        self._all: list[psycopg.Connection[TupleRow]] = []
        with _clear():
            self._connection()

    def _connection(self) -> psycopg.Connection[TupleRow]:
        connection = getattr(self._here, "connection", None)
        if connection is None or connection.closed:
            connection = self._here.connection = _connected(self.address)
            self._all.append(connection)
        return connection

    @contextmanager
    def _session(self, begin: str, ahead: Ahead) -> Iterator[PostgresSession]:
        with _clear():
            session = self._begun(begin, ahead)
            try:
                yield session
                session.commit()
            except BaseException:
                session.roll_back()
                raise

    def _begun(self, begin: str, ahead: Ahead) -> PostgresSession:
        try:
            return PostgresSession(self._connection(), begin, ahead)
        except psycopg.OperationalError:
            # A server that was restarted, or that drops idle connections, is only noticed by speaking to it.
            if not self._lost():
                raise
            return PostgresSession(self._connection(), begin, ahead)

    def _lost(self) -> bool:
        connection = getattr(self._here, "connection", None)
        return connection is not None and connection.closed

    def reading(self) -> AbstractContextManager[PostgresSession]:
        return self._session(f"begin isolation level repeatable read, read only; {_HEAD}", _NOTHING)

    def writing(self, ahead: Ahead | None = None) -> AbstractContextManager[PostgresSession]:
        # Each statement after the lock was given sees all that was committed before.
        return self._session(f"begin; {_HEAD} for update", ahead or _NOTHING)

    def close(self) -> None:
        for connection in self._all:
            connection.close()
        self._all.clear()
        self._here = threading.local()


def _connected(address: str) -> psycopg.Connection[TupleRow]:
    """A connection to a ledger that this Dajuan may write; one that it may not is not kept open."""
    connection = psycopg.connect(address, autocommit=True)
    try:
        _make_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


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
        away = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        raise (AwayError if away else LedgerError)(
            f"PostgreSQL 出错（{said}）；这次写入整体没有发生，连接恰在写完时断开则尚不可知：带同样的幂等键重做，不会记两遍",
            f"PostgreSQL says '{said}': nothing of this write has happened, unless the connection broke at its very end;"
            " with the same idempotency keys it can be repeated, and nothing is recorded twice",
        ) from error


class PostgresSession:
    """Questions to one snapshot of the database, and the writer's statements.

    A writer keeps others waiting, and most of his time would be waiting for answers. So few messages go to and fro: the
    head and what is asked for ahead come with the beginning, and what is appended goes out together with the commit.
    """

    def __init__(self, connection: psycopg.Connection[TupleRow], begin: str, ahead: Ahead) -> None:
        self._db = connection
        self._last: list[_Statement] = []
        keys = [_keys_question(list(ahead.keys))] if 0 < len(ahead.keys) <= _MANY else []
        subjects = {
            (code, *some): _subjects_question(code, some) for code, some in ahead.subjects.items() if len(some) <= _FEW
        }
        try:
            answers = self._send([(begin, ()), *keys, *subjects.values()])
        except BaseException:
            self.roll_back()
            raise
        answers.nextset()
        self._head: tuple[int, bytes, str] = next(answers)
        self._keys = ahead.keys if keys and answers.nextset() else frozenset()
        self._known: dict[str, int] = dict(answers) if self._keys else {}
        self._subjects = {asked: list(map(Row._make, answers)) for asked in subjects if answers.nextset()}

    def _send(self, statements: Sequence[_Statement]) -> psycopg.ClientCursor[TupleRow]:
        """Several statements in one message."""
        cursor = psycopg.ClientCursor(self._db)
        text = "; ".join(statement for statement, _ in statements)
        return cursor.execute(text.encode(), [value for _, values in statements for value in values])

    def commit(self) -> None:
        answers = self._send([*self._last, ("commit", ())])
        while answers.nextset():
            pass
        # PostgreSQL answers a commit of what has failed before with "ROLLBACK", which is no error to it.
        if answers.statusmessage != "COMMIT":
            raise psycopg.OperationalError(f"commit was answered by {answers.statusmessage}")

    def roll_back(self) -> None:
        with suppress(psycopg.Error):
            self._db.rollback()

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
        size, edge, recorded_at = self._head
        return Head(Edge(size, [edge[i : i + 32] for i in range(0, len(edge), 32)]), recorded_at)

    def rows(self, start: int, stop: int) -> Iterator[Row]:
        return self._rows("select seq, data, leaf from entry where seq >= %s and seq < %s order by seq", (start, stop))

    def rows_at(self, seqs: Iterable[int]) -> Iterator[Row]:
        return self._rows("select seq, data, leaf from entry where seq = any(%s) order by seq", ([*seqs],))

    def of_subjects(self, programme: str, subjects: Iterable[str]) -> Iterator[Row]:
        left = iter(subjects)
        while some := list(islice(left, _SUBJECTS)):
            if (programme, *some) in self._subjects:
                yield from self._subjects[programme, *some]
            elif len(some) <= _FEW:
                yield from map(Row._make, self._send([_subjects_question(programme, some)]))
            else:
                yield from self._rows(*_subjects_question(programme, some))

    def of_programme(self, programme: str) -> Iterator[Row]:
        return self._rows(
            "select seq, data, leaf from entry where data::jsonb ->> 'programme' = %s order by seq", (programme,)
        )

    def with_keys(self, keys: Iterable[str]) -> dict[str, int]:
        left, found = iter(keys), dict[str, int]()
        while some := list(islice(left, _MANY)):
            if self._keys >= set(some):
                found.update({key: self._known[key] for key in some if key in self._known})
            else:
                found.update(self._send([_keys_question(some)]))
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

    def damage(self) -> Iterator[str]:
        """PostgreSQL keeps checksums of its own; what the tables hold is for the audit to judge."""
        return iter(())

    def append(self, rows: Sequence[tuple[int, bytes, bytes]], nodes: Sequence[Node], head: Head) -> None:
        if len(rows) >= _COPY_FROM:
            with self._db.cursor() as cursor, cursor.copy("copy entry (seq, data, leaf) from stdin") as copy:
                for seq, data, leaf in rows:
                    copy.write_row((seq, data.decode(), leaf))
            rows = ()
        kept = [node for node in nodes if node.level in STORED_LEVELS]
        texts = ((seq, data.decode(), leaf) for seq, data, leaf in rows)
        self._last += [("insert into entry (seq, data, leaf) values (%s, %s, %s)", row) for row in texts]
        self._last += [("insert into log_node values (%s, %s, %s)", node) for node in kept]
        edge = b"".join(head.edge.hashes)
        self._last.append(
            ("update log_head set size = %s, edge = %s, recorded_at = %s", (head.size, edge, head.recorded_at))
        )

    def keep_pack(self, pack: PackVersion) -> None:
        self._db.execute("insert into pack values (%s, %s, %s, %s)", pack)


def _keys_question(keys: list[str]) -> _Statement:
    asked = "select data::jsonb ->> 'key', seq from entry where data::jsonb ? 'key' and data::jsonb ->> 'key' = any(%s)"
    return asked, (keys,)


def _subjects_question(programme: str, subjects: Sequence[str]) -> _Statement:
    asked = "select seq, data, leaf from entry where data::jsonb ->> 'programme' = %s and data::jsonb ->> 'subject' = "
    if len(subjects) > _FEW:
        return f"{asked} any(%s) order by seq", (programme, list(subjects))
    # Without "any": as long as the table has no statistics, that is planned to walk through all of the programme.
    each = " union all ".join([f"{asked} %s"] * len(subjects))
    return f"{each} order by seq", [value for subject in subjects for value in (programme, subject)]
