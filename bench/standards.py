"""100,000 made-up enterprises through all rules of ``dajuan.standards``, against the same rules written by hand in pandas.

    .venv/bin/python bench/standards.py [--firms 100000] [--alone 500] [--turns 5]

What both tell is compared first, firm by firm: verdict, score, class. Each is a process of its own: CPU seconds (turn by turn, the
median) and the peak of its memory, that of one which only holds the table taken off. Shown besides: the same with a tenth of
all facts unknown (pandas knows no unknown), and ``assess`` one by one over a few of them, times the rest.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from statistics import median
from time import process_time
from typing import Any, NamedTuple

import numpy as np

from dajuan.programmes.values.credit_code import check_character
from dajuan.standards import assess, rules
from dajuan.standards.many.assess import Verdicts, assess_many
from dajuan.standards.many.columns import Columns
from dajuan.standards.rules.facts import NUMBERS, titles, vocabulary
from timing import one_core

ON = date(2026, 5, 1)
YEARS = (2025, 2024, 2023)
WAN = 10_000
SEED = 11
INDUSTRIES = ("agriculture", "industry", "construction", "wholesale", "retail", "software", "real-estate", "property")
"""Those without an unconfirmed bound."""
Table = dict[str, Any]


class Told(NamedTuple):
    """Of each rule its arrays: truth, the score's ends, the class's ends."""

    rules: dict[str, list[np.ndarray | None]]
    seconds: float
    megabytes: float


def table(firms: int) -> tuple[Table, Table]:
    """Columns by fact, and the last day of each title. Many are on a bound: shares are of whole per cent."""
    random = np.random.default_rng(SEED)

    def share(of: np.ndarray, least: int, most: int) -> np.ndarray:
        return of * random.integers(least, most + 1, firms) // 100

    def days(since: str, many: int) -> np.ndarray:
        return np.datetime64(since) + random.integers(0, many, firms).astype("timedelta64[D]")

    found: Table = {}
    for key, kind in vocabulary().items():
        if kind.kind == "flag":
            found[key] = random.random(firms) < 0.93
        elif kind.kind == "points":
            found[key] = random.integers(0, 10, firms).astype(float)
        elif kind.kind == "number" and not kind.yearly:
            found[key] = random.integers(0, 7, firms).astype(float)
    for key in ("restricted-product", "abnormal-list", "dishonest-list", "single-champion", "sister-giant", "stopped-a-year",
                "green-removed", "inspection-problem", "energy-uncorrected", "dishonest-debtor", "standards-led"):  # fmt: skip
        found[key] = random.random(firms) < 0.04
    revenue = np.exp(random.normal(8, 1.6, firms)).astype(np.int64) * WAN + 100 * WAN
    employees = np.maximum(revenue // (60 * WAN), 1) + random.integers(0, 30, firms)
    sold = {2025: revenue, 2024: share(revenue, 80, 105), 2023: share(revenue, 70, 100)}
    spent = {year: share(one, 1, 9) for year, one in sold.items()}
    assets = share(revenue, 60, 200)
    found |= {
        "revenue": sold,
        "main-revenue": {year: share(one, 60, 100) for year, one in sold.items()},
        "rd-spend": spent,
        "rd-domestic": {year: share(one, 50, 100) for year, one in spent.items()},
        "total-cost": {2025: share(revenue, 60, 110)},
        "total-income": {2025: revenue},
        "high-tech-revenue": {2025: share(revenue, 30, 100)},
        "assets": {2025: assets},
        "liabilities": {2025: share(assets, 20, 100)},
        "employees": {2025: employees},
        "tech-staff": {2025: share(employees, 0, 45)},
        "equity-new": {year: random.choice([0, 0, 0, 250 * WAN, 1000 * WAN], firms) for year in YEARS},
        "evaluation-score": {2026: random.integers(30, 90, firms)},
        "niche-share": random.integers(0, 30, firms) / 100,
        "ai-scene-share": random.integers(0, 100, firms) / 100,
        "industry": random.choice(INDUSTRIES, firms),
        "rd-institution": random.choice(["none", "none", "municipal", "provincial", "national"], firms),
        "registered-on": days("2010-01-01", 5800),
        "clean-since": days("2010-01-01", 5900),
        "niche-since": days("2012-01-01", 5200),
        "national-award-on": np.where(random.random(firms) < 0.1, days("2019-01-01", 2700), np.datetime64("NaT")),
        "provincial-award-on": np.where(random.random(firms) < 0.1, days("2019-01-01", 2700), np.datetime64("NaT")),
        "credit-code": codes(random, firms),
    }  # fmt: skip
    held = {
        title: np.where(random.random(firms) < 0.4, days("2026-04-20", 30), np.datetime64("NaT")) for title in titles()
    }
    return found, held


def codes(random: np.random.Generator, firms: int) -> np.ndarray:
    """A tenth has a wrong check."""
    numbers = random.integers(0, 10**8, firms)
    bodies = [f"91410100{number:08d}{'0123456789X'[number % 11]}" for number in numbers]
    wrong = random.random(firms) < 0.1
    return np.array([body + ("0" if bad else check_character(body)) for body, bad in zip(bodies, wrong, strict=True)])


def ours(firms: int, unknown: float = 0.0) -> Told:
    given, held = table(firms)
    if unknown:
        forget(given, unknown)
    rules()  # Read once in a process, whatever it does with them.
    before, begin = peak(), process_time()
    columns = Columns(given, ON, held=held)
    found = {key: arrays(assess_many(key, columns, on=ON)) for key in rules()}
    return Told(found, process_time() - begin, peak() - before)


def arrays(found: Verdicts) -> list[np.ndarray | None]:
    low, high = found.score or (None, None)
    return [found.truth, low, high, found.at_least, found.at_most]


def by_hand(firms: int) -> Told:
    import pandas as pd

    from standards_by_hand import RULES

    given, held = table(firms)
    flat: dict[str, np.ndarray] = {}
    for key, one in given.items():
        if isinstance(one, dict):
            last = max(one)
            flat |= {key if year == last else f"{key} {year}": each for year, each in one.items()}
        else:
            flat[key] = one
    frame = pd.DataFrame(flat)
    before, begin = peak(), process_time()
    for title, until in held.items():
        frame[f"held {title}"] = pd.Series(until) >= pd.Timestamp(ON)
    found = {key: [None if one is None else np.asarray(one) for one in rule(frame)] for key, rule in RULES.items()}
    return Told(found, process_time() - begin, peak() - before)


def forget(given: Table, unknown: float) -> None:
    """Numbers and choices of so many are not known."""
    random = np.random.default_rng(SEED)
    for key, one in given.items():
        kind = vocabulary()[key]
        if kind.kind in NUMBERS:
            some = one if isinstance(one, dict) else {0: one}
            blank = {year: np.where(random.random(len(each)) < unknown, np.nan, each) for year, each in some.items()}
            given[key] = blank if isinstance(one, dict) else blank[0]
        elif kind.kind == "choice":
            given[key] = np.where(random.random(len(one)) < unknown, "", one)


def alone(firms: int, many: int) -> float:
    """CPU seconds of ``assess`` one by one: ``many`` of them, times what there are."""
    given, held = table(firms)

    def at(one: Any, place: int) -> Any:
        if isinstance(one, dict):
            return {year: each[place].item() for year, each in one.items()}
        value = one[place]
        return None if value != value else value.item()

    some = [{key: at(one, place) for key, one in given.items()} for place in range(many)]
    ends = [{title: end for title, one in held.items() if (end := at(one, place))} for place in range(many)]
    rules()
    begin = process_time()
    for facts, titled in zip(some, ends, strict=True):
        for key in rules():
            assess(key, facts, on=ON, held=titled)
    return (process_time() - begin) * firms / many


def differing(one: Told, other: Told) -> dict[str, int]:
    """Firms of which a rule tells another thing."""
    found = {}
    for key, mine in one.rules.items():
        theirs = other.rules[key]
        pairs = [(a, b) for a, b in zip(mine, theirs, strict=True) if a is not None or b is not None]
        found[key] = int(np.logical_or.reduce([a != b for a, b in pairs]).sum())
    return found


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(work: Callable[..., Any], *arguments: object) -> Any:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=one_core) as pool:
        return pool.submit(work, *arguments).result()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--firms", type=int, default=100_000)
    asked.add_argument("--alone", type=int, default=500)
    asked.add_argument("--turns", type=int, default=5)
    given = asked.parse_args()
    turns = [(apart(ours, given.firms), apart(by_hand, given.firms)) for _ in range(given.turns)]
    mine, hand = turns[0]
    different = differing(mine, hand)
    print(f"{given.firms:,} firms, {len(mine.rules)} rules; told otherwise by hand: {sum(different.values())}")
    for key, many in different.items():
        truth = np.bincount(np.asarray(mine.rules[key][0]), minlength=3)
        print(f"  {key:20} missed {truth[0]:7,}  open {truth[1]:7,}  met {truth[2]:7,}  otherwise {many:,}")
    seconds = [median(turn[place].seconds for turn in turns) for place in (0, 1)]
    for name, one, took in (("assess_many", mine, seconds[0]), ("pandas by hand", hand, seconds[1])):
        print(f"  {name:24} {took:8.2f} s CPU  {one.megabytes:6.0f} MB  {took / seconds[1]:7.2f} of pandas")
    unknown = apart(ours, given.firms, 0.1)
    print(f"  {'a tenth unknown':24} {unknown.seconds:8.2f} s CPU")
    took = apart(alone, given.firms, given.alone)
    print(f"  {'assess, one by one':24} {took:8.2f} s CPU  {'':9} {took / seconds[1]:7.2f} of pandas")


if __name__ == "__main__":
    main()
