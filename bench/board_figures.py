"""What a board asks of figures: a hundred indicators' months of two years, as of a day, verified only.

    .venv/bin/python bench/board_figures.py [--entries 1000000] [--zone DIR]

Cold is the engine just opened; warm is asked again; then after one new entry of each kind, and after a reviewer has
passed a stretch of four hundred. Beside each the same with no answer kept, and the answers are compared. Goal: at most
300 ms warm and after one new entry.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.figure import Figure
from dajuan.figures.period import period_of, split_into
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import Zone, zone_at
from figures import Wanted, hundred
from figures_log import make_log

AS_OF = date(2024, 11, 15)
MONTHS = [month for year in ("2023", "2024") for month in split_into(period_of(year), "month")]
GOAL = 0.300


def board(engine: DuckEngine, wanted: list[Wanted]) -> list[list[Figure]]:
    return [
        figures(engine, one.programme, one.indicator.key, MONTHS, by=one.by, as_of=AS_OF, verified=True)
        for one in wanted
    ]


def timed(what: str, call: Callable[[], object]) -> float:
    wall, cpu = perf_counter(), process_time()
    call()
    wall, cpu = perf_counter() - wall, process_time() - cpu
    print(f"{what}: {wall * 1e3:,.0f} ms ({cpu * 1e3:,.0f} ms of CPU)")
    return wall


def changes(ledger: Ledger, size: int) -> dict[str, tuple[list[Draft], str]]:
    """New entries, and who writes them."""
    code, subject = "investment-projects", f"X-8{size}"
    start = {"name": "云岭新项目", "category": "livelihood", "planned-total": 100_000_000_00}

    def draft(kind: str, **more: object) -> Draft:
        return Draft(programme=code, subject=subject, kind=kind, effective_on=date(2024, 10, 31), **more)  # type: ignore[arg-type]

    return {
        "a project": ([draft("opened", fields=start)], "填报员00"),
        "a flow": ([draft("measured", fields={"invested": 1_000_00})], "填报员00"),
        "a level": ([draft("stated", fields={"planned-total": 200_000_000_00})], "填报员00"),
        "a stage": ([draft("moved", stage="planned")], "填报员00"),
        "all of these verified": ([draft("verified", about=(size, size + 3))], "审核员00"),
        "a verification taken back": ([draft("withdrawn", about=(size + 4, size + 4))], "审核员00"),
        "four hundred verified": (
            [
                Draft(
                    programme=code, subject="", kind="verified", effective_on=AS_OF, about=(size // 2, size // 2 + 399)
                )
            ],
            "审核员00",
        ),
    }


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--entries", type=int, default=1_000_000)
    options.add_argument("--zone", type=Path, help="a zone made before, or where to make it and keep it")
    asked = options.parse_args()
    folder = asked.zone or Path(tempfile.mkdtemp(prefix="dajuan-board-"))
    try:
        if not (folder / "dajuan.toml").exists():
            make_log(folder, asked.entries).store.close()
        return measure(zone_at(folder))
    finally:
        if not asked.zone:
            shutil.rmtree(folder, ignore_errors=True)


def measure(zone: Zone) -> int:
    ledger = ledger_of(zone)
    DuckEngine(ledger.store, zone.derived).close()  # The copy is there.
    engines: list[DuckEngine] = []
    timed("opened", lambda: engines.append(DuckEngine(ledger.store, zone.derived)))
    [engine] = engines
    wanted = hundred(ledger)
    print(f"{engine.size:,} entries, {len(wanted)} indicators, {len(MONTHS)} months")
    timed("cold", lambda: board(engine, wanted))
    slowest = timed("warm", lambda: board(engine, wanted))
    now = datetime(2025, 3, 2, tzinfo=UTC)
    for what, (drafts, actor) in changes(ledger, engine.size).items():
        append(ledger, drafts, actor=actor, now=now)
        timed(f"after {what}: taken in", engine.follow)
        slowest = max(slowest, timed(f"after {what}: the board", lambda: board(engine, wanted)))
        if [[figure.value for figure in some] for some in board(engine, wanted)] != computed(engine, wanted):
            print("DIFFERS from what is computed anew")
            return 1
    print(f"slowest after the first: {slowest * 1e3:.0f} ms (goal {GOAL * 1e3:.0f})")
    engine.close()
    return int(slowest > GOAL)


def computed(engine: DuckEngine, wanted: list[Wanted]) -> list[list[object]]:
    """The same with no answer kept; the engine keeps its own for the next change."""
    other = DuckEngine(engine.store, engine.copy.folder.parent)
    try:
        return [[figure.value for figure in some] for some in board(other, wanted)]
    finally:
        other.close()


if __name__ == "__main__":
    sys.exit(main())
