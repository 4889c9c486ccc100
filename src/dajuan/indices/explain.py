"""Why a score is what it is: what each indicator contributes, how it stands among its peers, what would be without it.

Contributions add up to the score. Of an arithmetic mean they are weight times value. Any other mean is an arithmetic one on
a bent scale (logs, reciprocals), so each part gets its share there of the way from the scale's low end r to the score::

    contribution = w·r + (score − r) · w·(f(x) − f(r)) / (f(score) − f(r))

which is again w·x where f bends nothing. A group hands its contribution down to its parts in the proportion of theirs.
Copeland's scores are counts of pairs and are not made of contributions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dajuan.indices.aggregation import bent
from dajuan.indices.construct import Construction, descending, rolled_up
from dajuan.indices.table import Array, Mask, divided


class Standing(NamedTuple):
    """An indicator of one unit among its peers."""

    key: str
    value: float
    """On the scale."""
    median: float | None
    """Of the peers that have it; None of fewer than were asked for."""
    place: int
    of: int
    """1 is the best of so many, the unit counted in."""

    @property
    def share_behind(self) -> float:
        return (self.of - self.place) / (self.of - 1) if self.of > 1 else 0.5


class Dropped(NamedTuple):
    """What would be without one indicator or group."""

    key: str
    shift: float
    """By how many places units are off their ranks, on average."""
    ranks: Array


def contributions(made: Construction) -> Array | None:
    """Units by indicators, adding up to the scores; NaN for what a unit does not have. None where a group is aggregated by
    Copeland."""
    scheme = made.scheme
    if any(group.aggregation == "copeland" for group in scheme.groups.values()):
        return None
    found = np.full(made.normalised.shape, np.nan)
    places = {key: at for at, key in enumerate(scheme.indicators)}
    factors = {scheme.root: np.ones(len(made.units))}
    for group in scheme.downwards():
        own = _of_group(made, group)
        for at, child in enumerate(scheme.children(group)):
            value = made.value(child)
            part = factors[group] * own[:, at]
            if child in places:
                found[:, places[child]] = np.where(np.isnan(value), np.nan, part * value)
            else:
                factors[child] = part
    return found


def _of_group(made: Construction, group: str) -> Array:
    """Units by children: what a child contributes to the group, over its value."""
    values, score = made.children(group), made.value(group)[:, None]
    has = ~np.isnan(values)
    weights = np.where(has, made.rolled.weights[group], 0.0)
    under = weights.sum(axis=1, keepdims=True)
    weights = divided(weights, under, otherwise=0.0)
    how = made.scheme.groups[group].aggregation
    if how == "arithmetic":
        return weights
    # Copeland has been ruled out by whoever asks.
    start = floor_of(made)
    inside = np.where(has, values, start)
    way = bent(score, how) - bent(np.array(start), how)
    level = np.abs(way) < 1e-12
    shares = weights.copy()
    np.divide(
        weights * (bent(inside, how) - bent(np.array(start), how)), way, out=shares, where=~(level | np.isnan(way))
    )
    return np.asarray((weights * start + (score - start) * shares) / inside)


def floor_of(made: Construction) -> float:
    """The low end of the scale from which ways are measured: where nothing lies below it."""
    how = made.scheme.normalisation
    if how.method in {"min-max", "percentile-rank", "goalposts", "target"} and how.low > 0:
        return how.low
    return how.floor if how.floor is not None and how.floor > 0 else 1.0


def standings(made: Construction, unit: int, peers: Mask, *, fewest: int = 1) -> list[Standing]:
    """Of each indicator that the unit has; ``peers``: the units it is compared with; ``fewest``: of fewer no median is told."""
    group = peers.copy()
    group[unit] = True
    found = []
    for at, key in enumerate(made.scheme.indicators):
        value = made.normalised[unit, at]
        if np.isnan(value):
            continue
        others = made.normalised[group, at]
        others = others[~np.isnan(others)]
        place = int((others > value).sum()) + 1
        median = float(np.median(others)) if len(others) >= fewest else None
        found.append(Standing(key, float(value), median, place, len(others)))
    return found


def dropped(made: Construction, key: str) -> Dropped:
    rolled = rolled_up(made.scheme, made.normalised, without=key)
    ranks = descending(rolled.values[made.scheme.root])
    off = np.abs(ranks - made.ranks)
    return Dropped(key, float(off[~np.isnan(off)].mean()) if (~np.isnan(off)).any() else float("nan"), ranks)
