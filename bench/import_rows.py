"""Importing 100,000 rows of ten columns from Excel: read, checked, sealed into the log, written; against a bare floor.

The floor, in the same run on the same file and the same kind of database: reading the sheet's cells (calamine), then
putting as many rows of the same bytes into the same tables with the same indexes (``executemany`` on SQLite, ``COPY``
on PostgreSQL) in one transaction. What lies between is every check there is, the entries' hashes and the tree's.
The file is imported a second time too: nothing is new then.

Usage: python bench/import_rows.py [--rows N] [--rounds N] [--only sqlite|postgresql] [--profile]
"""

from __future__ import annotations

import argparse
import cProfile
import io
import pstats
import random
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from os import geteuid
from pathlib import Path
from time import perf_counter
from uuid import uuid4
from zoneinfo import ZoneInfo

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.importing import import_book
from dajuan.ledger.store import store_at
from dajuan.programmes.find import find_programmes

GOAL = 2.0
HEAD = (
    "项目编号", "项目名称", "建设单位", "项目类别", "建设性质", "计划总投资（万元）", "用地面积（亩）", "预计用工（人）",
    "已入统计库", "计划竣工日期",
)  # fmt: skip


def sheet(rows: int) -> bytes:
    """A made-up zone's projects: words that differ in every row, numbers with decimals, dates, choices."""
    chance = random.Random(7)
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    page, day = book.add_worksheet("项目"), book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, HEAD)
    kinds, origins = ("制造业", "基础设施", "现代服务业", "民生和社会事业"), ("新建", "续建", "技术改造")
    for row in range(1, rows + 1):
        page.write_row(
            row,
            0,
            (
                f"P-{row:06}", f"云岭第{row}号产业园项目", f"云岭{row % 5000}号建设有限公司", chance.choice(kinds),
                chance.choice(origins), chance.randrange(100, 9_000_000) / 100, chance.randrange(1, 9000) / 10,
                chance.randrange(1, 3000), chance.choice("是否"),
            ),
        )  # fmt: skip
        page.write_datetime(row, 9, date(2026, 1, 1) + timedelta(days=chance.randrange(1500)), day)
    book.close()
    return out.getvalue()


def ledger_at(address: str) -> Ledger:
    return Ledger(store_at(address), find_programmes().programmes, ZoneInfo("Asia/Shanghai"))


def run_import(data: bytes, address: str, rows: int, expected: int) -> None:
    ledger = ledger_at(address)
    with tempfile.TemporaryDirectory() as folder:
        done = import_book(
            ledger, read_book(data, "projects.xlsx"), evidence=EvidenceStore(Path(folder)), folder=Path(folder),
            actor="发展改革局 甲", programme="investment-projects",
        )  # fmt: skip
    assert (done.added, done.troubles) == (expected * rows, ()), (done.added, done.troubles[:3])
    ledger.store.close()


def read_bare(data: bytes) -> None:
    CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def rows_of(address: str) -> list[tuple[int, str, bytes]]:
    store = store_at(address)
    with store.reading() as reader:
        rows = [tuple(row) for row in reader.rows(0, reader.head().size)]
    store.close()
    return rows  # type: ignore[return-value]


def put_bare(rows: list[tuple[int, str, bytes]], address: str) -> None:
    """The rows into the ledger's own empty tables, nothing else."""
    store_at(address).close()
    if address.startswith("postgresql"):
        import psycopg

        copying = "copy entry (seq, data, leaf) from stdin"
        with psycopg.connect(address) as connection, connection.cursor().copy(copying) as copy:
            for row in rows:
                copy.write_row(row)
        return
    import sqlite3

    connection = sqlite3.connect(address, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("begin immediate")
    connection.executemany("insert into entry (seq, data, leaf) values (?, ?, ?)", rows)
    connection.execute("commit")
    connection.close()


def seconds(call: Callable[[], object]) -> float:
    begin = perf_counter()
    call()
    return perf_counter() - begin


@contextmanager
def databases(kind: str) -> Iterator[Callable[[], str]]:
    """Gives the address of an empty database at each call."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield lambda: str(Path(folder) / f"{uuid4().hex}.sqlite")
        return
    import psycopg

    with server() as address:

        def fresh() -> str:
            name = f"zone_{uuid4().hex}"
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f"create database {name}".encode())
            return address.replace("/postgres?", f"/{name}?")

        yield fresh


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL of this run's own, on a socket in a temporary folder, fsync on."""
    tools = max(Path("/usr/lib/postgresql").glob("*/bin"))
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    as_whom = ["runuser", "-u", "postgres", "--"] if geteuid() == 0 else []
    if as_whom:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    control = [*as_whom, str(tools / "pg_ctl"), "-D", str(data), "-l", str(folder / "log"), "-w"]
    subprocess.run([*as_whom, str(tools / "initdb"), "-D", str(data), "-U", "dajuan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], check=True, capture_output=True, cwd="/")  # fmt: skip
    subprocess.run([*control, "-o", f"-k {folder} -h ''", "start"], check=True, capture_output=True, cwd="/")
    try:
        yield f"postgresql://dajuan@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


def measure(kind: str, data: bytes, count: int, rounds: int) -> None:
    """The two take turns, so that a busy machine slows both alike."""
    floors, imports, again, ratios = [], [], [], []
    with databases(kind) as fresh:
        address = fresh()
        run_import(data, address, count, 1)
        rows = rows_of(address)
        again = [seconds(lambda: run_import(data, address, count, 0)) for _ in range(min(rounds, 3))]
        for _ in range(rounds):
            bare, full = fresh(), fresh()
            read = seconds(lambda: read_bare(data))
            put = seconds(lambda bare=bare: put_bare(rows, bare))
            floors.append((read, put))
            imports.append(seconds(lambda full=full: run_import(data, full, count, 1)))
            ratios.append(imports[-1] / (read + put))
    read, put = (statistics.median(one[place] for one in floors) for place in (0, 1))
    ratio = statistics.median(ratios)
    print(f"  {kind}: {len(rows):,} entries")
    print(f"    floor   {read + put:6.2f} s   (reading the sheet {read:.2f}, bare rows {put:.2f})")
    print(f"    import  {statistics.median(imports):6.2f} s   {count / statistics.median(imports):,.0f} rows/s")
    print(f"    ratio   {ratio:6.2f}     (goal {GOAL:.0f}) {'pass' if ratio <= GOAL else 'MISSED'}")
    print(f"    again   {statistics.median(again):6.2f} s   the same file once more: nothing new")


def profile(data: bytes, count: int) -> None:
    with databases("sqlite") as fresh:
        address, profiler = fresh(), cProfile.Profile()
        profiler.runcall(run_import, data, address, count, 1)
        pstats.Stats(profiler).sort_stats("tottime").print_stats(35)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", choices=("sqlite", "postgresql"))
    options.add_argument("--profile", action="store_true")
    given = options.parse_args()
    data = sheet(given.rows)
    print(
        f"{given.rows:,} rows of {len(HEAD)} columns, {len(data) / 2**20:.1f} MB of xlsx; wall time, median of {given.rounds}"
    )
    if given.profile:
        profile(data, given.rows)
        return
    for kind in (given.only,) if given.only else ("sqlite", "postgresql"):
        measure(kind, data, given.rows, given.rounds)


if __name__ == "__main__":
    main()
