"""Requests: clocks and near-duplicates of 100,000 against a floor, and how often the likeness is right.

Clocks: how many working days each has run and its last day, with up to three pauses; the floor counts day by day.
Duplicates: all pairs among 100,000 made-up requests of which one in twenty is another told again; the floor compares
every two of the first ones (``--slice``), which also says how many of those it finds the index misses.
Likeness: precision and recall on ``requests_pairs.tsv``, made-up pairs; on ``tune`` the thresholds were chosen, ``test``
was only measured on. Both halves, and the words that count as one, were written by the same hand: a real office's
requests will say things otherwise.

Usage: python bench/enterprise_requests.py [--many 100000] [--slice 1500]
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from dajuan.standards.working_days import Calendar, china, worked_days
from dajuan.systems.requests.alike import OTHER_FIRM, SAME_FIRM, Asked, Corpus
from dajuan.systems.requests.clock import Clock, Pause, due, used

HERE = Path(__file__).parent
TODAY = date(2026, 11, 1)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--many", type=int, default=100_000)
    asked.add_argument("--slice", type=int, default=1500)
    options = asked.parse_args()
    clocks_against_floor(options.many)
    pairs_against_floor(options.many, options.slice)
    likeness()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


# Clocks -----------------------------------------------------------------------------------------------------------


def clocks(many: int) -> Iterator[Clock]:
    chance = Random(1)
    for _ in range(many):
        start = date(2025, 11, 1) + timedelta(days=chance.randint(0, 330))
        pauses, since = [], start
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 3))):
            since += timedelta(days=chance.randint(0, 6))
            until = since + timedelta(days=chance.randint(1, 15))
            pauses.append(Pause(since, until))
            since = until
        stopped = since + timedelta(days=chance.randint(1, 20)) if chance.random() < 0.9 else None
        yield Clock(start, chance.choice((1, 3, 5, 7, 10, 15)), tuple(pauses), stopped)


def clocks_against_floor(many: int) -> None:
    some, days, calendar = list(clocks(many)), worked_days(), china().or_weekends()
    begin = process_time()
    ours = [(used(one, TODAY, days), due(one, days)) for one in some]
    took = process_time() - begin
    part = some[: many // 20]
    begin = process_time()
    floor = [day_by_day(one, calendar) for one in part]
    floor_took = (process_time() - begin) * many / len(part)
    print(
        f"clocks      {many:,} in {took:.2f} s; day by day {floor_took:.1f} s (of {len(part):,}, scaled): {floor_took / took:.0f} times"
    )
    print(
        f"            the same answer for {sum(a == b for a, b in zip(ours, floor, strict=False)):,} of {len(part):,}"
    )


def day_by_day(clock: Clock, calendar: Calendar) -> tuple[int, date]:
    """What anybody would write first: walk from day to day and ask of each whether it counts."""
    end, day, ran, last = min(TODAY, clock.stopped or TODAY), clock.start, 0, None
    counted = 0
    while day < end or last is None:
        day += timedelta(days=1)
        stands = any(one.since < day <= (one.until or end) for one in clock.pauses)
        if calendar.works(day) and not stands:
            ran += 1
            counted += day <= end
            if ran == clock.limit and last is None:
                last = day
    return counted, last or day


# Near-duplicates --------------------------------------------------------------------------------------------------


def requests(many: int) -> list[Asked]:
    """Words by Zipf's law in clauses; one in twenty says what another did, shortened, turned about, with words changed."""
    chance = Random(2)
    lines = (HERE.parent / "samples" / "systems" / "requests.tsv").read_text(encoding="utf-8").splitlines()
    letters = sorted(
        {letter for line in lines if not line.startswith("#") for letter in line if "\u4e00" <= letter <= "\u9fff"}
    )
    words = list({"".join(chance.choices(letters, k=2)) for _ in range(30_000)})
    weights = [1 / (rank + 20) for rank in range(len(words))]
    some: list[Asked] = []
    kept: list[list[str]] = []
    for at in range(many):
        if some and chance.random() < 0.05:
            place = chance.randrange(len(kept))
            clauses = told_again(kept[place], chance, words)
            firm = some[place].firm if chance.random() < 0.5 else str(chance.randrange(2000))
        else:
            clauses = [
                "".join(chance.choices(words, weights, k=chance.randint(2, 5))) for _ in range(chance.randint(2, 4))
            ]
            firm = str(chance.randrange(2000))
        kept.append(clauses)
        some.append(Asked(str(at), firm, "，".join(clauses)))
    return some


def told_again(clauses: list[str], chance: Random, words: list[str]) -> list[str]:
    again = [one for one in clauses if chance.random() < 0.85] or clauses[:1]
    chance.shuffle(again)
    return [one[: len(one) - 2] + chance.choice(words) if chance.random() < 0.4 else one for one in again]


def pairs_against_floor(many: int, part: int) -> None:
    some = requests(many)
    begin = process_time()
    corpus = Corpus(some)
    ready = process_time() - begin
    begin = process_time()
    found = {frozenset((one.one, one.other)) for one in corpus.pairs()}
    took = process_time() - begin
    begin = process_time()
    for one in some[:200]:
        corpus.like(one)
    each = (process_time() - begin) / 200 * 1000
    first = some[:part]
    begin = process_time()
    every = {
        frozenset((one.code, other.code))
        for one, other in combinations(first, 2)
        if corpus.score(one.code, other.code) >= (SAME_FIRM if one.firm == other.firm else OTHER_FIRM)
    }
    floor = (process_time() - begin) * (many / part) ** 2
    missed = len(every - found)
    print(
        f"duplicates  {many:,} made ready in {ready:.1f} s, {len(found):,} pairs in {took:.1f} s; a new one is held against them in {each:.1f} ms"
    )
    print(
        f"            every two of {part:,}, scaled, {floor:,.0f} s: {floor / took:,.0f} times; of its {len(every)} pairs the index misses {missed}"
    )


# Likeness ---------------------------------------------------------------------------------------------------------


def likeness() -> None:
    lines = (HERE / "requests_pairs.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    corpus = Corpus(
        Asked(f"{at}{side}", "", text) for at, row in enumerate(rows) for side, text in zip("ab", row[3:5], strict=True)
    )
    for which in ("tune", "test"):
        for firm, least in (("same", SAME_FIRM), ("other", OTHER_FIRM)):
            told = [
                (row[2] == "yes", corpus.score(f"{at}a", f"{at}b") >= least)
                for at, row in enumerate(rows)
                if row[0] == which and row[1] == firm
            ]
            right = sum(is_ and said for is_, said in told)
            precision, recall = right / max(1, sum(said for _, said in told)), right / sum(is_ for is_, _ in told)
            print(f"likeness    {which} {firm:<5} {len(told)} pairs: precision {precision:.2f}, recall {recall:.2f}")


if __name__ == "__main__":
    main()
