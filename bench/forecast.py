"""How often the forecasts' 80 % and 95 % intervals hold the truth, how wide they are, and how far their middle is off.

Made-up processes by how much is known (``2y6m``: two whole years and six months), and real monthly series, each year of
each forecast from its third, sixth and ninth month. Width and error are told as multiples of the naive peer's in the
same run (as last year's same months; normal interval). ``--ets`` adds statsmodels' ETS on a few of them: it takes about
a second each. Goal: 75–85 % for the 80 % interval.

Usage: python bench/forecast.py [--times 200] [--ets]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from time import process_time
from typing import NamedTuple
from zlib import crc32

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).parent))

import forecast_series as told
from dajuan.answers.forecast import forecast

KNOWN = ((0, 4), (0, 6), (0, 9), (1, 3), (1, 6), (1, 9), (2, 3), (2, 6), (2, 9), (4, 3), (4, 6), (4, 9))
GOAL = (0.75, 0.85)


class Tried(NamedTuple):
    held80: bool
    held95: bool
    error: float
    width: float
    naive_held: bool
    naive_error: float
    naive_width: float
    seconds: float


class Case(NamedTuple):
    months: np.ndarray
    earlier: np.ndarray
    truth: float
    accrues: bool
    counts: bool


def case(values: np.ndarray, years: int, months: int, accrues: bool, counts: bool) -> Case:
    """The last year of ``values``, known up to a month, after so many years."""
    values = values[-12 * (years + 1) :]
    truth = values[-12:].sum() if accrues else values[-1]
    earlier = values[:-12].reshape(-1, 12)
    return Case(values[12 * years : 12 * years + months], earlier, float(truth), accrues, counts)


def made(name: str, years: int, months: int, times: int) -> Iterator[Case]:
    kind = told.PROCESSES[name]
    rng = np.random.default_rng(crc32(f"{name} {years} {months}".encode()))
    for _ in range(times):
        yield case(kind.make(rng, 12 * (years + 1)), years, months, kind.accrues, kind.counts)


def tried(one: Case) -> Tried:
    before = process_time()
    found = forecast(one.months.tolist(), earlier=one.earlier.tolist(), accrues=one.accrues, counts=one.counts)
    seconds = process_time() - before
    assert found.value is not None
    assert found.likely is not None
    assert found.nearly_sure is not None
    low, middle, high = told.naive(one.months, one.earlier, one.accrues)
    return Tried(
        found.likely.low <= one.truth <= found.likely.high,
        found.nearly_sure.low <= one.truth <= found.nearly_sure.high,
        abs(found.value - one.truth),
        found.likely.high - found.likely.low,
        low <= one.truth <= high,
        abs(middle - one.truth),
        high - low,
        seconds,
    )


def line(name: str, some: list[Tried]) -> str:
    mean = np.array(some, dtype=float).mean(axis=0)
    held80, held95, error, width, naive_held, naive_error, naive_width, _ = mean
    return (
        f"{name:<34} {len(some):5}  {held80:5.0%} {held95:5.0%}   {naive_held:5.0%}"
        f"   {error / max(naive_error, 1e-12):5.2f} x  {width / max(naive_width, 1e-12):5.2f} x"
    )


HEAD = f"{'':<34} {'n':>5}  {'80 %':>5} {'95 %':>5}   {'naive':>5}   {'error':>7}  {'width':>7}"


def processes(times: int) -> None:
    print(f"80 % interval: held, in percent, by what is known ({times} series each)")
    print(f"{'':<14}", *(f"{years}y{months}m".rjust(5) for years, months in KNOWN), " all  1y on")
    by_process: dict[str, list[Tried]] = {}
    with_years: dict[str, list[Tried]] = {}
    for name in told.PROCESSES:
        cells = {(years, months): [tried(one) for one in made(name, years, months, times)] for years, months in KNOWN}
        by_process[name] = [one for some in cells.values() for one in some]
        with_years[name] = [one for (years, _), some in cells.items() if years for one in some]
        held = [
            float(np.mean([one.held80 for one in some]))
            for some in (*cells.values(), by_process[name], with_years[name])
        ]
        print(f"{name:<14}", *(f"{share:5.0%}" for share in held), flush=True)
    print(f"\nWith a whole earlier year or more; error and width of the middle 80 %, in times the naive peer's\n{HEAD}")
    for name, some in with_years.items():
        print(line(name, some))
    for name, some in (
        ("flows", [n for n in by_process if ":" not in n]),
        ("levels", [n for n in by_process if ":" in n]),
    ):
        print(line(f"all {name}, 1y on", [one for key in some for one in with_years[key]]))
        print(line(f"all {name}, no year known", [one for key in some for one in by_process[key][: 3 * times]]))
    every = [one for some in with_years.values() for one in some]
    share = float(np.mean([one.held80 for one in every]))
    print(line("all, 1y on", every), "pass" if GOAL[0] <= share <= GOAL[1] else "MISSED")
    print(f"CPU a forecast: {1000 * np.mean([one.seconds for one in every]):.1f} ms")


def public() -> None:
    series = told.real()
    if not series:
        print("\nno real series: uv pip install --group forecast-peers")
        return
    print(f"\nReal monthly series, every year from its 3rd, 6th and 9th month, up to four years known\n{HEAD}")
    groups: dict[str, list[Tried]] = {"flows and counts": [], "levels": []}
    for name, one in series.items():
        some = list(map(tried, _years_of(one)))
        groups["flows and counts" if one.accrues else "levels"] += some
        print(line(name, some), flush=True)
    for name, some in groups.items():
        print(line(f"all real {name}", some))
    every = [one for some in groups.values() for one in some]
    share = float(np.mean([one.held80 for one in every]))
    print(line("all real series", every), "pass" if GOAL[0] <= share <= GOAL[1] else "MISSED")


def _years_of(one: told.Real) -> Iterator[Case]:
    whole = len(one.values) // 12
    for last, months in product(range(2, whole + 1), (3, 6, 9)):
        yield case(one.values[: 12 * last], min(last - 1, 4), months, one.accrues, one.counts)


def against_ets(times: int = 15) -> None:
    print("\nAgainst statsmodels' ETS, three or five years and six months known")
    for name, years in product(("plain", "trend", "season", "year_end", "wander", "level: season"), (3, 5)):
        rows = []
        for one in made(name, years, 6, times):
            ours = tried(one)
            before = process_time()
            low, middle, high = told.ets(one.months, one.earlier, one.accrues)
            rows.append(
                (
                    ours.held80,
                    ours.error,
                    ours.seconds,
                    low <= one.truth <= high,
                    abs(middle - one.truth),
                    process_time() - before,
                )
            )
        held, error, seconds, ets_held, ets_error, ets_seconds = np.array(rows, dtype=float).mean(axis=0)
        print(
            f"{name:<14} {years}y6m  held {held:4.0%}, ETS {ets_held:4.0%};  error {error / ets_error:.2f} x ETS's;"
            f"  CPU {1000 * seconds:.1f} ms, ETS {1000 * ets_seconds:.0f} ms",
            flush=True,
        )


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--ets", action="store_true")
    chosen = options.parse_args()
    processes(chosen.times)
    public()
    if chosen.ets:
        against_ets()


if __name__ == "__main__":
    main()
