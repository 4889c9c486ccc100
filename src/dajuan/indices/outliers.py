"""Outliers, as COINr's ``Treat`` does it: winsorise the furthest points, and where that is not enough, take logs.

An indicator has outliers where both its skewness and its kurtosis are over a bound. Both are the estimators that are
corrected for the size of the sample (G1 and G2 of Joanes and Gill 1998; type 2 of R's e1071).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dajuan.indices.scheme import Scheme, Treatment
from dajuan.indices.table import Array, Table

_FEWEST = 4
"""Points of which a kurtosis can be told."""


class Shape(NamedTuple):
    skew: float
    kurtosis: float

    def passes(self, treatment: Treatment) -> bool:
        # A skewness that cannot be told passes: there is nothing to go by.
        return not (abs(self.skew) >= treatment.skew and self.kurtosis >= treatment.kurtosis)


class Treated(NamedTuple):
    """What was done to an indicator."""

    before: Shape
    after: Shape
    points: int
    """How many were winsorised."""
    log: bool


def shape_of(values: Array) -> Shape:
    said = values[~np.isnan(values)]
    n = len(said)
    away = said - said.mean() if n else said
    square = float(np.sum(away**2))
    if n < _FEWEST or square == 0:
        return Shape(float("nan"), float("nan"))
    skew = np.sqrt(n) * np.sum(away**3) / square**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    ratio = n * np.sum(away**4) / square**2
    kurtosis = ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return Shape(float(skew), float(kurtosis))


def treated(scheme: Scheme, table: Table, treatment: Treatment | None) -> tuple[Table, dict[str, Treated]]:
    """The table with its outliers treated, and what was done to the indicators that were."""
    if treatment is None:
        return table, {}
    values, done = table.values.copy(), {}
    for at, key in enumerate(table.columns):
        if scheme.indicators[key].treated:
            values[:, at], what = treat(values[:, at], treatment)
            if what is not None:
                done[key] = what
    return table.having(values), done


def treat(values: Array, treatment: Treatment) -> tuple[Array, Treated | None]:
    """One indicator; None where nothing had to be done."""
    before = shape_of(values)
    if before.passes(treatment):
        return values, None
    drawn_in, points = winsorised(values, treatment)
    after = shape_of(drawn_in)
    if after.passes(treatment) or not treatment.log:
        return drawn_in, Treated(before, after, points, False)
    logs = logged(values)
    return logs, Treated(before, shape_of(logs), 0, True)


def winsorised(values: Array, treatment: Treatment) -> tuple[Array, int]:
    """The furthest point gets the value of the next, until the shape is right or the most points are reached; points that
    have the same value go together."""
    drawn_in = values.copy()
    most, points = treatment.most(int(np.sum(~np.isnan(values)))), 0
    while points < most and not (shape := shape_of(drawn_in)).passes(treatment):
        end = np.nanmax(drawn_in) if shape.skew >= 0 else np.nanmin(drawn_in)
        rest = drawn_in[~np.isnan(drawn_in) & (drawn_in != end)]
        drawn_in[drawn_in == end] = rest.max() if shape.skew >= 0 else rest.min()
        points = int(np.sum(~np.isnan(values) & (drawn_in != values)))
    return drawn_in, points


def logged(values: Array) -> Array:
    """``ln(x − min + 1% of the range)``; turned round where the long tail is at the low end."""
    low, high = np.nanmin(values), np.nanmax(values)
    apart = 0.01 * (high - low)
    if shape_of(values).skew > 0:
        return np.asarray(np.log(values - low + apart))
    return np.asarray(-np.log(high + apart - values))
