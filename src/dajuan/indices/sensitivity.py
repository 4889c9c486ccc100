"""Which choice moves the ranks: first-order and total indices of Sobol', from runs laid out after Saltelli (SALib).

What is explained is by how many places the units are off their ranks, on average over them, as COINr does it. A run a row:
``base * (factors + 2)`` runs. A first-order index is the share of the variance that goes when this choice alone is settled; a
total one is what remains when all the others are.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dajuan.indices.choices import Choices, Kind, Tell
from dajuan.indices.construct import descending
from dajuan.indices.table import Array
from dajuan.indices.trouble import IndicesError

BASE = 128
"""Points of the design; a power of two."""


class Share(NamedTuple):
    """Of one factor; ``±`` are the halves of 95 % bootstrap intervals."""

    kind: Kind
    first: float
    first_off: float
    total: float
    total_off: float


class Sensitivity(NamedTuple):
    shares: tuple[Share, ...]
    runs: int
    mean: float
    """Places off, on average over the runs."""


def sensitivity(choices: Choices, *, base: int = BASE, tell: Tell | None = None) -> Sensitivity:
    """Raises :class:`IndicesError` where nothing may be chosen, or SALib is not there."""
    if not choices.factors:
        raise IndicesError(
            "方案没有写别的选择（uncertainty），没有可比的",
            "the scheme names no other choices (uncertainty): nothing to compare",
        )
    sample, analyze = _salib()
    seed = choices.scheme.uncertainty.seed
    problem = {
        "num_vars": len(choices.factors),
        "names": [factor.kind for factor in choices.factors],
        "bounds": [[0.0, 1.0]] * len(choices.factors),
    }
    design: Array = sample(problem, base, calc_second_order=False, seed=seed)
    shifts = np.empty(len(design))
    nominal = choices.made.ranks
    for at, row in enumerate(design):
        chosen: dict[Kind, int] = {
            factor.kind: min(int(part * factor.alternatives), factor.alternatives - 1)
            for factor, part in zip(choices.factors, row, strict=True)
        }
        shifts[at] = np.nanmean(np.abs(descending(choices.scores(chosen)) - nominal))
        if tell is not None and at % 50 == 0:
            tell(at, len(design))
    if shifts.var() == 0:
        zero = tuple(Share(factor.kind, 0.0, 0.0, 0.0, 0.0) for factor in choices.factors)
        return Sensitivity(zero, len(design), float(shifts.mean()))
    found = analyze(problem, shifts, calc_second_order=False, seed=seed)
    shares = tuple(
        Share(factor.kind, *(float(found[name][at]) for name in ("S1", "S1_conf", "ST", "ST_conf")))
        for at, factor in enumerate(choices.factors)
    )
    return Sensitivity(shares, len(design), float(shifts.mean()))


def _salib() -> tuple[Any, Any]:
    try:
        from SALib.analyze import sobol as analysis
        from SALib.sample import sobol as sampling
    except ImportError as error:
        raise IndicesError(
            "敏感性要 SALib：pip install 'dajuan[indices]'", "sensitivity needs SALib: pip install 'dajuan[indices]'"
        ) from error
    return sampling.sample, analysis.analyze
