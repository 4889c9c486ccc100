"""A composite index of 10,000 firms and 40 indicators, 1,000 Monte Carlo runs over its choices, against the same by hand.

    .venv/bin/python bench/indices.py [--firms 10000] [--runs 1000] [--missing 0.1] [--no-sobol]

By hand, once in numpy (as short as it can be written: no missing values, no checks, what runs share worked out once) and once
in pandas (as one writes it in a notebook: every run from the table on; a twentieth of the runs, times twenty). All take the same
runs, and their ranks are compared first. Each is a process of its own: CPU seconds and the peak of its memory, the peak of one
that only holds the table taken off. Shown besides: the same with missing values, and Sobol' indices.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import process_time
from typing import NamedTuple

import numpy as np

from dajuan.indices.choices import Choices
from dajuan.indices.construct import construct
from dajuan.indices.load import parse_scheme
from dajuan.indices.scheme import Scheme
from dajuan.indices.sensitivity import sensitivity
from dajuan.indices.table import Table
from dajuan.indices.uncertainty import spread
from timing import one_core

GROUPS, EACH = 8, 5
SHARE_OF_PANDAS = 20
SEED = 5


class Took(NamedTuple):
    seconds: float
    megabytes: float
    ranks: np.ndarray
    """The median rank of each firm."""


def scheme() -> Scheme:
    groups = "".join(f"  g{at}: {{name: 组, parent: whole, weight: {1 + at % 3}}}\n" for at in range(GROUPS))
    indicators = "".join(
        f"  i{at}: {{name: 标, parent: g{at // EACH}, weight: {1 + at % 2}}}\n" for at in range(GROUPS * EACH)
    )
    return parse_scheme(
        "index: measured\nname: 量\nsource: 性能测量\ntreatment: {winsorise: 5}\nnormalisation: {method: min-max, low: 1, high: 100}\n"
        "uncertainty: {winsorise: [0], normalisation: [{method: percentile-rank, low: 1, high: 100}], weights: 25%,"
        " aggregation: [geometric]}\n"
        f"groups:\n  whole: {{name: 总}}\n{groups}indicators:\n{indicators}"
    )


def table(firms: int, missing: float = 0.0) -> Table:
    random = np.random.default_rng(SEED)
    common = random.normal(size=(firms, 1))
    values = np.exp(0.6 * common + 0.5 * random.normal(size=(firms, GROUPS * EACH)))
    if missing:
        values[random.random(values.shape) < missing] = np.nan
    return Table(tuple(map(str, range(firms))), tuple(f"i{at}" for at in range(GROUPS * EACH)), values)


def ours(firms: int, runs: int, missing: float = 0.0) -> Took:
    given = table(firms, missing)
    before = peak()
    begin = process_time()
    found = spread(Choices(construct(scheme(), given)), runs=runs, seed=SEED)
    return Took(process_time() - begin, peak() - before, found.median)


def sobol(firms: int, base: int) -> tuple[float, int]:
    begin = process_time()
    found = sensitivity(Choices(construct(scheme(), table(firms))), base=base)
    return process_time() - begin, found.runs


class Run(NamedTuple):
    points: int
    scale: int
    weights: dict[str, np.ndarray]
    how: int


def same_runs(made: Choices, runs: int) -> list[Run]:
    """Those that ``spread`` draws."""
    random = np.random.default_rng(SEED)
    drawn = {factor.kind: random.integers(0, factor.alternatives, runs) for factor in made.factors}
    return [
        Run(
            int(drawn["points"][at]),
            int(drawn["normalisation"][at]),
            dict(made.weights[int(drawn["weights"][at])]),
            int(drawn["aggregation"][at]),
        )
        for at in range(runs)
    ]


def by_hand(firms: int, runs: int) -> Took:
    given = table(firms)
    made = Choices(construct(scheme(), given))
    wanted = same_runs(made, runs)
    # Both treatments end in logs or points that the engine's own functions gave: what is measured by hand is the runs.
    tables = [made.scaled(0, points, 0) for points in (0, 1)]
    before = peak()
    begin = process_time()
    scaled: dict[tuple[int, int], np.ndarray] = {}
    for points, values in enumerate(tables):
        scaled[points, 0] = values
        places, ordered = np.empty_like(values), np.sort(values, axis=0)
        # Those that were winsorised are level: they share the first of their places.
        for at in range(values.shape[1]):
            places[:, at] = np.searchsorted(ordered[:, at], values[:, at]) / (firms - 1)
        scaled[points, 1] = places * 99 + 1
    logs = {key: np.log(values) for key, values in scaled.items()}
    ranks = np.empty((runs, firms), dtype=np.float32)
    for at, run in enumerate(wanted):
        values = (logs if run.how else scaled)[run.points, run.scale]
        parts = np.zeros((GROUPS * EACH, GROUPS))
        for group in range(GROUPS):
            parts[group * EACH : (group + 1) * EACH, group] = run.weights[f"g{group}"]
        score = (values @ parts) @ run.weights["whole"]
        ordered = np.sort(score)
        ranks[at] = firms - np.searchsorted(ordered, score, side="right") + 1
    median = np.median(ranks, axis=0)
    np.percentile(ranks, (5, 95), axis=0)
    return Took(process_time() - begin, peak() - before, median)


def in_pandas(firms: int, runs: int) -> Took:
    import pandas as pd

    given = table(firms)
    made = Choices(construct(scheme(), given))
    wanted = same_runs(made, runs)[: max(1, runs // SHARE_OF_PANDAS)]
    frames = [pd.DataFrame(made.scaled(0, points, 0), columns=given.columns) for points in (0, 1)]
    before = peak()
    begin = process_time()
    ranks = []
    for run in wanted:
        values = frames[run.points]
        if run.scale:
            values = (values.rank(method="min") - 1) / (len(values) - 1) * 99 + 1
        else:
            values = (values - values.min()) / (values.max() - values.min()) * 99 + 1
        values = np.log(values) if run.how else values
        groups = pd.DataFrame({
            f"g{group}": values[[f"i{group * EACH + one}" for one in range(EACH)]].mul(run.weights[f"g{group}"]).sum(axis=1)
            for group in range(GROUPS)
        })  # fmt: skip
        ranks.append(groups.mul(run.weights["whole"]).sum(axis=1).rank(ascending=False, method="min"))
    whole = pd.concat(ranks, axis=1)
    whole.quantile([0.05, 0.5, 0.95], axis=1)
    took = process_time() - begin
    return Took(took * runs / len(wanted), peak() - before, whole.to_numpy()[:, 0])


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(work: Callable[..., object], *arguments: object) -> object:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=one_core) as pool:
        return pool.submit(work, *arguments).result()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--firms", type=int, default=10_000)
    asked.add_argument("--runs", type=int, default=1000)
    asked.add_argument("--missing", type=float, default=0.1)
    asked.add_argument("--no-sobol", action="store_true")
    given = asked.parse_args()
    mine, hand, frame = (apart(work, given.firms, given.runs) for work in (ours, by_hand, in_pandas))
    assert isinstance(mine, Took) and isinstance(hand, Took) and isinstance(frame, Took)  # noqa: PT018 - no test
    same = float((mine.ranks == hand.ranks).mean())
    print(
        f"{given.firms:,} firms, {GROUPS * EACH} indicators, {given.runs:,} runs; the same median rank by hand: {same:.2%}"
    )
    for name, one in (("ours", mine), ("numpy by hand", hand), ("pandas", frame)):
        print(
            f"  {name:14} {one.seconds:7.1f} s CPU  {one.megabytes:6.0f} MB  ours is {mine.seconds / one.seconds:.2f} of it"
        )
    holes = apart(ours, given.firms, given.runs, given.missing)
    assert isinstance(holes, Took)
    print(f"  {given.missing:.0%} missing    {holes.seconds:7.1f} s CPU  {holes.megabytes:6.0f} MB")
    if not given.no_sobol:
        seconds, runs = apart(sobol, given.firms, 128)  # type: ignore[misc]
        print(f"  Sobol'         {seconds:7.1f} s CPU  {runs:,} runs")


if __name__ == "__main__":
    main()
