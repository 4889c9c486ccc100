"""What else might have been chosen, as factors: each has alternatives, the first is what the scheme chooses.

A run is one alternative of each factor. What two runs share (the steps up to the scale) is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

import numpy as np

from dajuan.indices.construct import Construction, prepared, rolled_up
from dajuan.indices.scheme import Aggregation, Imputation, Normalisation, Treatment
from dajuan.indices.table import Array
from dajuan.indices.trouble import IndicesError

Tell = Callable[[int, int], None]
"""Is told how many runs are done, of how many."""
Kind = Literal["imputation", "points", "normalisation", "weights", "aggregation"]
WEIGHT_SETS = 250
"""Sets of weights drawn beforehand, of which a run takes one."""
MOST_COPELAND = 1000
"""Units with which Copeland may be one of the choices: a run compares every pair."""
_PREPARED = 64
T = TypeVar("T")


class Factor(NamedTuple):
    kind: Kind
    alternatives: int


class Choices:
    """The factors of a scheme over the units of a construction, and the scores that a run comes to."""

    def __init__(self, made: Construction) -> None:
        self.made = made
        self.scheme = scheme = made.scheme
        asked = scheme.uncertainty
        self.imputations: list[Imputation] = _each(scheme.imputation, asked.imputation)
        own = scheme.treatment
        base = own or Treatment()
        others = (replace(base, points=points, share=None) for points in asked.points)
        self.treatments: list[Treatment | None] = _each(own, others)
        self.scales: list[Normalisation] = _each(scheme.normalisation, asked.normalisation)
        self.aggregations: list[Aggregation | None] = [None, *asked.aggregation]
        self.weights = [made.rolled.weights, *self._drawn()] if asked.weights else [made.rolled.weights]
        if "copeland" in asked.aggregation and len(made.units) > MOST_COPELAND:
            raise IndicesError(
                f"{len(made.units):,} 个对象时 Copeland 不能当备选（最多 {MOST_COPELAND:,} 个）；从 uncertainty.aggregation 里去掉",
                f"with {len(made.units):,} units Copeland cannot be a choice ({MOST_COPELAND:,} at most); take it from"
                " uncertainty.aggregation",
            )
        counts: dict[Kind, int] = {
            "imputation": len(self.imputations),
            "points": len(self.treatments),
            "normalisation": len(self.scales),
            "weights": len(self.weights),
            "aggregation": len(self.aggregations),
        }
        self.factors = [Factor(kind, count) for kind, count in counts.items() if count > 1]
        self.scaled = lru_cache(_PREPARED)(self._prepare)
        """Units by indicators on the scale, by what is chosen of imputation, treatment and normalisation."""

    def scores(self, run: Mapping[Kind, int]) -> Array:
        """Of a run, alternatives by factor; what is not named is as the scheme has it."""
        values = self.scaled(run.get("imputation", 0), run.get("points", 0), run.get("normalisation", 0))
        how = self.aggregations[run.get("aggregation", 0)]
        weights = self.weights[run.get("weights", 0)]
        return rolled_up(self.scheme, values, weights=weights, how=how).values[self.scheme.root]

    def _prepare(self, imputation: int, treatment: int, scale: int) -> Array:
        if not imputation and not treatment and not scale:
            return self.made.normalised
        return prepared(
            self.scheme,
            self.made.raw,
            self.imputations[imputation],
            self.treatments[treatment],
            self.scales[scale],
        )

    def _drawn(self) -> list[dict[str, Array]]:
        """Every weight times one plus a chance between −share and +share, then scaled to 1 again."""
        random = np.random.default_rng(self.scheme.uncertainty.seed)
        share = self.scheme.uncertainty.weights
        return [
            {
                group: _scaled_to_one(own * random.uniform(1 - share, 1 + share, len(own)))
                for group, own in self.made.rolled.weights.items()
            }
            for _ in range(WEIGHT_SETS)
        ]


def _each(own: T, others: Iterable[T]) -> list[T]:
    """The scheme's own choice first; what is the same is one."""
    return list(dict.fromkeys([own, *others]))


def _scaled_to_one(weights: Array) -> Array:
    total = weights.sum()
    return weights / total if total > 0 else weights
