"""The engine that answers for several zones at once, from an export, on whatever reads Parquet and knows SQL.

To the compiler the zones together are one log: a subject is called ``zone/CODE``, and an entry's number begins with
its zone's. So one definition compiles to one SQL, whether for a zone or for a hundred, and a zone is a part like any
other. Of each zone only the first ``size`` entries are there, so that nothing else asks when something was recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dajuan.figures.columns import LINK
from dajuan.figures.counted import counted
from dajuan.figures.dialect import Dialect
from dajuan.figures.sql import Query, Rows
from dajuan.figures.zones import Zones
from dajuan.ledger.trouble import LedgerError

_BITS = 40
"""Of an entry's number those for its place in its zone's log; those above are for the zone."""
_ALL = 1 << 62


class ParquetDatabase(Protocol):
    """Reads Parquet files and answers SQL over them."""

    @property
    def dialect(self) -> Dialect: ...
    def read(self, name: str, folder: str, paths: Sequence[str]) -> None:
        """These files as a view; the keys in their paths under ``folder`` (``zone=…``) are columns of text."""

    def view(self, name: str, query: str) -> None: ...
    def keep(self, name: str, query: str) -> None:
        """A query's rows, computed now and kept until closed."""

    def rows(self, sql: str) -> Rows: ...
    def close(self) -> None: ...


class ZonesEngine:
    """Figures of the zones of an export, as they were when the engine was made."""

    computed = None

    def __init__(self, zones: Zones, database: ParquetDatabase) -> None:
        if not zones.paths("entry"):
            raise LedgerError(f"{zones.folder} 里的园区还没有记录", f"the zones in {zones.folder} have no entries yet")
        self.zones, self.size, self.dialect = zones, zones.size, database.dialect
        self._database = database
        for name, view in (("entry", _ENTRY), ("value", _VALUE)):
            database.read(f"{name}_file", str(zones.folder), zones.paths(name))
            database.view(name, view.format(zones=self._listed()))
        database.view("subjects", _SUBJECTS)
        for name, query in counted(_ALL, self.dialect):
            database.keep(name, query)

    def _listed(self) -> str:
        """The zones as a table: what to add to an entry's number, and how many entries are asked of."""
        text = self.dialect.text
        rows = (f"({text(log.zone)}, {n << _BITS}, {log.size})" for n, log in enumerate(self.zones.logs))
        return f"(values {', '.join(rows)}) z(zone, first, size)"

    def run(self, sql: str, size: int | None = None) -> Rows:
        """The rows of a query over ``fact`` and ``amount``. Another moment is another engine: ``zones_at(known_at=)``."""
        if size not in (None, self.size):
            raise ValueError(f"an engine over zones answers as of their {self.size} entries, not {size}")
        return self._database.rows(sql)

    def sums(self, query: Query, size: int | None = None) -> Rows:
        """The answer to a question."""
        return query.answer(self.run(query.sql, size))

    def root(self, size: int) -> bytes:
        """What names the state of all these logs (``Zones.root``)."""
        return self.zones.root

    def place(self, seq: int) -> tuple[str, int]:
        """The zone of an entry and its number there: of what :func:`dajuan.figures.trace.trace` names."""
        return self.zones.logs[seq >> _BITS].zone, seq & ((1 << _BITS) - 1)

    def close(self) -> None:
        self._database.close()


_SUBJECT = "case when e.subject <> '' then concat(e.zone, '/', e.subject) end as subject"
_SUBJECTS = "select distinct subject, programme, subject as code from entry where subject is not null"
OTHER = "concat(split_part(word, '/', 1), '/', e.zone, substr(word, position('/' in word)))"
"""A link's other end, ``programme/CODE``, is in the same zone."""
_ENTRY = (
    f"select z.first + e.seq as seq, e.programme, {_SUBJECT}, e.kind, e.stage, e.effective_on, e.actor,"
    " z.first + e.replaces as replaces, z.first + e.about_first as about_first, z.first + e.about_last as about_last"
    " from entry_file e join {zones} on z.zone = e.zone where e.seq < z.size"
)
_VALUE = (
    "select z.first + e.seq as seq, e.flow, e.field, e.effective_on, e.number,"
    f" case when e.field like '{LINK}%' then {OTHER} else e.word end as word"
    " from value_file e join {zones} on z.zone = e.zone where e.seq < z.size"
)
