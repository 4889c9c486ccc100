"""Many zones: each zone's own copy one after another, DuckDB over their export, Spark over the same export.

    .venv/bin/python bench/scale.py [--zones 10] [--entries 100000] [--copies] [--folder DIR] [--engines own,duckdb,spark]

Asked of each: every indicator of the three packs by month, as of a day, verified only, of every zone (in the export one
query for all of them, split by zone); and of the export also one hundred over all zones together. The answers must be
the same to the last digit. ``--copies`` makes one zone and exports it under every name: the sizes are real, the zones
alike. Each engine runs in a process of its own; memory is the peak of the process and of Spark's Java beside it.
``make spark`` first: Spark is in no environment of ours.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

import psutil

from dajuan.figures.ask import RootedEngine, figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.export import export
from dajuan.figures.manifest import manifest_at, manifest_path
from dajuan.figures.sql import ZONE
from dajuan.figures.zones import zones_at
from dajuan.figures.zones_duck import DuckParquet
from dajuan.figures.zones_engine import ParquetDatabase, ZonesEngine
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import zone_at
from figures import AS_OF, MONTHS, Wanted, hundred
from figures_log import make_log

ENGINES = ("own", "duckdb", "spark")
Answers = dict[str, dict[str, str]]
"""Zone → indicator and month → value."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--zones", type=int, default=10)
    options.add_argument("--entries", type=int, default=100_000, help="of each zone")
    options.add_argument("--copies", action="store_true", help="one zone under every name")
    options.add_argument("--folder", type=Path, help="zones and export made before, or where to make and keep them")
    options.add_argument("--engines", default=",".join(ENGINES))
    options.add_argument(
        "--every", type=int, default=1, help="ask of every so-manyth indicator only, of all engines alike"
    )
    options.add_argument("--only", choices=ENGINES, help=argparse.SUPPRESS)
    asked = options.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="dajuan-scale-"))
    try:
        if asked.only:
            print(json.dumps(measured(asked.only, folder, asked.every)))
            return 0
        make(folder, asked.zones, asked.entries, copies=asked.copies)
        return compare(folder, asked.engines.split(","), asked.every)
    finally:
        if not asked.folder:
            shutil.rmtree(folder, ignore_errors=True)


# What is measured -------------------------------------------------------------------------------------------------


def make(folder: Path, zones: int, entries: int, *, copies: bool) -> None:
    """Zones ``z0`` …, and their export."""
    for n in range(zones):
        place = folder / f"z{n}"
        if not place.exists() and copies and n:
            place.symlink_to("z0")
        elif not place.exists():
            make_log(place, entries, seed=n).store.close()
    begin = perf_counter()
    for n in range(zones):
        if not copies or not n:
            _export(folder, n)
    print(f"export of {1 if copies else zones} zones: {perf_counter() - begin:.1f} s")
    for n in range(1, zones if copies else 1):
        _copy_export(folder / "export", n)


def _export(folder: Path, n: int) -> None:
    ledger = ledger_of(zone_at(folder / f"z{n}"))
    with ledger.store.reading() as reader:
        export(reader, folder / "export", f"z{n}", ledger.programmes.values())
    ledger.store.close()


def _copy_export(folder: Path, n: int) -> None:
    """The export of ``z0`` under another name, its files linked."""
    first = manifest_at(manifest_path(folder, "z0"))
    files = {name.replace("zone=z0/", f"zone=z{n}/"): sha256 for name, sha256 in first.files.items()}
    for old, new in zip(first.files, files, strict=True):
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / new).exists():
            os.link(folder / old, folder / new)
    first._replace(zone=f"z{n}", files=files).write(folder)


