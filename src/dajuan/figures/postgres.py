"""The engine that answers on PostgreSQL itself: the same definitions, the same SQL, over views of the entries' JSON.

Slower than the columnar copy and with nothing beside the database: for other programs that live there, and to show that
a figure does not depend on the engine. The views are temporary; nothing of this is left in the database.
"""

from __future__ import annotations

from typing import Any

import psycopg

from dajuan.figures.columns import LINK
from dajuan.figures.counted import counted
from dajuan.figures.dialect import POSTGRES, Dialect
from dajuan.figures.sql import Query
from dajuan.ledger.proofs import root_at
from dajuan.ledger.store.postgres import PostgresStore

_VIEWS = f"""
create temp view entry as select
  e.seq, d ->> 'programme' as programme, nullif(d ->> 'subject', '') as subject, d ->> 'kind' as kind,
  coalesce(d ->> 'stage', '') as stage, (d ->> 'effective_on')::date as effective_on, d ->> 'actor' as actor,
  (d ->> 'replaces')::bigint as replaces, (d -> 'about' ->> 0)::bigint as about_first,
  (d -> 'about' ->> 1)::bigint as about_last, d
from (select seq, data::jsonb as d from entry) e;
create temp view subjects as
select distinct subject, programme, subject as code from pg_temp.entry where subject is not null;
create temp view value as
select seq, kind = 'measured' as flow, f.key as field, effective_on,
  case when jsonb_typeof(f.value) = 'number' then (f.value #>> '{{}}')::bigint end as number,
  case when jsonb_typeof(f.value) <> 'number' then f.value #>> '{{}}' end as word
from pg_temp.entry, jsonb_each(coalesce(d -> 'fields', '{{}}')) f
union all
select seq, kind = 'measured', '{LINK}' || l.key, effective_on, null::bigint, l.value
from pg_temp.entry, jsonb_each_text(coalesce(d -> 'links', '{{}}')) l
"""


class PostgresEngine:
    """Figures of one ledger, as it was when the engine was made."""

    dialect: Dialect = POSTGRES
    computed = None

    def __init__(self, store: PostgresStore) -> None:
        self.store = store
        with store.reading() as reader:
            self.size = reader.head().size
        self._db = psycopg.connect(store.address, autocommit=True)
        self._db.execute(_VIEWS.encode())
        self._counted = -1

    def run(self, sql: str, size: int | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query over ``fact`` and ``amount``, as the log was when it had ``size`` entries."""
        self._count(self.size if size is None else min(size, self.size))
        return self._db.execute(sql.encode()).fetchall()

    def _count(self, size: int) -> None:
        if self._counted == size:
            return
        self._db.execute("drop table if exists pg_temp.amount, pg_temp.fact, pg_temp.checks, pg_temp.gone")
        for name, query in counted(size, self.dialect):
            self._db.execute(f"create temp table {name} as {query}".encode())
            self._db.execute(f"analyze {name}".encode())
        self._counted = size

    def sums(self, query: Query, size: int | None = None) -> list[tuple[Any, ...]]:
        """The answer to a question."""
        return query.answer(self.run(query.sql, size))

    def root(self, size: int) -> bytes:
        """The log's root when it had ``size`` entries."""
        with self.store.reading() as reader:
            return root_at(reader, size)

    def close(self) -> None:
        self._db.close()
