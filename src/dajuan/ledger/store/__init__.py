"""Where entries are kept: SQLite by default, PostgreSQL by one setting. One folder a database, the same few questions.

A store knows bytes, numbers and hashes. What an entry means, and whether it may be appended, is decided above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from dajuan.ledger.entry import Value
from dajuan.ledger.merkle import Edge, Node

STORED_LEVELS = frozenset({8, 16, 24, 32})
"""Of the tree's complete subtrees only these are kept, one row in 256 entries; the others follow from them."""


class Row(NamedTuple):
    """An entry as stored: its place in the log, its canonical bytes as text, its leaf hash."""

    seq: int
    data: str
    leaf: bytes


class Head(NamedTuple):
    """How far the log goes: its right edge, and when its last entry was recorded (empty: there is none)."""

    edge: Edge
    recorded_at: str

    @property
    def size(self) -> int:
        return self.edge.size


class PackVersion(NamedTuple):
    """A programme as it was when entries were written under it."""

    programme: str
    version: int
    sha256: str
    text: str


class Ahead(NamedTuple):
    """What a writer will ask for first, so that a store may bring the answers together with the lock."""

    keys: Set[str]
    subjects: Mapping[str, Sequence[str]]
    """By programme, as they will be asked for."""


class Reader(Protocol):
    """One consistent view of the log: what is appended after it was opened is not in it."""

    def head(self) -> Head: ...
    def rows(self, start: int, stop: int) -> Iterator[Row]: ...
    def rows_at(self, seqs: Iterable[int]) -> Iterator[Row]: ...
    def of_subjects(self, programme: str, subjects: Iterable[str]) -> Iterator[Row]: ...
    def of_programme(self, programme: str) -> Iterator[Row]: ...
    def with_keys(self, keys: Iterable[str]) -> dict[str, int]: ...
    def with_values(self, programme: str, field: str, values: Iterable[Value]) -> Iterator[Row]: ...
    def nodes(self, level: int, start: int, count: int) -> list[bytes]: ...
    def packs(self) -> list[PackVersion]: ...
    def damage(self) -> Iterator[str]: ...
    def size_at(self, recorded_at: str) -> int: ...


class Writer(Reader, Protocol):
    """The only writer there is just now: the log's lock is held until the block ends, and then all of it is there.

    What was appended may be sent only then: it is not looked for before.
    """

    def append(self, rows: Sequence[tuple[int, bytes, bytes]], nodes: Sequence[Node], head: Head) -> None:
        """Of each new entry its place, its bytes and its leaf hash; of ``nodes`` only the stored levels are kept."""

    def keep_pack(self, pack: PackVersion) -> None: ...


class Store(Protocol):
    def reading(self) -> AbstractContextManager[Reader]: ...
    def writing(self, ahead: Ahead | None = None) -> AbstractContextManager[Writer]: ...
    def close(self) -> None: ...


def store_at(address: str) -> Store:
    """The store at an address: ``postgresql://…``, or the path of an SQLite file."""
    if address.startswith(("postgresql://", "postgres://")):
        from dajuan.ledger.store.postgres import PostgresStore

        return PostgresStore(address)
    from dajuan.ledger.store.sqlite import SqliteStore

    return SqliteStore(address)
