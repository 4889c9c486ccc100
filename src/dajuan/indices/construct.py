"""A scheme and a table → scores and ranks, with what every step did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dajuan.indices.aggregation import aggregate
from dajuan.indices.imputation import imputed
from dajuan.indices.normalisation import normalised
from dajuan.indices.outliers import Treated, treated
from dajuan.indices.scheme import Aggregation, Imputation, Normalisation, Scheme, Treatment
from dajuan.indices.screening import Screened, screened
from dajuan.indices.table import Array, Mask, Table
from dajuan.indices.trouble import IndicesError
from dajuan.indices.weighting import weights_of


@dataclass(frozen=True, eq=False, slots=True)
class Rolled:
    """Every group's value of every unit, and the weights they came of."""

    values: Mapping[str, Array]
    """Of each indicator and each group."""
    weights: Mapping[str, Array]
    """Group → its children's, in the order of ``Scheme.children``; they add up to 1. What nobody has weighs nothing."""


@dataclass(frozen=True, eq=False, slots=True)
class Construction:
    scheme: Scheme
    screened: Screened
    raw: Table
    """Of the units that are kept."""
    imputed: Mask
    """Which values were filled in."""
    treated: Mapping[str, Treated]
    normalised: Array
    """Units by indicators, in the scheme's order."""
    rolled: Rolled
    ranks: Array
    """1 is the best; those with the same score share the first of their places; NaN where there is no score."""

    @property
    def units(self) -> tuple[str, ...]:
        return self.raw.units

    @property
    def scores(self) -> Array:
        return self.rolled.values[self.scheme.root]

    def value(self, key: str) -> Array:
        """Of an indicator or a group, on the scale."""
        return self.rolled.values[key]

    def children(self, group: str) -> Array:
        """The values of a group's children, units by children."""
        return np.column_stack([self.rolled.values[child] for child in self.scheme.children(group)])

    def effective_weight(self, key: str) -> float:
        """The weight in the index of one who has everything."""
        weight, at = 1.0, key
        while at != self.scheme.root:
            parent = (self.scheme.indicators[at] if at in self.scheme.indicators else self.scheme.groups[at]).parent
            weight *= float(self.rolled.weights[parent][self.scheme.children(parent).index(at)])
            at = parent
        return weight


def construct(scheme: Scheme, table: Table) -> Construction:
    """Raises :class:`IndicesError` where nothing can come of it."""
    found = screened(scheme, table.taking(tuple(scheme.indicators)))
    if not len(found.kept.units):
        raise IndicesError(
            "没有一个对象的数据够算；看看数据填了没有，或放宽 screening",
            "no unit has data enough; see whether data is there, or ask for less in screening",
        )
    full = imputed(found.kept, scheme.imputation, scheme.imputed_by)
    even, done = treated(scheme, full, scheme.treatment)
    values = normalised(scheme, even, scheme.normalisation)
    rolled = rolled_up(scheme, values)
    filled = np.isnan(found.kept.values) & ~np.isnan(full.values)
    return Construction(scheme, found, found.kept, filled, done, values, rolled, descending(rolled.values[scheme.root]))


def prepared(
    scheme: Scheme, kept: Table, imputation: Imputation, treatment: Treatment | None, how: Normalisation
) -> Array:
    """The steps up to the scale with other choices than the scheme's: units by indicators."""
    full = imputed(kept, imputation, scheme.imputed_by)
    return normalised(scheme, treated(scheme, full, treatment)[0], how)


def rolled_up(
    scheme: Scheme,
    values: Array,
    *,
    weights: Mapping[str, Array] | None = None,
    how: Aggregation | None = None,
    without: str = "",
) -> Rolled:
    """Indicators on the scale → every group. ``weights`` and ``how`` stand for the scheme's own, of all groups; ``without``
    leaves out an indicator or a group."""
    found = {key: values[:, at] for at, key in enumerate(scheme.indicators)}
    used: dict[str, Array] = {}
    for group in scheme.upwards():
        children = scheme.children(group)
        own = weights[group] if weights is not None else weights_of(scheme, group, found)
        told = np.array([child != without and not np.isnan(found[child]).all() for child in children])
        own = np.where(told, own, 0.0)
        used[group] = own / own.sum() if own.sum() > 0 else own
        if not used[group].any():
            found[group] = np.full(len(values), np.nan)
            continue
        parts = np.column_stack([found[child] for child, tells in zip(children, told, strict=True) if tells])
        found[group] = aggregate(
            parts, used[group][told], how or scheme.groups[group].aggregation, available=scheme.group_available
        )
    return Rolled(found, used)


def descending(scores: Array) -> Array:
    """Ranks: 1 for the most."""
    ranks = np.full(len(scores), np.nan)
    said = ~np.isnan(scores)
    ordered = np.sort(scores[said])
    ranks[said] = len(ordered) - np.searchsorted(ordered, scores[said], side="right") + 1
    return ranks
