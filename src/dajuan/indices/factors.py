"""Principal components: of correlations, and the weights that the Handbook draws from them (section 6.1, after Nicoletti).

Components that explain a tenth of the variance each are kept and turned by varimax; an indicator weighs what its share is
of the factor that it belongs to. Weights from correlations say nothing of importance, as the Handbook warns.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dajuan.indices.table import Array
from dajuan.indices.trouble import IndicesError

LEAST = 0.1
"""Share of the variance that a component has to explain to be kept."""
_TURNS, _STILL = 200, 1e-10


class Components(NamedTuple):
    explained: Array
    """Eigenvalues, the largest first; they add up to the number of indicators."""
    loadings: Array
    """Indicators by components: the correlation of each with each."""
    units: int
    """Units that have all the indicators: only they count."""


def components_of(values: Array) -> Components:
    whole = values[~np.isnan(values).any(axis=1)]
    if len(whole) < 3 or values.shape[1] < 2:
        raise IndicesError(
            f"主成分要至少 3 个数据齐全的对象、2 个指标，现有 {len(whole)} 个、{values.shape[1]} 个",
            f"components take 3 units with all data and 2 indicators, here are {len(whole)} and {values.shape[1]}",
        )
    spread = whole.std(axis=0, ddof=1)
    if (spread == 0).any():
        raise IndicesError(
            "有的指标人人相同，算不出相关", "an indicator is the same for everybody and correlates with nothing"
        )
    correlations = np.corrcoef(whole, rowvar=False)
    explained, vectors = np.linalg.eigh(correlations)
    order = np.argsort(explained)[::-1]
    explained, vectors = np.clip(explained[order], 0, None), vectors[:, order]
    # An eigenvector may as well point the other way: the largest of each is made to point up.
    signs = np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(len(order))])
    return Components(explained, vectors * signs * np.sqrt(explained), len(whole))


def varimax(loadings: Array) -> Array:
    """Turned so that each indicator loads on as few factors as may be (Kaiser's varimax, rows normalised)."""
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    rows = loadings / length
    count, factors = rows.shape
    turn, before = np.eye(factors), 0.0
    for _ in range(_TURNS):
        turned = rows @ turn
        u, s, v = np.linalg.svd(rows.T @ (turned**3 - turned * (turned**2).sum(axis=0) / count))
        turn, now = u @ v, float(s.sum())
        if now - before < _STILL * max(now, 1.0):
            break
        before = now
    return np.asarray(rows @ turn * length)


def factor_weights(values: Array) -> Array:
    """Weights that add up to 1."""
    if values.shape[1] == 1:
        return np.ones(1)
    found = components_of(values)
    kept = max(1, int((found.explained / found.explained.sum() >= LEAST).sum()))
    turned = varimax(found.loadings[:, :kept]) if kept > 1 else found.loadings[:, :1]
    squares = turned**2
    # Of a factor's share of the variance, what the indicator explains of the factor: the factor's own size cancels out.
    weights = squares.max(axis=1)
    return np.asarray(weights / weights.sum())
