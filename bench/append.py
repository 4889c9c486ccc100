"""Single appends, one entry a transaction, by one writer and by four: against a bare chained append in the same run.

The floor is the least that a chained log can do: take the lock, read the head, SHA-256 over it and the entry's bytes,
insert, update the head, commit; tables of its own in a fresh database with the same pragmas (SQLite: WAL, FULL,
``begin immediate``; PostgreSQL: fsync on, the head ``for update``). Ours is ``dajuan.ledger.append.append`` of one
draft: idempotency key, rules, canonical bytes, Merkle tree, and the ledger's indexes and triggers.

A busy machine's disk and cores change from one second to the next. So the writers stay, floor and ours take many short
turns on the same two databases, and the ratio is the median over the rounds of ours to the floor just before it.

Usage: python bench/append.py [--seconds N] [--rounds N] [--only sqlite|postgresql] [--writers N] [--profile]
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import multiprocessing
import pstats
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import Connection
from time import perf_counter, sleep
from typing import NamedTuple

from crash import ledger_at
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.trouble import LedgerError
from import_rows import databases

GOAL = 0.5
Step = Callable[[int], None]
"""One append, told its number."""
_ENTRY = (
    '{{"actor":"甲","effective_on":"2024-01-02","fields":{{"homes":{homes}}},"key":"{key}","kind":"opened",'
    '"programme":"estates","recorded_at":"2024-01-02T03:04:05.678901Z","subject":"{subject}","version":1}}'
)


class Told(NamedTuple):
    """What a writer did: when it began and ended, how long each append took, what went wrong."""

    began: float
    ended: float
    waits: list[float]
    errors: list[str]


def ours(address: str, writer: int) -> Step:
    """A subject is opened, then a level of it is stated: every second append has a state to look at."""
    ledger = ledger_at(address)

    def step(number: int) -> None:
        draft = Draft(
            programme="estates",
            subject=f"E-{writer}-0-{number // 2}",
            kind="stated" if number % 2 else "opened",
            effective_on=date(2024, 1, 2 + number % 2),
            fields={"homes": number},
            key=f"{writer}.{number}",
        )
        append(ledger, [draft], actor="甲")

    return step


def bare_sqlite(address: str, writer: int) -> Step:
    database = sqlite3.connect(address, timeout=60, isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = full")
    database.execute("begin immediate")
    database.execute("create table if not exists chain (seq integer primary key, data text, hash blob)")
    database.execute("create table if not exists head (one integer primary key, size integer, hash blob)")
    database.execute("insert or ignore into head values (1, 0, x'00')")
    database.execute("commit")

    def step(number: int) -> None:
        database.execute("begin immediate")
        size, last = database.execute("select size, hash from head").fetchone()
        data = _entry(writer, number)
        link = hashlib.sha256(last + data.encode()).digest()
        database.execute("insert into chain values (?, ?, ?)", (size, data, link))
        database.execute("update head set size = ?, hash = ?", (size + 1, link))
        database.execute("commit")

    return step


def bare_postgresql(address: str, writer: int) -> Step:
    import psycopg

    database = psycopg.connect(address, autocommit=True)
    with database.transaction():
        database.execute("select pg_advisory_xact_lock(1)")
        database.execute("create table if not exists chain (seq bigint primary key, data text, hash bytea)")
        database.execute("create table if not exists head (one integer primary key, size bigint, hash bytea)")
        database.execute("insert into head values (1, 0, '\\x00') on conflict do nothing")

    def step(number: int) -> None:
        with database.transaction():
            found = database.execute("select size, hash from head for update").fetchone()
            assert found is not None
            size, last = found
            data = _entry(writer, number)
            link = hashlib.sha256(last + data.encode()).digest()
            database.execute("insert into chain values (%s, %s, %s)", (size, data, link))
            database.execute("update head set size = %s, hash = %s", (size + 1, link))

    return step


def _entry(writer: int, number: int) -> str:
    return _ENTRY.format(homes=number, key=f"{writer}.{number}", subject=f"E-{writer}-0-{number // 2}")


def write(make: Callable[[str, int], Step], address: str, writer: int, mouth: Connection) -> None:
    """A writer's process: it opens, warms up, and then writes for as long as it is told, again and again."""
    step, number = make(address, writer), 2
    step(0)
    step(1)
    mouth.send(None)
    while turn := mouth.recv():
        start, seconds = turn
        sleep(max(0.0, start - perf_counter()))
        waits, errors = [], []
        began = now = perf_counter()
        while now < start + seconds:
            before = now
            try:
                step(number)
            except (LedgerError, sqlite3.Error) as error:
                errors.append(str(error))
            now = perf_counter()
            waits.append(now - before)
            number += 1
        mouth.send(Told(began, now, waits, errors))


