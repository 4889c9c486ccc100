"""The engine that answers from the columnar copy: DuckDB in memory, following the ledger entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyarrow as pa

from dajuan.figures import recount
from dajuan.figures.columns import columns_of
from dajuan.figures.computed import Computed
from dajuan.figures.copy import Copy
from dajuan.figures.counted import counted
from dajuan.figures.dialect import DUCKDB, Dialect
from dajuan.figures.kept import Kept, Tables
from dajuan.figures.sql import Query
from dajuan.ledger.entry import Entry, entry_of
from dajuan.ledger.proofs import root_at
from dajuan.ledger.store import Reader, Store

_CLUSTERED = {"fact": " order by kind <> 'moved', hash(programme)", "amount": " order by hash(programme, flow, field)"}
"""What one question reads stands together, so that the rest is passed over."""

_LARGE = 2_000_000
"""Entries of a log whose tables are compressed at once: a quarter more to wait, a tenth of the memory."""
_MANY = 200_000
"""Values of subjects touched beyond which answers are asked for anew."""


class DuckEngine:
    """Figures of one ledger. :meth:`follow` takes in what is new; a session may stay open for as long as it likes."""

    dialect: Dialect = DUCKDB

    def __init__(self, store: Store, derived: Path) -> None:
        self.store = store
        self.copy = Copy(derived / "columns")
        self._db = duckdb.connect(":memory:")
        self._db.execute("attach ':memory:' as zone (compress); use zone")
        for schema in get_args(Tables):
            self._db.execute(f"create schema {schema}")
        self.size = 0
        """Entries taken in."""
        self._past: int | None = None
        self._used = ""
        self._kept = Kept(self._ask)
        self.computed = Computed()
        self._changed = False
        self._root: tuple[int, bytes] | None = None
        with store.reading() as reader:
            for name, empty in zip(("entry", "value"), columns_of(()), strict=True):
                self._insert(f"create table main.{name}_tail as", empty)
            self.size = self._over_blocks(reader)
            self._take_in([(row.seq, entry_of(row.data)) for row in reader.rows(self.size, reader.head().size)])
        self._from_blocks(self._number)
        self._from_blocks(lambda: self._count("now", self.size))
        recount.prepare(self._db)

    def follow(self) -> int:
        """Take in what was appended since; returns the log's size."""
        with self.store.reading() as reader:
            head = reader.head().size
            if head == self.size:
                return head
            new = [(row.seq, entry_of(row.data)) for row in reader.rows(self.size, head)]
        self._use("now")
        self._db.begin()
        try:
            self._take_in(new)
            self._recount(new)
            self._db.commit()
        except BaseException:
            self._db.rollback()
            self.size = new[0][0]
            self.forget()
            raise
        return self.size

    def run(self, sql: str, size: int | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query over ``fact`` and ``amount``, as the log was when it had ``size`` entries."""
        if size is None or size >= self.size:
            return self._ask("now", sql)
        self._recall(size)
        return self._ask("past", sql)

    def sums(self, query: Query, size: int | None = None) -> list[tuple[Any, ...]]:
        """The answer to a question; kept, and brought forward when entries come."""
        if size is not None and size < self.size:
            if not self._kept.has_past(query, size):
                self._recall(size)
            return self._kept.past(query, size)
        if self._changed:
            self._use("now")
            self._kept.change(recount.compare(self._db))
            self._changed = False
        return self._kept.present(query)

    def forget(self) -> None:
        """Keep no answer: the next is computed from the entries."""
        self._kept.forget()
        self.computed = Computed()
        recount.prepare(self._db)
        self._changed = False

    def _ask(self, tables: Tables, sql: str) -> list[tuple[Any, ...]]:
        self._use(tables)
        return self._db.execute(sql).fetchall()

    def _recall(self, size: int) -> None:
        """Have the tables as the log was when it had ``size`` entries."""
        if self._past != size:
            self._past = None
            with self.store.reading() as reader:
                self._over_blocks(reader)  # They may have been damaged since they were read.
            self._from_blocks(lambda: self._count("past", size))
            self._past = size

    def root(self, size: int) -> bytes:
        """The log's root when it had ``size`` entries."""
        if self._root is None or self._root[0] != size:
            with self.store.reading() as reader:
                self._root = size, root_at(reader, size)
        return self._root[1]

    def close(self) -> None:
        self._db.close()

    def _use(self, schema: Tables) -> None:
        """Which ``fact`` and ``amount`` are meant; what all share is in ``main``."""
        if self._used == schema:
            return
        self._used = schema
        self._db.execute(f"set search_path = 'zone.{schema},zone.main'")

    def _over_blocks(self, reader: Reader) -> int:
        """``logged`` and ``value``: the blocks, and after them what is not yet in one. Returns where that begins."""
        blocks = self.copy.follow(reader)
        stop = blocks[-1].stop if blocks else 0
        for name, tail, paths in zip(("logged", "value"), ("entry", "value"), self.copy.paths(blocks), strict=True):
            listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
            before = f"select * from read_parquet([{listed}]) union all " if paths else ""
            self._db.execute(
                f"create or replace view main.{name} as {before}select * from main.{tail}_tail where seq >= {stop}"
            )
        return stop

    def _from_blocks(self, read: Callable[[], object]) -> None:
        """Read the blocks; when another process has meanwhile put larger ones in their place, those."""
        try:
            read()
        except duckdb.IOException:
            with self.store.reading() as reader:
                self._over_blocks(reader)
            read()

    def _number(self) -> None:
        self._db.execute(
            "create or replace table main.subjects as select cast(row_number() over () as integer) as subject,"
            " programme, code from (select distinct programme, subject as code from logged where subject <> '')"
        )

    def _take_in(self, new: Sequence[tuple[int, Entry]]) -> None:
        for name, table in zip(("entry", "value"), columns_of(new), strict=True):
            self._insert(f"insert into main.{name}_tail", table)
        self.size += len(new)

    def _insert(self, into: str, table: pa.Table) -> None:
        self._db.register("new", table)
        self._db.execute(f"{into} select * from new")
        self._db.unregister("new")

    def _count(self, schema: Tables, size: int) -> None:
        """Everything from the raw tables."""
        self._use(schema)
        self._db.execute(
            f"create or replace table {schema}.entry as select e.* replace (s.subject as subject) from logged e"
            f" left join subjects s on s.programme = e.programme and s.code = e.subject where e.seq < {size}"
        )
        for name, query in counted(size):
            self._db.execute(
                f"create or replace table {schema}.{name} as select * from ({query}) q{_CLUSTERED.get(name, '')}"
            )
        self._db.execute(f"drop table {schema}.entry; drop table {schema}.gone")
        if size > _LARGE:
            self._db.execute("checkpoint zone")

    def _recount(self, new: Sequence[tuple[int, Entry]]) -> None:
        recount.read_news(self._db, new[0][0], new[-1][0])
        plain = all(entry.about is None and entry.replaces is None for _, entry in new)
        if not plain:
            recount.take_checks(self._db)
        keeps = len(self._kept) > 0
        if keeps and recount.remember(self._db, plain=plain) > _MANY:
            self.forget()
            keeps = False
        recount.take_facts(self._db)
        if not plain:
            recount.take_effect(self._db)
        if keeps:
            recount.take_facts(self._db, "anew")
            self._kept.change(recount.told(new))
            self._changed |= not plain
