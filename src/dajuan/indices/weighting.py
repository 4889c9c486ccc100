"""Weights of the children of a group: they add up to 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from dajuan.indices.ahp import agreed_weights
from dajuan.indices.factors import factor_weights
from dajuan.indices.scheme import Scheme
from dajuan.indices.table import Array
from dajuan.indices.trouble import IndicesError


def weights_of(scheme: Scheme, group: str, values: Mapping[str, Array]) -> Array:
    """``values``: those of each child, on the scale; of the methods that learn weights from data only."""
    children, how = scheme.children(group), scheme.groups[group].weighting
    match how.method:
        case "equal":
            weights = np.ones(len(children))
        case "given":
            weights = np.array([scheme.weight(child) for child in children])
        case "budget":
            weights = np.mean([_shares(given, children) for _, given in how.budgets], axis=0)
        case "ahp":
            weights = agreed_weights(children, how.comparisons)
        case "entropy":
            weights = _learnt(entropy_weights, children, values)
        case "pca":
            weights = _learnt(factor_weights, children, values)
    total = weights.sum()
    if not total > 0:
        raise IndicesError(f"{group} 下各项的权重全是 0", f"all that is in {group} weighs nothing")
    return np.asarray(weights / total)


def _shares(given: Mapping[str, float], children: tuple[str, ...]) -> Array:
    points = np.array([given.get(child, 0.0) for child in children])
    return np.asarray(points / points.sum())


def _learnt(learn: Callable[[Array], Array], children: tuple[str, ...], values: Mapping[str, Array]) -> Array:
    """By the children that tell units apart; the others weigh nothing."""
    columns = np.column_stack([values[child] for child in children])
    tells = np.array([_spread(column) > 0 for column in columns.T])
    weights = np.zeros(len(children))
    if tells.any():
        weights[tells] = learn(columns[:, tells])
    else:
        weights[:] = 1.0
    return weights


def _spread(column: Array) -> float:
    said = column[~np.isnan(column)]
    return float(said.max() - said.min()) if len(said) else 0.0


def entropy_weights(values: Array) -> Array:
    """熵权: the more units differ in an indicator, the more it weighs (Shannon). Of values from their least to their most."""
    weights = np.zeros(values.shape[1])
    for at, column in enumerate(values.T):
        said = column[~np.isnan(column)]
        if len(said) < 2:
            continue
        parts = (said - said.min()) / (said.max() - said.min())
        shares = parts / parts.sum()
        some = shares[shares > 0]
        weights[at] = 1 + float(np.sum(some * np.log(some))) / np.log(len(said))
    total = weights.sum()
    return np.asarray(weights / total) if total > 0 else np.full(len(weights), 1 / len(weights))
