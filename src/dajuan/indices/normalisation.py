"""Indicators → one scale, more being better."""

from __future__ import annotations

import numpy as np

from dajuan.indices.scheme import Indicator, Normalisation, Scheme
from dajuan.indices.table import Array, Table
from dajuan.indices.trouble import IndicesError


def normalised(scheme: Scheme, table: Table, how: Normalisation) -> Array:
    """Units by indicators. A column in which everybody has the same is missing: it tells nobody from another."""
    columns = [normalise(scheme.indicators[key], table.values[:, at], how) for at, key in enumerate(table.columns)]
    return np.column_stack(columns) if columns else table.values


def normalise(indicator: Indicator, values: Array, how: Normalisation) -> Array:
    said = values[~np.isnan(values)]
    if not len(said) or (said.min() == said.max() and how.method not in {"target", "goalposts"}):
        return np.full(len(values), np.nan)
    sign = -1.0 if indicator.falls else 1.0
    scaled = _scaled(indicator, values * sign, sign, how)
    return scaled if how.floor is None else np.where(scaled < how.floor, how.floor, scaled)


def _scaled(indicator: Indicator, up: Array, sign: float, how: Normalisation) -> Array:
    """``up``: the values with their sign turned where less is better."""
    match how.method:
        case "min-max":
            return _between(up, np.nanmin(up), np.nanmax(up), how)
        case "z-score":
            return np.asarray((up - np.nanmean(up)) / np.nanstd(up, ddof=1) * how.sd + how.mean)
        case "rank":
            return ascending(up)
        case "percentile-rank":
            places = ascending(up)
            return _between(places, 1, np.sum(~np.isnan(up)), how)
        case "target":
            return _to_target(indicator, up, sign, how)
        case "goalposts":
            if indicator.goalposts is None:
                raise _lacks(indicator, "goalposts")
            low, high = sorted(post * sign for post in indicator.goalposts)
            return _between(np.clip(up, low, high), low, high, how)


def _to_target(indicator: Indicator, up: Array, sign: float, how: Normalisation) -> Array:
    """The way from the worst to the target that has been gone; what is over the target counts as there."""
    if indicator.target is None:
        raise _lacks(indicator, "target")
    target, worst = indicator.target * sign, float(np.nanmin(up))
    if target <= worst:
        raise IndicesError(
            f"指标 {indicator.key}：目标值 {indicator.target:g} 比现有的最差值还差，换一个目标",
            f"indicator {indicator.key}: its target {indicator.target:g} is worse than the worst value there is",
        )
    return _between(np.minimum(up, target), worst, target, how)


def _between(values: Array, low: float, high: float, how: Normalisation) -> Array:
    return np.asarray((values - low) / (high - low) * (how.high - how.low) + how.low)


def ascending(values: Array) -> Array:
    """The place of each value from the least on, beginning with 1; those that are the same share the first of their
    places."""
    places = np.full(len(values), np.nan)
    said = ~np.isnan(values)
    places[said] = np.searchsorted(np.sort(values[said]), values[said], side="left") + 1
    return places


def _lacks(indicator: Indicator, what: str) -> IndicesError:
    return IndicesError(f"指标 {indicator.key} 没有写 {what}", f"indicator {indicator.key} gives no {what}")
