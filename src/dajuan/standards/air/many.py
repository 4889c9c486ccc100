"""Years of hours at once: the daily values and indices of many stations, exactly those of ``days`` and ``index``. Needs numpy.

Hours are whole nanograms a cubic metre (:data:`MISSING` where there is none), so every mean is a fraction of two whole numbers
and nothing is ever rounded but by GB/T 8170, once. Arrays have any axes; the last but one is days, the last the 24 hours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dajuan.standards.air.days import WINDOW, ozone_rule, validity
from dajuan.standards.air.index import (
    GOOD,
    MOST,
    PRIMARY_ABOVE,
    Edition,
    column_of,
    edition_on,
    editions,
    main_items,
    pollutant_of,
    pollutants,
)

Whole: TypeAlias = NDArray[np.int64]
MISSING = -1
_MICROGRAM = 1000
_OF_HOURS = int(np.lcm.reduce(np.arange(1, 25)))
_OF_WINDOW = int(np.lcm.reduce(np.arange(1, WINDOW + 1)))


class Exact(NamedTuple):
    """Fractions of nanograms: ``over`` by ``under``; :data:`MISSING` over anything is none."""

    over: Whole
    under: Whole


Days: TypeAlias = Mapping[str, Exact]
"""By item: ``pm25-24h``."""


class Indices(NamedTuple):
    """Of each day; :data:`MISSING` where there is none."""

    aqi: Whole
    iaqi: Mapping[str, Whole]
    missing: Whole
    """How many pollutants are."""
    primary: Mapping[str, NDArray[np.bool_]]
    """By pollutant."""


def nanograms(pollutant: str) -> int:
    """In one of the pollutant's own units: a million in 毫克 of CO."""
    return _MICROGRAM * (1000 if pollutants()[pollutant].unit.startswith("毫克") else 1)


def days_of(hours: Mapping[str, NDArray[np.integer]]) -> Days:
    """Daily values by pollutant's hours; see :func:`dajuan.standards.air.days.daily`."""
    found: dict[str, Exact] = {}
    for key, values in hours.items():
        known = values >= 0
        many = known.sum(axis=-1)
        if key == "o3":
            highest = np.where(many >= ozone_rule()["hours"], values.max(axis=-1), MISSING)
            found["o3-8h"] = _highest_8h(values, known)
            found["o3-1h"] = Exact(highest.astype(np.int64), np.ones_like(many, dtype=np.int64))
        else:
            total = np.where(known, values, 0).sum(axis=-1, dtype=np.int64)
            enough = many >= validity()["hours_of_day"]
            found[f"{key}-24h"] = Exact(np.where(enough, total, MISSING), np.maximum(many, 1).astype(np.int64))
    return found


def _highest_8h(values: NDArray[np.integer], known: NDArray[np.bool_]) -> Exact:
    total = _before(np.where(known, values, 0))
    many = _before(known)
    first = ozone_rule()["first_end"]
    sums = total[..., first:] - total[..., first - WINDOW : -WINDOW]
    counts = many[..., first:] - many[..., first - WINDOW : -WINDOW]
    valid = counts >= validity()["hours_of_window"]
    means = np.where(valid, sums * (_OF_WINDOW // np.maximum(counts, 1)), MISSING)
    enough = valid.sum(axis=-1) >= ozone_rule()["windows"]
    highest = np.where(enough, means.max(axis=-1), MISSING)
    return Exact(highest, np.full_like(highest, _OF_WINDOW))


def _before(values: NDArray[np.integer] | NDArray[np.bool_]) -> Whole:
    """Of each hour the sum of those before it, and of all at the end."""
    total = np.zeros((*values.shape[:-1], values.shape[-1] + 1), np.int64)
    np.cumsum(values, axis=-1, out=total[..., 1:])
    return total


def area_of(stations: Days) -> Days:
    """An area's day: the mean of its stations that have one, still exact. Stations are the first axis."""
    found: dict[str, Exact] = {}
    for item, one in stations.items():
        common = _OF_WINDOW if item == "o3-8h" else 1 if item == "o3-1h" else _OF_HOURS
        known = one.over >= 0
        many = known.sum(axis=0)
        total = np.where(known, one.over * (common // one.under), 0).sum(axis=0)
        found[item] = Exact(np.where(many > 0, total, MISSING), np.maximum(many, 1) * common)
    return found


def reported(item: str, value: Exact) -> Whole:
    """In steps of the reporting place (1 微克, 0.1 毫克 of CO), half to even."""
    pollutant = pollutant_of(item)
    step = nanograms(pollutant.key) // 10**pollutant.places
    under = value.under * step
    whole, left = np.divmod(value.over, under)
    twice = left * 2
    whole += (twice > under) | ((twice == under) & (whole % 2 == 1))
    return np.where(value.over >= 0, whole, MISSING)


def sub_index(edition: Edition, item: str, steps: Whole) -> Whole:
    """See :func:`dajuan.standards.air.index.iaqi`; ``steps`` as :func:`reported` gives them."""
    rows, ten = edition.columns[column_of(item)], 10 ** pollutant_of(item).places
    ends = np.array([int(row.concentration * ten) for row in rows], np.int64)
    scale = np.array([row.iaqi for row in rows], np.int64)
    high = np.clip(np.searchsorted(ends, steps, "left"), 1, len(ends) - 1)
    low = high - 1
    width = ends[high] - ends[low]
    found = scale[low] - (-((scale[high] - scale[low]) * (steps - ends[low])) // width)
    beyond = MOST if scale[-1] == MOST else edition.capped.get(item, MISSING)
    return np.where(steps < 0, MISSING, np.where(steps > ends[-1], beyond, found))


def indices(days: Days, dates: Sequence[date], *, edition: Edition | None = None) -> Indices:
    """Each day by the edition in force on it, or all by one. Raises :class:`RuleError` before the first."""
    steps = {item: reported(item, value) for item, value in days.items()}
    shape = next(iter(steps.values())).shape
    aqi = np.full(shape, MISSING, np.int64)
    missing = np.zeros(shape, np.int64)
    told: dict[str, Whole] = {}
    chosen = [edition or edition_on(day) for day in dates]
    for one in editions():
        on = np.array([some is one for some in chosen])
        if not on.any():
            continue
        highest = np.full((*shape[:-1], int(on.sum())), MISSING, np.int64)
        for item in one.daily:
            if item in steps:
                found = sub_index(one, item, steps[item][..., on])
                told.setdefault(item, np.full(shape, MISSING, np.int64))[..., on] = found
                np.maximum(highest, found, out=highest)
        gone = sum((_absent(steps, item, shape)[..., on] for item in main_items(one.daily).values()), np.int64(0))
        missing[..., on] = gone
        aqi[..., on] = np.where((gone > 0) & (highest <= GOOD), MISSING, highest)
    return Indices(aqi, told, missing, _primary(told, aqi))


def _absent(steps: Mapping[str, Whole], item: str, shape: tuple[int, ...]) -> Whole:
    return (steps[item] < 0).astype(np.int64) if item in steps else np.ones(shape, np.int64)


def _primary(told: Mapping[str, Whole], aqi: Whole) -> dict[str, NDArray[np.bool_]]:
    found = {key: np.zeros(aqi.shape, np.bool_) for key in pollutants()}
    for item, values in told.items():
        found[pollutant_of(item).key] |= (values == aqi) & (aqi > PRIMARY_ABOVE)
    return found
