"""The engine that answers from the columnar copy: DuckDB in memory, following the ledger entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import duckdb

from dajuan.figures.columns import columns_of
from dajuan.figures.copy import Copy
from dajuan.figures.counted import counted
from dajuan.figures.dialect import DUCKDB, Dialect
from dajuan.ledger.entry import Entry, entry_of
from dajuan.ledger.proofs import root_at
from dajuan.ledger.store import Store

_Plan = Literal["facts", "one"]


class DuckEngine:
    """Figures of one ledger. :meth:`follow` takes in what is new; a session may stay open for as long as it likes."""

    dialect: Dialect = DUCKDB

    def __init__(self, store: Store, derived: Path) -> None:
        self.store = store
        self.copy = Copy(derived / "columns")
        self._db = duckdb.connect(":memory:")
        self._db.execute("create schema now; create schema past")
        self.size = 0
        """Entries taken in."""
        self._past: int | None = None
        with store.reading() as reader:
            blocks = self.copy.follow(reader)
            self._tables(*self.copy.paths(blocks))
            self.size = blocks[-1].stop if blocks else 0
            self._take_in([(row.seq, entry_of(row.data)) for row in reader.rows(self.size, reader.head().size)])
        self._count("now", self.size)
        self._use("now")

    def follow(self) -> int:
        """Take in what was appended since; returns the log's size."""
        with self.store.reading() as reader:
            head = reader.head().size
            if head == self.size:
                return head
            new = [(row.seq, entry_of(row.data)) for row in reader.rows(self.size, head)]
        self._use("now")
        self._take_in(new)
        if any(self._touches_a_check(entry) for _, entry in new):
            self._count("now", self.size)
        else:
            for plan, some in groupby(new, key=lambda one: _plan(one[1])):
                self._count_more(plan, list(some))
        return self.size

    def run(self, sql: str, size: int | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query over ``fact`` and ``amount``, as the log was when it had ``size`` entries."""
        if size is None or size >= self.size:
            self._use("now")
        else:
            if self._past != size:
                self._count("past", size)
                self._past = size
            self._use("past")
        return self._db.execute(sql).fetchall()

    def root(self, size: int) -> bytes:
        """The log's root when it had ``size`` entries."""
        with self.store.reading() as reader:
            return root_at(reader, size)

    def close(self) -> None:
        self._db.close()

    def _use(self, schema: str) -> None:
        """Which ``fact`` and ``amount`` are meant; the raw tables are always those of ``main``."""
        self._db.execute(f"set search_path = '{schema},main'")

    def _tables(self, entries: list[str], values: list[str]) -> None:
        """``entry`` and ``value``: the blocks, and after them what is not yet in one."""
        entry, value = columns_of(())
        for name, paths, empty in (("entry", entries, entry), ("value", values, value)):
            self._db.register("empty", empty)
            self._db.execute(f"create table main.{name}_tail as select * from empty")
            self._db.unregister("empty")
            blocks = ""
            if paths:
                listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
                blocks = f"select * from read_parquet([{listed}]) union all "
            self._db.execute(f"create view main.{name} as {blocks}select * from main.{name}_tail")

    def _take_in(self, new: list[tuple[int, Entry]]) -> None:
        for name, table in zip(("entry", "value"), columns_of(new), strict=True):
            self._db.register("new", table)
            self._db.execute(f"insert into main.{name}_tail select * from new")
            self._db.unregister("new")
        self.size += len(new)

    def _count(self, schema: str, size: int) -> None:
        """Make ``fact`` and ``amount`` from the raw tables."""
        self._use(schema)
        fact, amount = counted(size)
        main = "(select * from main.{0})"
        for name, query in (("fact", fact), ("amount", amount)):
            query = query.replace(" entry ", f" {main.format('entry')} ").replace(
                " value ", f" {main.format('value')} "
            )
            self._db.execute(f"create or replace table {schema}.{name} as {query}")

    def _touches_a_check(self, entry: Entry) -> bool:
        """Whether an entry takes back what somebody verified: then everything is counted anew."""
        if entry.kind != "withdrawn" or entry.about is None:
            return False
        found = self._db.execute(
            "select 1 from main.entry where kind = 'verified' and seq between ? and ? limit 1", entry.about
        )
        return found.fetchone() is not None

    def _count_more(self, plan: _Plan, new: list[tuple[int, Entry]]) -> None:
        """What these entries change in ``fact`` and ``amount``; those of plan ``facts`` only add."""
        if plan == "one":
            for seq, entry in new:
                self._count_one(seq, entry)
        first, last = new[0][0], new[-1][0]
        within = f"between {first} and {last}"
        self._db.execute(
            "insert into fact select seq, programme, subject, kind, stage, effective_on, actor, false from main.entry_tail"
            f" where seq {within} and kind not in ('withdrawn', 'declared', 'verified')"
        )
        self._db.execute(f"insert into amount select *, false from main.value_tail where seq {within}")

    def _count_one(self, seq: int, entry: Entry) -> None:
        if entry.replaces is not None:
            for name in ("fact", "amount"):
                self._db.execute(f"delete from {name} where seq = ?", [entry.replaces])
        if entry.about is None:
            return
        scope = "programme = ? and seq between ? and ? and seq < ? and (? = '' or subject = ?)"
        values = [entry.programme, *entry.about, seq, entry.subject, entry.subject]
        if entry.kind == "withdrawn":
            for name in ("fact", "amount"):
                self._db.execute(f"delete from {name} where {scope}", values)
        elif entry.kind == "verified":
            meant = self._db.execute(f"select seq from fact where {scope} and actor <> ?", [*values, entry.actor])
            for seqs in _runs([row[0] for row in meant.fetchall()]):
                for name in ("fact", "amount"):
                    self._db.execute(f"update {name} set verified = true where seq between ? and ?", seqs)


def _plan(entry: Entry) -> _Plan:
    plain = entry.replaces is None and entry.kind not in {"withdrawn", "verified"}
    return "facts" if plain else "one"


def _runs(seqs: list[int]) -> Iterator[tuple[int, int]]:
    """Numbers as stretches without a gap."""
    start = before = None
    for seq in sorted(seqs):
        if before is not None and seq == before + 1:
            before = seq
            continue
        if start is not None and before is not None:
            yield start, before
        start = before = seq
    if start is not None and before is not None:
        yield start, before
