"""The register of subjects at a million entries: following, pages, boards, maps, searches, and the past.

    .venv/bin/python bench/subjects.py [--entries 1000000] [--folder DIR]

The floor is the same page by a bare keyset query on a plain table of the same rows, indexed for it, in a file of its
own: its rows are fetched and no more. Each is asked turn by turn in one process; medians, and ratios of them.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import zone_at
from dajuan.subjects.asked import Cursor, Filter, Order, Range
from dajuan.subjects.boxes import Box
from dajuan.subjects.subjects import Subjects
from figures_log import make_log

MANY = "enterprise-register"
"""Three in five of the subjects are of it."""
TIMES = 15
PAGE = 50


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--entries", type=int, default=1_000_000)
    options.add_argument("--folder", type=Path, help="where the zone is, or where to make and keep it")
    asked = options.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="dajuan-subjects-"))
    try:
        if not (folder / "dajuan.toml").exists():
            make_log(folder, asked.entries).store.close()
        measure(folder)
    finally:
        if not asked.folder:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def measure(folder: Path) -> None:
    zone = zone_at(folder)
    ledger = ledger_of(zone)
    subjects = Subjects(ledger, zone.derived)
    size = make_anew(subjects)
    follow(ledger, subjects)
    floor = floor_of(subjects, folder / "floor.sqlite")
    compare(subjects, floor, size)
    ledger.store.close()


def make_anew(subjects: Subjects) -> int:
    subjects.register.path.unlink(missing_ok=True)
    begin, before = perf_counter(), process_time()
    size = subjects.follow()
    took, spent = perf_counter() - begin, process_time() - before
    with subjects.register.reading() as db:
        (many,) = db.execute("select count(*) from row").fetchone()
    held = subjects.register.path.stat().st_size / 1e6
    print(f"{size:,} entries, {many:,} subjects: made anew in {took:.1f} s (CPU {spent:.1f}), {held:,.0f} MB")
    return size


def follow(ledger: Ledger, subjects: Subjects) -> None:
    rng, taken, idle = random.Random(3), [], []
    codes = [row.code for row in subjects.page(MANY, limit=1000).rows]
    for n in range(50):
        fields = {"tax": rng.randrange(10**9)}
        stated = Draft(programme=MANY, subject=codes[n], kind="stated", effective_on=date(2025, 2, 1), fields=fields)
        append(ledger, [stated], actor="填报员01")
        taken.append(seconds(subjects.follow))
        idle.append(seconds(subjects.follow))
    print(f"follow one entry: {1000 * statistics.median(taken):.2f} ms, worst {1000 * max(taken):.1f};", end=" ")
    print(f"with nothing new {1000 * statistics.median(idle):.2f} ms")


def seconds(call: Callable[[], object]) -> float:
    begin = perf_counter()
    call()
    return perf_counter() - begin


# The floor --------------------------------------------------------------------------------------------------------


def floor_of(subjects: Subjects, path: Path) -> sqlite3.Connection:
    """The rows of one programme in a table of columns, each indexed with the code."""
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma cache_size = -65536")
    db.execute(
        "create table one (id integer primary key, code text, name text, stage text, stage_on text, since text, last int,"
        " last_at int, verified int, industry text, district text, tax int, fields text, links text, owners text)"
    )
    with subjects.register.reading() as register:
        rows = register.execute(
            "select id, code, name, stage, stage_on, since, last, last_at, verified, fields ->> 'industry',"
            " fields ->> 'district', fields ->> 'tax', fields, links, owners from row where programme = ?",
            (MANY,),
        )
        db.executemany(f"insert into one values ({', '.join('?' * 15)})", rows)
    for column in ("code", "name", "stage", "stage_on", "industry", "district", "tax"):
        db.execute(f"create index one_by_{column} on one ({column}, code)")
    db.execute("create virtual table words using fts5 (name, tokenize = 'trigram')")
    db.execute("insert into words (rowid, name) select id, name from one")
    return db


def compare(subjects: Subjects, floor: sqlite3.Connection, size: int) -> None:
    middle = floor.execute("select code from one order by code limit 1 offset 15000").fetchone()[0]
    tax, tax_code = floor.execute(
        "select tax, code from one where tax > 0 order by tax, code limit 1 offset 15000"
    ).fetchone()
    owner, other = "云岭3办", "云岭7办"
    deep, by_tax = Cursor(middle, middle).text(), Cursor(tax, tax_code).text()
    retail = Filter(fields={"industry": ("retail",)})
    both = Filter(stages=("present",), fields={"industry": ("retail",), "tax": Range(10**8)})
    gone = Filter(stages=("deregistered",))

    def page(**more: Any) -> Callable[[], object]:
        return lambda: subjects.page(MANY, limit=PAGE, **more)

    def query(rest: str, *params: object) -> Callable[[], object]:
        return lambda: floor.execute(f"select * from one {rest} limit {PAGE + 1}", params).fetchall()

    def counts(where: str = "", *params: object) -> Callable[[], object]:
        return lambda: floor.execute(f"select stage, count(*) from one {where} group by stage", params).fetchall()

    compared(
        ("first page", page(), query("order by code")),
        ("deep page", page(after=deep), query("where code > ? order by code", middle)),
        ("deep page backwards", page(before=deep), query("where code < ? order by code desc", middle)),
        ("by a field, deep", page(order=Order("field", "tax"), after=by_tax), query("where (tax, code) > (?, ?) order by tax, code", tax, tax_code)),
        ("filtered by a choice", page(where=retail), query("where industry = 'retail' order by code")),
        ("filtered by three", page(where=both), query("where industry = 'retail' and stage = 'present' and tax >= 100000000 order by code")),
        ("in a rare stage, by name", page(where=gone, order=Order("name")), query("where stage = 'deregistered' order by name, code")),
        ("of one owner", page(owners={owner}), query("where district = ? order by code", owner)),
        ("of two owners, deep", page(owners={owner, other}, after=deep), query("where district in (?, ?) and code > ? order by code", owner, other, middle)),
        ("holding 777号企", page(where=Filter(text="777号企")), query("where id in (select rowid from words where words match ?) order by code", '"777号企"')),
        ("holding 云岭", page(where=Filter(text="云岭")), query("where name like '%云岭%' order by code")),
        ("search 1234号企", lambda: subjects.search("1234号企"), query("where id in (select rowid from words where words match ?)", '"1234号企"')),
        ("search 云岭", lambda: subjects.search("云岭"), query("where name like '%云岭%'")),
        ("stages", lambda: subjects.stages(MANY), counts()),
        ("stages of one owner", lambda: subjects.stages(MANY, owners={owner}), counts("where district = ?", owner)),
    )  # fmt: skip
    alone(subjects, size, deep, retail)


def compared(*cases: tuple[str, Callable[[], object], Callable[[], object]]) -> None:
    for name, ours, plain in cases:
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(TIMES):
            for one, call in zip(times, (ours, plain), strict=True):
                one.append(seconds(call))
        mine, bare = (1000 * statistics.median(one) for one in times)
        print(f"{name}: {mine:.2f} ms, floor {bare:.2f} ms, ratio {mine / bare:.2f}", flush=True)


def alone(subjects: Subjects, size: int, deep: str, retail: Filter) -> None:
    """What has no floor: the past is in no plain table, maps carry shapes of their own making."""
    code = subjects.page(MANY, limit=1).rows[0].code
    then, known = date(2024, 3, 31), size // 2
    pin(subjects)
    cases: dict[str, Callable[[], object]] = {
        "one": lambda: subjects.one(MANY, code),
        "linked": lambda: subjects.linked("investment-projects", "X-0000001"),
        "of_enterprise": lambda: subjects.of_enterprise(code),
        "sites in a box": lambda: subjects.sites(MANY, box=Box(113.4, 34.4, 113.6, 34.6)),
        "past page": lambda: subjects.page(MANY, as_of=then, size=known),
        "past page, deep": lambda: subjects.page(MANY, as_of=then, size=known, after=deep),
        "past page, filtered": lambda: subjects.page(MANY, as_of=then, size=known, where=retail),
        "past page, by a field": lambda: subjects.page(MANY, as_of=then, size=known, order=Order("field", "tax")),
        "past page, holding": lambda: subjects.page(MANY, as_of=then, where=Filter(text="7777号企")),
        "past page, of one owner": lambda: subjects.page(MANY, as_of=then, owners={"云岭3办"}),
        "past stages": lambda: subjects.stages(MANY, as_of=then, size=known),
        "past sites": lambda: subjects.sites(MANY, as_of=then, box=Box(113.4, 34.4, 113.6, 34.6)),
    }
    for name, call in cases.items():
        print(f"{name}: {1000 * statistics.median(seconds(call) for _ in range(5)):.2f} ms", flush=True)


def pin(subjects: Subjects) -> None:
    """Put 5,000 enterprises on the map: the made-up log has none there."""
    rng = random.Random(5)
    with subjects.register.reading() as db:
        ids = [one for (one,) in db.execute("select id from row where programme = ? limit 5000", (MANY,))]
    db = sqlite3.connect(subjects.register.path, isolation_level=None)
    db.execute("begin immediate")
    for one in ids:
        x, y = 113 + rng.random(), 34 + rng.random()
        shape = json.dumps({"type": "Point", "coordinates": [x, y]})
        db.execute("insert or replace into site values (?, 'site', ?, ?, ?, ?, ?, ?)", (one, MANY, x, y, x, y, shape))
        db.execute("insert or replace into held values (?, 'site', '2023-01-01', 0, ?, null)", (one, shape))
    db.execute("commit")
    db.close()


if __name__ == "__main__":
    sys.exit(main())
