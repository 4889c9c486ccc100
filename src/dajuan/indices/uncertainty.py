"""Monte Carlo over the choices: every run takes an alternative of each factor by chance; what remains of a rank is its
interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dajuan.indices.choices import Choices, Kind, Tell
from dajuan.indices.construct import descending
from dajuan.indices.table import Array

LOW, HIGH = 5.0, 95.0
"""Percentiles of an interval."""


class Spread(NamedTuple):
    """What the runs came to, unit by unit, in the order of the construction's units."""

    low: Array
    median: Array
    high: Array
    """Of the ranks; 1 is the best, so ``low`` is the better end. NaN for a unit that some run gave no score."""


def spread(choices: Choices, *, runs: int | None = None, seed: int | None = None, tell: Tell | None = None) -> Spread:
    asked = choices.scheme.uncertainty
    count = asked.runs if runs is None else runs
    random = np.random.default_rng(asked.seed if seed is None else seed)
    drawn = [random.integers(0, factor.alternatives, count) for factor in choices.factors]
    ranks = np.empty((count, len(choices.made.units)), dtype=np.float32)
    for run in range(count):
        chosen: dict[Kind, int] = {
            factor.kind: int(some[run]) for factor, some in zip(choices.factors, drawn, strict=True)
        }
        ranks[run] = descending(choices.scores(chosen))
        if tell is not None and run % 50 == 0:
            tell(run, count)
    return Spread(*percentiles(ranks, (LOW, 50.0, HIGH)))


def percentiles(ranks: NDArray[np.float32], asked: Sequence[float]) -> Array:
    """Of each column, between two neighbours by the straight line; a stretch of columns at a time, so that no second copy of
    all runs is made."""
    found = np.empty((len(asked), ranks.shape[1]))
    for start in range(0, ranks.shape[1], 1000):
        columns = slice(start, start + 1000)
        found[:, columns] = np.percentile(ranks[:, columns], asked, axis=0)
    return found
