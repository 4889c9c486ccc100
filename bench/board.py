"""The board of 300 targets over a million entries: just opened, asked again, after one new entry; forecasts beside it.

    .venv/bin/python bench/board.py [--entries 1000000] [--targets 300] [--zone DIR]

The targets are bound to the indicators of three packs, whole and by part, as a zone's would be; a tenth are reported by
hand and a tenth are tasks. The floor, in the same run: the bare questions for the same months, asked of an engine that
keeps no answers. Goal: the board in at most 300 ms in process.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time

from dajuan.answers.board import Board, board
from dajuan.answers.outlook import outlook
from dajuan.answers.rules import rules_of
from dajuan.answers.target import PROGRAMME
from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import Period, split_into
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import SETTINGS, zone_at
from dajuan.programmes.pack import Days, RuleResult, Share
from figures import SPLITS
from figures_log import make_log

AS_OF, YEAR, GOAL = date(2024, 11, 30), 2024, 0.300
NOW = datetime(2025, 3, 2, tzinfo=UTC)


def timed(what: str, call: Callable[[], object]) -> float:
    wall, cpu = perf_counter(), process_time()
    call()
    wall, cpu = perf_counter() - wall, process_time() - cpu
    print(f"  {what}: {wall * 1e3:,.0f} ms ({cpu * 1e3:,.0f} ms of CPU)")
    return wall


def bindings(ledger: Ledger, engine: DuckEngine) -> list[tuple[str, str]]:
    """Indicators with their unit, each whole and by its first parts."""
    found: list[tuple[str, str]] = []
    for programme in ledger.programmes.values():
        split = SPLITS.get(programme.code)
        for one in programme.indicators.values() if split else ():
            if isinstance(one.definition, RuleResult | Share | Days):
                continue
            found.append((f"{programme.code}/{one.key}", one.unit))
            year = [Period("year", date(YEAR, 1, 1), date(YEAR, 12, 31))]
            parts = [f.part for f in figures(engine, programme, one.key, year, by=split, as_of=AS_OF) if f.part]
            found += [(f"{programme.code}/{one.key}?{split}={part}", one.unit) for part in parts[:4]]
    return found


def plan(ledger: Ledger, bound: list[tuple[str, str]], many: int) -> None:
    """Targets set in January; of those not bound what their owners report each month."""
    drafts: list[Draft] = []
    for number, (indicator, unit) in enumerate(islice(cycle(bound), many), 1):
        code = f"{YEAR}-{number:03}"
        by_hand, task = number % 10 == 9, number % 10 == 0
        fields: dict[str, str | int | bool] = {
            "name": f"目标{number}", "year": str(YEAR), "kind": "task" if task else "number",
            "area": f"领域{number % 9}", "owner": f"单位{number % 40}",
        }  # fmt: skip
        if not task:
            fields |= {"value": f"{100 + number}{unit}", "bound": "at-least"}
        if not task and not by_hand:
            fields["indicator"] = indicator
        drafts.append(_draft(code, "opened", 2, fields=fields))
        drafts += [_draft(code, "moved", 2, stage=stage) for stage in ("proposed", "set", "assigned", "accepted")]
        for month in range(1, 12) if by_hand or task else ():
            said = {"progress": month * 80_000} if task else {"reported": f"{month * 9}{unit}"}
            drafts.append(Draft(programme=PROGRAMME, subject=code, kind="stated", fields=said, effective_on=date(YEAR, month + 1, 1) - timedelta(days=1)))  # fmt: skip
    append(ledger, drafts, actor="督查室甲", now=NOW)


def _draft(code: str, kind: str, day: int, **more: object) -> Draft:
    return Draft(programme=PROGRAMME, subject=code, kind=kind, effective_on=date(YEAR, 1, day), **more)  # type: ignore[arg-type]


def bare(ledger: Ledger, engine: DuckEngine) -> None:
    """The months of each indicator a target is bound to, and nothing done with them."""
    months = split_into(Period("span", date(YEAR - 2, 1, 1), AS_OF), "month")
    for programme in ledger.programmes.values():
        split = SPLITS.get(programme.code)
        for one in programme.indicators.values() if split else ():
            if not isinstance(one.definition, RuleResult | Share | Days):
                for by in ("", split or ""):
                    figures(engine, programme, one.key, months, by=by, as_of=AS_OF)


def measure(folder: Path, many: int) -> int:
    zone = zone_at(folder)
    ledger = ledger_of(zone)
    engine = DuckEngine(ledger.store, zone.derived)
    plan(ledger, bindings(ledger, engine), many)
    engine.close()
    rules = rules_of(zone)
    floor = DuckEngine(ledger.store, zone.derived)
    least = timed("the bare questions, just opened", lambda: bare(ledger, floor))
    floor.close()
    engine = DuckEngine(ledger.store, zone.derived)
    print(f"{engine.size:,} entries, {many} targets")

    def asked() -> Board:
        return board(ledger, engine, rules, year=YEAR, as_of=AS_OF)

    cold = timed("the board, just opened", asked)
    warm = timed("asked again", asked)
    draft = Draft(programme="investment-projects", subject="X-0000001", kind="measured", effective_on=date(2024, 11, 1), fields={"invested": 1})  # fmt: skip
    append(ledger, [draft], actor="填报员00", now=NOW)
    soon = timed("after one new entry, that taken in", lambda: (engine.follow(), asked()))
    made = asked()
    timed("all forecasts", lambda: [outlook(one) for one in made.standings])
    timed("all forecasts again", lambda: [outlook(one) for one in made.standings])
    print(f"  lights: {made.counts()}")
    print(f"  board / bare questions, both just opened: {cold / least:.2f}; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")  # fmt: skip
    print(f"  goal {GOAL * 1e3:.0f} ms: just opened {_verdict(cold)}, again {_verdict(warm)}, after an entry {_verdict(soon)}")  # fmt: skip
    engine.close()
    return int(max(warm, soon) > GOAL)


def _verdict(seconds: float) -> str:
    return "pass" if seconds <= GOAL else "MISSED"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--entries", type=int, default=1_000_000)
    options.add_argument("--targets", type=int, default=300)
    options.add_argument("--zone", type=Path, help="a zone of figures_log made before: copied, not written to")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dajuan-board-") as place:
        folder = Path(place) / "zone"
        if given.zone:
            shutil.copytree(given.zone, folder)
        else:
            make_log(folder, given.entries).store.close()
        settings = folder / SETTINGS
        text = settings.read_text(encoding="utf-8")
        settings.write_text(re.sub(r"on = \[", f'on = [\n  "{PROGRAMME}",', text), encoding="utf-8")
        return measure(folder, given.targets)


if __name__ == "__main__":
    sys.exit(main())