@contextmanager
def writers(make: Callable[[str, int], Step], address: str, count: int) -> Iterator[list[Connection]]:
    ears = []
    for writer in range(count):
        ear, mouth = multiprocessing.Pipe()
        multiprocessing.Process(target=write, args=(make, address, writer, mouth), daemon=True).start()
        # Without this the ear would never hear that a writer died.
        mouth.close()
        ear.recv()
        ears.append(ear)
    yield ears
    for ear in ears:
        ear.send(None)


def turn(ears: list[Connection], seconds: float) -> list[Told]:
    start = perf_counter() + 0.01
    for ear in ears:
        ear.send((start, seconds))
    return [ear.recv() for ear in ears]


def rate(told: list[Told]) -> float:
    done = sum(len(one.waits) - len(one.errors) for one in told)
    return done / (max(one.ended for one in told) - min(one.began for one in told))


def line(name: str, rounds: list[list[Told]]) -> str:
    every = [one for told in rounds for one in told]
    waits = sorted(wait * 1e3 for one in every for wait in one.waits)
    errors = [error for one in every for error in one.errors]
    locked = sum("locked" in error for error in errors)
    return (
        f"    {name:6}{statistics.median(map(rate, rounds)):8,.0f} tx/s   p50 {waits[len(waits) // 2]:6.2f}"
        f"  p99 {waits[len(waits) * 99 // 100]:6.2f}  worst {waits[-1]:7.1f} ms"
        f"   errors {len(errors)}, of them locked {locked}" + "".join(f"\n      {e}" for e in errors[:2])
    )  # fmt: skip


def measure(kind: str, count: int, seconds: float, rounds: int) -> None:
    bare = bare_sqlite if kind == "sqlite" else bare_postgresql
    floors, appends = [], []
    with databases(kind) as fresh, writers(bare, fresh(), count) as those, writers(ours, fresh(), count) as these:
        for _ in range(rounds):
            floors.append(turn(those, seconds / rounds))
            appends.append(turn(these, seconds / rounds))
    ratios = sorted(rate(done) / rate(least) for least, done in zip(floors, appends, strict=True))
    ratio = statistics.median(ratios)
    print(f"  {kind}, {count} writer{'s' if count > 1 else ''}, {rounds} rounds")
    print(line("floor", floors))
    print(line("append", appends))
    print(
        f"    ratio {ratio:8.2f}   median; {ratios[0]:.2f} to {ratios[-1]:.2f}, middle half {ratios[rounds // 4]:.2f} to"
        f" {ratios[rounds * 3 // 4]:.2f}   (goal {GOAL} or more) {'pass' if ratio >= GOAL else 'MISSED'}",
        flush=True,
    )


def profile(kind: str) -> None:
    """Where an append spends its time, one writer."""
    with databases(kind) as fresh:
        step, profiler = ours(fresh(), 0), cProfile.Profile()
        step(0)
        profiler.runcall(lambda: [step(number) for number in range(1, 2001)])
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--seconds", type=float, default=10, help="for floor and ours each, at each number of writers")
    options.add_argument("--rounds", type=int, default=20, help="turns that these seconds are divided into")
    options.add_argument("--only", choices=("sqlite", "postgresql"))
    options.add_argument("--writers", type=int, nargs="*", default=(1, 4))
    options.add_argument("--profile", action="store_true")
    given = options.parse_args()
    for kind in (given.only,) if given.only else ("sqlite", "postgresql"):
        if given.profile:
            profile(kind)
            continue
        for count in given.writers:
            measure(kind, count, given.seconds, given.rounds)


if __name__ == "__main__":
    main()
