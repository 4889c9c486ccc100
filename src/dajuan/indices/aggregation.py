"""Values of the parts → the value of the whole. What is missing is left out and the weights of the rest are scaled up; a unit
that has too few of the parts has no value.
"""

from __future__ import annotations

import numpy as np

from dajuan.indices.scheme import Aggregation
from dajuan.indices.table import Array, Mask, divided
from dajuan.indices.trouble import IndicesError

MOST_COPELAND = 20_000
"""Units: every one is compared with every other."""
_BLOCK = 512


def aggregate(values: Array, weights: Array, how: Aggregation, *, available: float = 0.0) -> Array:
    """Units by parts → units. ``available``: the least share of the parts."""
    has = ~np.isnan(values)
    whole = copeland(values, weights) if how == "copeland" else mean_of(values, weights, how, has)
    return np.where(enough(has, available), whole, np.nan)


def enough(has: Mask, available: float) -> Mask:
    count = has.sum(axis=1)
    return np.asarray((count > 0) & (count >= available * has.shape[1]))


def mean_of(values: Array, weights: Array, how: Aggregation, has: Mask) -> Array:
    """A weighted mean in the scale of :func:`bent`."""
    if how != "arithmetic" and (values[has] <= 0).any():
        word = {"geometric": ("几何", "geometric"), "harmonic": ("调和", "harmonic")}[how]
        raise IndicesError(
            f"{word[0]}平均要求每个值大于 0；归一化的下限写成 1，或给 z 值写 floor",
            f"a {word[1]} mean takes values above 0; normalise to a low of 1, or give z-scores a floor",
        )
    inside = np.where(has, bent(np.where(has, values, 1.0), how), 0.0)
    under = has @ weights
    return straight(divided(inside @ weights, under), how)


def bent(values: Array, how: Aggregation) -> Array:
    """The scale on which a mean is an arithmetic one."""
    return values if how == "arithmetic" else np.asarray(np.log(values)) if how == "geometric" else 1 / values


def straight(values: Array, how: Aggregation) -> Array:
    """Back from :func:`bent`."""
    return values if how == "arithmetic" else np.asarray(np.exp(values)) if how == "geometric" else 1 / values


def outranking(values: Array, weights: Array, rows: slice = slice(None)) -> Array:
    """Of each pair the weight of the parts in which the first is ahead, half of those in which they are level; of the parts
    that both have. Half where they have none in common."""
    ahead = np.zeros((len(values[rows]), len(values)))
    shared = np.zeros_like(ahead)
    for column, weight in zip(values.T, weights, strict=True):
        own, others = column[rows, None], column[None, :]
        ahead += weight * (np.greater(own, others) + 0.5 * np.equal(own, others))
        shared += weight * ~(np.isnan(own) | np.isnan(others))
    return divided(ahead, shared, otherwise=0.5)


def copeland(values: Array, weights: Array) -> Array:
    """How many others a unit outranks, less how many outrank it."""
    count = len(values)
    if count > MOST_COPELAND:
        raise IndicesError(
            f"Copeland 两两比较，最多 {MOST_COPELAND:,} 个对象，现有 {count:,} 个",
            f"Copeland compares every pair: {MOST_COPELAND:,} units at most, here are {count:,}",
        )
    scores = np.empty(count)
    for start in range(0, count, _BLOCK):
        rows = slice(start, start + _BLOCK)
        # Weights are shares of floating point: what differs by less than that is level.
        over = np.round(outranking(values, weights, rows) - 0.5, 12)
        scores[rows] = np.sign(over).sum(axis=1)
    return np.where(np.isnan(values).all(axis=1), np.nan, scores)