def compare(folder: Path, engines: Iterable[str], every: int) -> int:
    size = zones_at(folder / "export").size
    files = list((folder / "export").rglob("*.parquet"))
    print(f"{size:,} entries in {len(zones_at(folder / 'export').logs)} zones; {len(files):,} files,", end=" ")
    print(f"{sum(path.stat().st_size for path in files) / 1e6:,.0f} MB")
    told = {}
    for engine in engines:
        command = [sys.executable, __file__, "--only", engine, "--folder", str(folder), "--every", str(every)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        if done.returncode:
            print(f"{engine}: not measured (exit {done.returncode}); was it Spark? make spark")
            continue
        told[engine] = one = json.loads(done.stdout)
        times = "".join(f" · {name} {wall:.1f} s (CPU {cpu:.1f})" for name, (wall, cpu) in one["times"].items())
        print(f"{engine}{times} · peak {one['memory']:.2f} GB", flush=True)
    same = len({one["answers"] for one in told.values()}) == 1
    print("the answers are the same" if same else "THE ANSWERS DIFFER")
    return int(not same)


# Measuring one, in a process of its own ---------------------------------------------------------------------------


def measured(engine: str, folder: Path, every: int) -> dict[str, Any]:
    return own(folder, every) if engine == "own" else over_export(engine, folder, every)


def asked_of(ledger: Ledger, every: int) -> list[Wanted]:
    return hundred(ledger)[::every]


class Spent(NamedTuple):
    """Seconds by the clock, and of CPU: the machine may be busy with other work."""

    wall: float = 0.0
    cpu: float = 0.0

    def and_then(self, other: Spent) -> Spent:
        return Spent(self.wall + other.wall, self.cpu + other.cpu)


def seconds(call: Callable[[], object]) -> tuple[Spent, Any]:
    begin, before = perf_counter(), cpu()
    result = call()
    return Spent(perf_counter() - begin, cpu() - before), result


def cpu() -> float:
    """Of this process and of Java beside it."""
    children = (one.cpu_times() for one in psutil.Process().children(recursive=True))
    return process_time() + sum(times.user + times.system for times in children)


def own(folder: Path, every: int) -> dict[str, Any]:
    """One zone after another, as somebody would who has the zones' folders."""
    ready = by_zone = Spent()
    answers: Answers = {}
    for log in zones_at(folder / "export").logs:
        zone = zone_at(folder / log.zone)
        ledger = ledger_of(zone)
        DuckEngine(ledger.store, zone.derived).close()  # The copy is there, as it is after the first figure.
        took, engine = seconds(lambda: DuckEngine(ledger.store, zone.derived))  # noqa: B023
        ready = ready.and_then(took)
        wanted = [one for one in asked_of(ledger, every) if not one.by]
        took, answers[log.zone] = seconds(lambda: told(engine, wanted, "").get("", {}))  # noqa: B023
        by_zone = by_zone.and_then(took)
        engine.close()
        ledger.store.close()
    return said({"ready": ready, f"{len(wanted)} by zone": by_zone}, answers)


def over_export(engine: str, folder: Path, every: int) -> dict[str, Any]:
    start, database = seconds(lambda: database_of(engine))
    wanted = asked_of(ledger_of(zone_at(folder / "z0")), every)
    ready, zones = seconds(lambda: ZonesEngine(zones_at(folder / "export"), database))
    whole = [one for one in wanted if not one.by]
    by_zone, answers = seconds(lambda: told(zones, whole, ZONE))
    together, _ = seconds(lambda: [told(zones, [one], one.by) for one in wanted])
    times = {"start": start, "ready": ready, f"{len(whole)} by zone": by_zone, f"{len(wanted)} over all": together}
    return said(times, answers)


def database_of(engine: str) -> ParquetDatabase:
    if engine == "duckdb":
        return DuckParquet()
    sys.path.append(str(Path(__file__).parent / ".spark"))
    from dajuan.figures.spark import SparkParquet, session_on

    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", "--driver-memory 4g pyspark-shell")
    return SparkParquet(session_on(os.environ.get("SPARK_MASTER", "local[2]")))


def told(engine: RootedEngine, wanted: list[Wanted], by: str) -> Answers:
    """Part → indicator and month → value, where there is one that is not nought."""
    answers: Answers = {}
    for programme, one, _ in wanted:
        for figure in figures(engine, programme, one.key, MONTHS, by=by, as_of=AS_OF, verified=True):
            if figure.value and type(one.definition).__name__ != "Share":  # A share is of whatever it is split by.
                key = f"{programme.code} {one.key} {figure.period}"
                answers.setdefault(figure.part or "", {})[key] = str(figure.value)
    return answers


def said(times: dict[str, Spent], answers: Answers) -> dict[str, Any]:
    digest = hashlib.sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest()
    return {"times": times, "memory": memory(), "answers": digest}


def memory() -> float:
    """GB at the peak of this process, and of Java beside it."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    for child in psutil.Process().children(recursive=True):
        status = Path(f"/proc/{child.pid}/status").read_text("ascii")
        peak += int(status.partition("VmHWM:")[2].split()[0]) / 1e6
    return peak


if __name__ == "__main__":
    sys.exit(main())
