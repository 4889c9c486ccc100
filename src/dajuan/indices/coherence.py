"""Whether what is put together belongs together: correlations, components, Cronbach's alpha.

Look here before asking how robust the ranks are: no choice of weights mends indicators that pull against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dajuan.indices.construct import Construction
from dajuan.indices.factors import Components, components_of
from dajuan.indices.table import Array
from dajuan.indices.trouble import IndicesError

SAME, AGAINST = 0.92, -0.4
"""From these correlations within a group on, two indicators are pointed out. Ours, not a text's: the first is what audits of
composite indicators commonly take for saying the same twice."""
FEWEST = 3
"""Units that both indicators need for a correlation."""


class Pair(NamedTuple):
    one: str
    other: str
    correlation: float


class OfGroup(NamedTuple):
    key: str
    children: tuple[str, ...]
    """Those of which there is anything to say."""
    correlations: Array
    alpha: float | None
    """None of a group with one child."""
    without: tuple[float, ...]
    """Alpha without each of the children; NaN where one would be left."""
    with_group: tuple[float, ...]
    """Of each child with the group's value."""
    components: Components | None
    same: tuple[Pair, ...]
    against: tuple[Pair, ...]


def of_group(made: Construction, group: str) -> OfGroup:
    children = tuple(one for one in made.scheme.children(group) if _tells(made.value(one)))
    values = np.column_stack([made.value(one) for one in children]) if children else np.empty((len(made.units), 0))
    between = correlations(values)
    pairs = [
        Pair(children[row], children[column], float(between[row, column]))
        for row in range(len(children))
        for column in range(row)
    ]
    return OfGroup(
        group,
        children,
        between,
        alpha(values) if len(children) > 1 else None,
        tuple(
            alpha(np.delete(values, at, axis=1)) if len(children) > 2 else float("nan") for at in range(len(children))
        ),
        tuple(_correlation(column, made.value(group)) for column in values.T),
        _components(values),
        tuple(one for one in pairs if one.correlation >= SAME),
        tuple(one for one in pairs if one.correlation <= AGAINST),
    )


def _tells(values: Array) -> bool:
    said = values[~np.isnan(values)]
    return len(said) >= FEWEST and bool(said.min() < said.max())


def _components(values: Array) -> Components | None:
    try:
        return components_of(values)
    except IndicesError:
        return None


def correlations(values: Array) -> Array:
    """Pearson's, of every two columns over the units that have both."""
    count = values.shape[1]
    found = np.eye(count)
    for row in range(count):
        for column in range(row):
            found[row, column] = found[column, row] = _correlation(values[:, row], values[:, column])
    return found


def _correlation(one: Array, other: Array) -> float:
    both = ~(np.isnan(one) | np.isnan(other))
    if both.sum() < FEWEST:
        return float("nan")
    left, right = one[both] - one[both].mean(), other[both] - other[both].mean()
    size = np.sqrt((left**2).sum() * (right**2).sum())
    return float((left * right).sum() / size) if size > 0 else float("nan")


def alpha(values: Array) -> float:
    """Cronbach's alpha, from covariances over the units that have both; NaN where they add up to nothing."""
    count = values.shape[1]
    between = np.array([[_covariance(one, other) for other in values.T] for one in values.T])
    total, own = float(np.nansum(between)), float(np.nansum(np.diag(between)))
    if count < 2 or total == 0:
        return float("nan")
    return float(count / (count - 1) * (total - own) / total)


def _covariance(one: Array, other: Array) -> float:
    both = ~(np.isnan(one) | np.isnan(other))
    if both.sum() < 2:
        return float("nan")
    left, right = one[both] - one[both].mean(), other[both] - other[both].mean()
    return float((left * right).sum() / (both.sum() - 1))


def of_all(made: Construction) -> Sequence[OfGroup]:
    return [of_group(made, group) for group in made.scheme.downwards()]
