"""Where a level or a rate will stand at the year's end, from month-end values: exponential smoothing with a drift.

How fast the level follows (α, a grid) is chosen by one-step errors; the drift is drawn towards none by as much as it
could be chance; a k-step forecast of such a series is off by σ²(1 + (k−1)α²), and by k² of the drift's own variance
(Hyndman and others 2008, ETS(A,N,N) with drift). Where two whole years or more are known, the change that earlier years
made over the same months is tried too, and taken if it would have been clearly better. The series' own backtest at the
same distance widens or narrows the interval; a short series widens it besides.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dajuan.answers.forecast_flows import DRAWS, Floats

_ALPHAS = (0.05, 0.2, 0.4, 0.7, 1.0)
_MONTHS = 60
# Chosen once on simulated series (bench/forecast.py).
_DRIFT = 4.0
"""How many standard errors squared a drift has to be to count for half."""
_OWN = 3.0
"""How many independent backtests the assumption that the model is right is worth."""
_CLEARLY = 0.8
"""The seasonal change is taken if its squared error was under this part of the other's."""
_SHORT = 8.0
"""A series of so many months has twice the variance its fit shows."""
_STILL = 0.01
"""Of the variance ahead: a backtest that expected less than this part of it does not count. Ours: any small part would do, since what it
leaves out are series that had stood still; the intervals of bench/forecast.py hold with it as before."""
_TINY = 1e-300


class _Fit(NamedTuple):
    level: float
    drift: float
    alpha: float
    variance: float
    drift_variance: float


def year_end(values: Floats, left: int, rng: np.random.Generator) -> Floats:
    """Draws of the value ``left`` months (at least one) after the last of ``values`` (at least four)."""
    values = values[-_MONTHS:]
    fit = _fitted(values)
    point, variance = _ahead(fit, left)
    origins = _origins(values, left)
    # Of a series that had hardly moved by then an error has no measure; its step since is in the fit.
    errors = [
        (values[at - 1 + left] - guess, expected)
        for at, (guess, expected) in origins.items()
        if expected > variance * _STILL
    ]
    # Origins closer than the horizon share most of their months.
    independent = 2 * len(errors) / left
    squares = [error**2 / max(expected, _TINY) for error, expected in errors]
    own = (_OWN + independent * float(np.mean(squares))) / (_OWN + independent) if errors else 1.0
    variance *= own * (1 + _SHORT / len(values))
    freedom = float(min(max(len(values) - 2, 2), 30))
    seasonal = _seasonal(values, left, {at: guess for at, (guess, _) in origins.items() if at > 13})
    if seasonal:
        point, variance, freedom = seasonal
    draws: Floats = point + np.sqrt(variance) * rng.standard_t(freedom, DRAWS)
    return draws


def _origins(values: Floats, left: int) -> dict[int, tuple[float, float]]:
    """Forecasts at earlier ends of the series: length known then → forecast, its variance."""
    count = len(values)
    some = range(max(8, count // 2), count - left + 1, 1 if count < 40 else 2)
    return {at: _ahead(_fitted(values[:at]), left) for at in some}


def _fitted(values: Floats) -> _Fit:
    fits = [_smoothed(values, alpha) for alpha in _ALPHAS]
    return min(fits, key=lambda fit: float(np.log(fit.variance + _TINY)) + fit.alpha / len(values))


def _smoothed(values: Floats, alpha: float) -> _Fit:
    count = len(values)
    time = np.arange(count) - (count - 1) / 2
    slope = float((time * values).sum() / (time**2).sum())
    drift = alpha * float(values[-1] - values[0]) / (count - 1) + (1 - alpha) * slope
    around = float((values - values.mean() - slope * time).var())
    chance = float(np.diff(values).var()) * alpha**2 / count + around * 12 * (1 - alpha) ** 2 / count**3
    kept = drift**2 / (drift**2 + _DRIFT * chance) if drift else 0.0
    drift *= kept
    started = alpha == 1.0
    level = float(values[0]) if started else float(values.mean()) + drift * float(time[0]) - drift
    errors = []
    for value in values[1:] if started else values:
        error = float(value) - level - drift
        level += drift + alpha * error
        errors.append(error)
    variance = float(np.square(errors).sum()) / max(len(errors) - 1 - kept * (not started), 1)
    drift_variance = variance * (alpha**2 / count + 12 * (1 - alpha) ** 2 / count**3)
    return _Fit(level, drift, alpha, variance, drift_variance + variance * (1 - alpha) ** 2 / count / 12)


def _ahead(fit: _Fit, left: int) -> tuple[float, float]:
    variance = fit.variance * (1 + (left - 1) * fit.alpha**2) + left**2 * fit.drift_variance
    return fit.level + left * fit.drift, variance


def _seasonal(values: Floats, left: int, others: dict[int, float]) -> tuple[float, float, float] | None:
    """Point, variance and degrees of freedom by the change of earlier years over the same months, if clearly better."""
    if len(values) < 25 or len(others) < 3:
        return None
    ours = np.array([values[at - 1 + left] - _with_change(values[:at], left) for at in others])
    theirs = np.array([values[at - 1 + left] - guess for at, guess in others.items()])
    error = float(np.mean(ours**2))
    if error >= _CLEARLY * float(np.mean(theirs**2)):
        return None
    variance = error * (1 + 1 / (1 + len(values) // 12))
    return _with_change(values, left), variance, max(2 * len(ours) / left, 2.0) + 2


def _with_change(values: Floats, left: int) -> float:
    places = range(len(values) - 13, -1, -12)
    return float(values[-1] + np.mean([values[at + left] - values[at] for at in places][:4]))
