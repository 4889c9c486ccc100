"""Missing values → those of the middle of all units, or of the units of the same class. What no rule fills stays missing."""

from __future__ import annotations

import numpy as np

from dajuan.indices.scheme import Imputation
from dajuan.indices.table import Array, Table, divided


def imputed(table: Table, method: Imputation, by: str = "") -> Table:
    if method == "none":
        return table
    middle = _mean if method.endswith("mean") else _median
    values = table.values.copy()
    parts = list(table.in_classes(by).values()) if method.startswith("class") else [np.ones(len(values), dtype=bool)]
    for part in parts:
        inside = values[part]
        values[part] = np.where(np.isnan(inside), middle(inside), inside)
    return table.having(values)


def _mean(values: Array) -> Array:
    count = (~np.isnan(values)).sum(axis=0)
    total = np.nansum(values, axis=0)
    return divided(total, count)


def _median(values: Array) -> Array:
    known = ~np.isnan(values)
    return np.array(
        [np.median(column[has]) if has.any() else np.nan for column, has in zip(values.T, known.T, strict=True)]
    )
