"""One hundred indicators by month, as of a day, verified only, against SQL written by hand for DuckDB.

    .venv/bin/python bench/figures.py [--entries 1000000] [--zone DIR] [--no-hand]

Shown: making the columnar copy, opening it, one hundred indicators, a new entry until it is in a figure, a rebuild with
the same bytes, memory. The answers of both are compared to the last digit before any time is told. No answer is kept from
one turn to the next. Goal: at most 1.5 times the time of the SQL by hand, both over the same tables (which are laid out
for questions like these), both over tables as they come, and both from the raw blocks; a new entry under 50 ms.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

import duckdb

from dajuan.figures.ask import _factor, figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of, split_into
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import zone_at
from dajuan.programmes.pack import Days, Indicator, Last, Programme, RuleResult, Sum
from figures_by_hand import COUNTED, ByHand
from figures_log import make_log

AS_OF = date(2024, 11, 15)
MONTHS = split_into(period_of("2024"), "month")
SPLITS = {"housing-delivery": "developer", "investment-projects": "category", "enterprise-register": "industry"}
GOAL, SOON = 1.5, 0.050


class Wanted(NamedTuple):
    programme: Programme
    indicator: Indicator
    by: str


def hundred(ledger: Ledger) -> list[Wanted]:
    """All indicators of the three packs but those of rules, and then as many of them again by part."""
    every = [
        (programme, one)
        for programme in ledger.programmes.values()
        for one in programme.indicators.values()
        if not isinstance(one.definition, RuleResult)
    ]
    whole = [Wanted(*one, "") for one in every]
    parts = [Wanted(programme, one, SPLITS[programme.code]) for programme, one in every]
    return (whole + parts)[:100]


def ours(engine: DuckEngine, wanted: list[Wanted]) -> list[dict[tuple[str, date], Fraction]]:
    answers = []
    for programme, one, by in wanted:
        found = figures(engine, programme, one.key, MONTHS, by=by, as_of=AS_OF, verified=True)
        answers.append({(f.part or "", f.period.start): f.value for f in found if f.value})
    return answers


def anew(engine: DuckEngine, wanted: list[Wanted]) -> list[dict[tuple[str, date], Fraction]]:
    """With no answer kept from the time before."""
    engine.forget()
    return ours(engine, wanted)


def by_hand(db: duckdb.DuckDBPyConnection, wanted: list[Wanted]) -> list[list[tuple[object, ...]]]:
    return [
        db.execute(ByHand(programme, AS_OF, MONTHS[0].start, MONTHS[-1].start, by).query(one)).fetchall()
        for programme, one, by in wanted
    ]


def differences(wanted: list[Wanted], left: list[dict], right: list[list[tuple]]) -> list[str]:
    wrong = []
    for (programme, one, by), mine, rows in zip(wanted, left, right, strict=True):
        theirs = {}
        for part, month, over, under in rows:
            day = month.date() if isinstance(month, datetime) else month
            if over and under:
                theirs[part or "", day] = Fraction(over) / Fraction(under)
        unit = _factor(one)
        scale = scale_of(programme, one)
        told = {key: value * unit * Fraction(10) ** scale for key, value in mine.items()}
        far = [
            (key, told.get(key), theirs.get(key))
            for key in told.keys() | theirs.keys()
            if abs(told.get(key, 0) - theirs.get(key, 0))
            > (Fraction(1, 10**6) if isinstance(one.definition, Days) else 0)
        ]
        if far:
            wrong.append(f"{programme.code} {one.key} {by}: {len(far)} of {len(told)}, {far[:2]}")
    return wrong


def scale_of(programme: Programme, one: Indicator) -> int:
    """Decimal places of the minor units that a query by hand answers in."""
    definition = one.definition
    if isinstance(definition, Sum | Last):
        return programme.fields[definition.field].scale
    if hasattr(definition, "of") and type(definition).__name__ == "Cumulative":
        return scale_of(programme, programme.indicators[definition.of])
    if hasattr(definition, "over"):
        over, under = (scale_of(programme, programme.indicators[key]) for key in (definition.over, definition.under))
        return over - under
    if type(definition).__name__ == "Change" and hasattr(programme.indicators[definition.of].definition, "over"):
        return scale_of(programme, programme.indicators[definition.of])
    return 0


def seconds(call: Callable[[], object]) -> float:
    begin = perf_counter()
    call()
    return perf_counter() - begin


def both(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of CPU."""
    cpu = process_time()
    return seconds(call), process_time() - cpu


def digest(folder: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*")))).hexdigest()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--entries", type=int, default=1_000_000)
    options.add_argument("--zone", type=Path, help="a zone made before, or where to make it and keep it")
    options.add_argument("--no-hand", action="store_true", help="times of ours only")
    asked = options.parse_args()
    folder = asked.zone or Path(tempfile.mkdtemp(prefix="dajuan-figures-"))
    try:
        if not (folder / "dajuan.toml").exists():
            print(
                f"making {asked.entries:,} entries: {seconds(lambda: make_log(folder, asked.entries).store.close()):.0f} s"
            )
        return measure(folder, hand=not asked.no_hand)
    finally:
        if not asked.zone:
            shutil.rmtree(folder, ignore_errors=True)


