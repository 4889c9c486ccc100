"""Where the year of 300 projects will end: our forecast against a bare numpy bootstrap of each project's last months, with the
draws added up; and how often the 80 % intervals of either hold on zones that are made up in another way.

Usage: python bench/works.py [--projects 300] [--zones 200]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from tests.systems.works.simulated import YEAR, Zone, upto_day, zone  # noqa: E402

from dajuan.systems.works.foresight import DRAWS, foresee  # noqa: E402
from dajuan.systems.works.settings import our_settings  # noqa: E402
from timing import one_core, seconds  # noqa: E402

ASSUMED = our_settings().assumed


def plain(made: Zone, upto: int) -> tuple[float, float]:
    """The floor: months to come are drawn from each project's own last twelve, each project alone; 80 % of the sum."""
    rng = np.random.default_rng(1)
    total = np.zeros(DRAWS)
    for one in made.projects:
        total += sum(month.fen for month in one.months if month.end.year == YEAR)
        seen = np.array([month.fen for month in one.months[-12:]], dtype=float)
        if one.is_running and len(seen):
            total += rng.choice(seen, (DRAWS, 12 - upto)).sum(axis=1)
    low, high = np.quantile(total, (0.1, 0.9))
    return float(low), float(high)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--projects", type=int, default=300)
    asked.add_argument("--zones", type=int, default=200)
    options = asked.parse_args()
    one_core()
    made = zone(1, many=options.projects)
    ours = seconds(lambda: foresee(made.projects, YEAR, upto_day(7), ASSUMED))
    floor = seconds(lambda: plain(made, 7))
    print(
        f"{options.projects} projects, {DRAWS} draws: {ours * 1000:.0f} ms, bare numpy {floor * 1000:.0f} ms; ratio {ours / floor:.2f}"
    )
    for together in (0.0, 0.1, 0.2):
        for upto in (2, 5, 7, 10):
            _held(options.zones, together, upto)


def _held(zones: int, together: float, upto: int) -> None:
    whole = bare = alone = within = running = 0
    off = []
    for seed in range(zones):
        made = zone(seed, upto=upto, together=together)
        told, truth = foresee(made.projects, YEAR, upto_day(upto), ASSUMED), sum(made.truth)
        end = told.end([one.key for one in made.projects])
        low, high = plain(made, upto)
        spread = 1.2816 * float(np.sqrt((told.rest.astype(float).std(axis=1) ** 2).sum()))
        whole += end.low80 <= truth <= end.high80
        bare += low <= truth <= high
        alone += abs(end.expected - truth) <= spread
        off.append(end.expected / truth - 1)
        for one, came in zip(made.projects, made.truth, strict=True):
            if one.is_running:
                own = told.end([one.key])
                running, within = running + 1, within + (own.low80 <= came <= own.high80)
    print(
        f"  months go together by {together:.0%}, {upto:2} months known: 80 % of the sum held {whole / zones:.0%}"
        f" (were projects independent {alone / zones:.0%}, bare numpy {bare / zones:.0%}), of one project {within / running:.0%};"
        f" off by {np.mean(off):+.1%}"
    )


if __name__ == "__main__":
    main()
