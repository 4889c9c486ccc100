"""``python -m samples.demo.whole_year FOLDER``: a year of the whole zone, from nothing to an answer sheet that was checked.

Every list that comes with the software is switched on. The zone is made as ``make demo`` does, at its full size, then what
the pages and figures ask is derived from its log, the board is drawn up, the answer of the year under way is written in
every form and checked against the ledger. Prints the time of each part.
"""

from __future__ import annotations

import argparse
import resource
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from samples.demo.make import SCALE, SMALL, Demo, make
from samples.demo.stopwatch import Stopwatch

from dajuan.answers.backing import LedgerBacking
from dajuan.answers.board import board
from dajuan.answers.rules import rules_of
from dajuan.answers.sheet.answer import FORMATS, answer_sheet, sentences_for, written
from dajuan.checks.run import examine
from dajuan.claims.read import read
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.ledger import ledger_of
from dajuan.subjects.register import Register


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m samples.demo.whole_year",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(ZoneInfo("Asia/Shanghai")).date())
    parser.add_argument("--small", action="store_true", help="the size of make demo")
    options = parser.parse_args()
    watch = Stopwatch()
    scale = SMALL if options.small else SCALE
    made = make(options.folder, today=options.today, scale=scale, reports=True, watch=watch)
    _print(watch, answered(made, options.folder, watch))


def answered(made: Demo, folder: Path, watch: Stopwatch) -> list[Path]:
    """Writes the answer of the year under way into a folder; gives its files. Raises ``SystemExit`` where it does not hold
    against the ledger."""
    print(
        f"{made.zone.title()}：{made.entries:,} 条记录，{len(made.zone.on)} 个事项，{made.year} 年目标 {len(made.targets)} 个"
    )
    ledger = ledger_of(made.zone)
    engine = DuckEngine(ledger.store, made.zone.derived)
    with watch.part("派生：指标数", "figures derived"):
        engine.follow()
    with watch.part("派生：对象簿", "register of subjects derived"):
        Register(ledger, made.zone.derived).follow()
    with watch.part("看板", "board"):
        told = board(ledger, engine, rules_of(made.zone), year=made.year, as_of=made.today)
    with watch.part("答卷：算", "answer: composed"):
        sheet, sentences = answer_sheet(told, made.zone, ledger, engine), sentences_for(made.zone)
    files = [folder / f"答卷.{form}" for form in FORMATS]
    for file in files:
        form = file.suffix.removeprefix(".")
        with watch.part(f"答卷：写 {form}", f"answer: written as {form}"):
            file.write_bytes(written(sheet, sentences, form))
    with watch.part("答卷对照台账", "answer held against the ledger"):
        found = examine(read(files[0]), ignores=(), backing=LedgerBacking(made.zone, ledger, engine))
    engine.close()
    ledger.store.close()
    if found.findings:
        raise SystemExit(f"{files[0]}：{found.findings[0].zh}")
    return files


def _print(watch: Stopwatch, files: list[Path]) -> None:
    print()
    for part in watch.parts:
        print(f"{part.seconds:8.1f} s  CPU {part.cpu:7.1f} s  {part.zh} / {part.en}")
    seconds, cpu = sum(one.seconds for one in watch.parts), sum(one.cpu for one in watch.parts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:8.1f} s  CPU {cpu:7.1f} s  合计 / in all；内存最高 {peak:,.0f} MB / peak memory")
    print("答卷 / the answer:", *files)


if __name__ == "__main__":
    main()