def measure(folder: Path, *, hand: bool) -> int:
    zone = zone_at(folder)
    ledger = ledger_of(zone)
    shutil.rmtree(zone.derived / "columns", ignore_errors=True)
    print(f"copy made and opened: {seconds(lambda: DuckEngine(ledger.store, zone.derived).close()):.2f} s")
    print(f"opened, the copy being there: {seconds(lambda: DuckEngine(ledger.store, zone.derived).close()):.2f} s")
    columns = zone.derived / "columns"
    size = sum(path.stat().st_size for path in columns.iterdir())
    begin = perf_counter()
    engine = DuckEngine(ledger.store, zone.derived)
    opened = perf_counter() - begin
    print(
        f"{engine.size:,} entries; the copy takes {size / 1e6:.0f} MB, the ledger {(folder / 'ledger.sqlite').stat().st_size / 1e6:.0f} MB"
    )
    wanted = hundred(ledger)
    told = ours(engine, wanted)
    mine = statistics.median(seconds(lambda: anew(engine, wanted)) for _ in range(3))
    print(f"{len(wanted)} indicators by month, as of {AS_OF}, verified: {mine:.2f} s")
    failed = hand and against_hand(engine, wanted, told, opened, columns)
    late, busy = zip(*soon(engine, ledger), strict=True)
    print(
        f"a new entry until it is in a figure: median {statistics.median(late) * 1e3:.0f} ms,"
        f" worst {max(late) * 1e3:.0f} ms (of CPU {statistics.median(busy) * 1e3:.0f}, {max(busy) * 1e3:.0f})"
    )
    engine.close()
    before = digest(columns)
    with ledger.store.reading() as reader:
        print(f"rebuild: {seconds(lambda: engine.copy.rebuild(reader)):.1f} s, same bytes: {digest(columns) == before}")
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB (with the SQL by hand in the same process)"
        if hand
        else f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
    )
    return int(failed or statistics.median(late) > SOON)


def against_hand(engine: DuckEngine, wanted: list[Wanted], told: list[dict], opened: float, columns: Path) -> bool:
    """Turn by turn: ours, by hand over the engine's tables, by hand over tables as they come."""
    db = duckdb.connect()
    # The tail after the last block is taken from the engine, as both must hold the same log.
    for name in ("entry", "value"):
        rows = engine._db.sql(f"select * from zone.main.{name}_tail").to_arrow_table()
        db.register(f"{name}_tail", rows)
        db.execute(
            f"create or replace view {name} as select * from read_parquet('{columns}/{name}-*.parquet') union all select * from {name}_tail"
        )
    counting = seconds(lambda: db.execute(COUNTED))
    engine._use("now")
    wrong = [*differences(wanted, told, by_hand(db, wanted)), *differences(wanted, told, by_hand(engine._db, wanted))]
    for line in wrong:
        print("DIFFERS", line)
    turns = [
        (
            both(lambda: anew(engine, wanted)),
            both(lambda: by_hand(engine._db, wanted)),
            both(lambda: by_hand(db, wanted)),
        )
        for _ in range(5)
    ]
    mine, same, plain = (
        tuple(statistics.median(turn) for turn in zip(*one, strict=True)) for one in zip(*turns, strict=True)
    )
    print(f"turn by turn: ours {mine[0]:.2f} s ({mine[1]:.2f} s of CPU)")
    for what, theirs in (("the same tables", same), ("tables as they come", plain)):
        print(
            f"by hand, {what}: {theirs[0]:.2f} s ({theirs[1]:.2f} s of CPU);"
            f" ours / by hand = {mine[0] / theirs[0]:.2f} (CPU {mine[1] / theirs[1]:.2f}; goal {GOAL})"
        )
    whole, other = opened + mine[0], counting + plain[0]
    print(
        f"from the raw blocks: ours {whole:.2f} s, by hand {other:.2f} s (counting {counting:.2f}); ratio {whole / other:.2f}"
    )
    print("the answers are the same" if not wrong else f"{len(wrong)} of {len(wanted)} indicators differ")
    db.close()
    return bool(wrong) or mine[0] / same[0] > GOAL


def soon(engine: DuckEngine, ledger: Ledger) -> list[tuple[float, float]]:
    """Seconds from the end of an append to a figure that holds it, by the clock and of CPU."""
    programme = ledger.programmes["investment-projects"]
    subject, now = f"X-9{engine.size}", datetime(2025, 3, 1, tzinfo=UTC)  # A zone may be measured more than once.
    start = {"name": "云岭新项目", "category": "livelihood", "planned-total": 100_000_000_00}
    opened = Draft(programme=programme.code, subject=subject, kind="opened", effective_on=AS_OF, fields=start)
    append(ledger, [opened], actor="填报员00", now=now)
    engine.follow()
    late = []
    for n in range(9):
        draft = Draft(
            programme=programme.code,
            subject=subject,
            kind="measured",
            effective_on=date(2024, 10, 1 + n),
            fields={"invested": 1},
        )
        append(ledger, [draft], actor="填报员00", now=now)

        def asked() -> None:
            engine.follow()
            figures(engine, programme, "invested", MONTHS)

        late.append(both(asked))
    return late


if __name__ == "__main__":
    sys.exit(main())
