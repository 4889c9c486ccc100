"""层次分析 AHP: pairwise comparisons → weights, and whether the comparisons agree with each other (Saaty 1980)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from dajuan.indices.table import Array
from dajuan.indices.trouble import IndicesError

MOST = 0.1
"""A consistency ratio over this is refused."""
_RANDOM = {1: 0.0, 2: 0.0, 3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
"""Saaty's mean consistency index of random comparisons, by how many are compared."""


class Compared(NamedTuple):
    weights: Array
    """They add up to 1."""
    largest: float
    """The largest eigenvalue."""
    ratio: float
    """Of consistency: 0 is perfect."""


def compared(comparisons: Array) -> Compared:
    """Of a reciprocal matrix: how many times more important the row is than the column."""
    size = len(comparisons)
    if size not in _RANDOM:
        raise IndicesError(
            f"层次分析一次最多比 {max(_RANDOM)} 项，现有 {size} 项；分成几组",
            f"AHP compares {max(_RANDOM)} at most, here are {size}; put them into groups",
        )
    values, vectors = np.linalg.eig(comparisons)
    first = int(np.argmax(values.real))
    vector = np.abs(vectors[:, first].real)
    largest = float(values[first].real)
    index = (largest - size) / (size - 1) if size > 2 else 0.0
    ratio = index / _RANDOM[size] if size > 2 else 0.0
    return Compared(vector / vector.sum(), largest, max(0.0, ratio))


def matrix_of(items: Sequence[str], comparisons: Mapping[tuple[str, str], float]) -> Array:
    """Every pair once → the whole matrix. Raises where a pair is missing."""
    places = {one: at for at, one in enumerate(items)}
    matrix = np.full((len(items), len(items)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for (one, other), times in comparisons.items():
        matrix[places[one], places[other]], matrix[places[other], places[one]] = times, 1 / times
    missing = [(items[row], items[column]) for row, column in np.argwhere(np.isnan(matrix)) if row < column]
    if missing:
        pairs = "、".join(f"{one}:{other}" for one, other in missing[:5])
        raise IndicesError(f"还没有比较：{pairs}", f"not compared yet: {pairs}")
    return matrix


def agreed_weights(items: Sequence[str], comparisons: Mapping[tuple[str, str], float]) -> Array:
    """The weights, or what is wrong with the comparisons and which of them is furthest off."""
    matrix = matrix_of(items, comparisons)
    found = compared(matrix)
    if found.ratio <= MOST:
        return found.weights
    off = np.abs(np.log(matrix * found.weights[None, :] / found.weights[:, None]))
    row, column = sorted(divmod(int(np.argmax(off)), len(items)))
    one, other = items[row], items[column]
    fits = float(found.weights[row] / found.weights[column])
    raise IndicesError(
        f"比较前后不一致：一致性比率 {found.ratio:.2f}，最多 {MOST}；差得最远的是 {one} 比 {other}，和其余各对相合的约为 {_times(fits)}",
        f"the comparisons contradict each other: consistency ratio {found.ratio:.2f}, at most {MOST}; furthest off is {one} against"
        f" {other}, where about {_times(fits)} would fit the others",
    )


def _times(times: float) -> str:
    return f"{times:.1f}" if times >= 1 else f"1/{1 / times:.1f}"
