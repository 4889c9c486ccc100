"""What the rest of the year will add, from monthly amounts: the over-dispersed chain ladder, in closed form.

A month is expected to be (the year's level) × (the month's share of a year). The shares are the average of up to five
earlier years, drawn towards equal months by as much as the months differ by chance alone; with no earlier year they are
equal, and a rush at the year's end cannot be foreseen. The level is learnt from this year so far and from last year's
total, weighted by how much years used to differ (gamma, conjugate). The dispersion comes from what months were off
their expectation (Pearson), is widened or narrowed by how well each earlier year's end followed from its beginning
(the series' own backtest, drawn towards 1), and is itself uncertain (scaled χ²). Amounts vary in proportion to their
size; counts are negative binomial or Poisson, never under Poisson, never negative; months of nothing come back as such.

Chain ladder with this prior: Bornhuetter and Ferguson 1972; its dispersion: Renshaw and Verrall 1998.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

DRAWS = 4000
_YEARS = 5
"""Earlier years looked at: shapes grow old."""
# Chosen once on simulated series (bench/forecast.py), not fitted to any one of them.
_YEARS_DIFFER = 0.12
"""Before any two years are known: their totals differ by a fifth."""
_PACE = 0.06
"""By how much the pace of a year's remainder, were it twelve months, may drift from that so far …"""
_PACE_UNKNOWN = 0.14
"""… and where no earlier year tells."""
_OWN = 3.0
"""How many years of backtest the assumption that the model is right is worth."""
_POISSON = 8.0
"""How many months the assumption that a count is Poisson is worth."""
_MOST_FREEDOM = 30.0
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class _Fit:
    """``shape`` sums to 1 over twelve months; ``totals`` of the earlier years; ``phi`` with ``freedom`` degrees."""

    shape: Floats
    totals: Floats
    phi: float
    freedom: float


def rest_of_year(
    months: Floats, left: int, earlier: Floats, counts: bool, before: Floats, rng: np.random.Generator
) -> Floats:
    """Draws of what the ``left`` months still to come will add. None of the amounts is negative.

    ``months``: this year so far; with ``earlier`` years all of them. ``earlier``: whole years, a row each, oldest
    first. ``before``: every month known before January; they tell the pace where no whole year is known.
    """
    rows = earlier[-_YEARS:]
    rows = rows[rows.sum(axis=1) > 0]
    if len(rows):
        return _with_years(months, rows, counts, rng)
    return _by_pace(left, np.concatenate([before, months])[-12:], counts, rng)


def _by_pace(left: int, seen: Floats, counts: bool, rng: np.random.Generator) -> Floats:
    """No whole year is known: the coming months are like those seen, give or take."""
    total = seen.sum()
    chi, freedom = _dispersion([seen], np.full(12, 1 / 12), counts)
    phi = chi / max(freedom, 1) if total else 1.0
    phi, freedom = _count_like(phi, freedom) if counts else (phi, freedom)
    spread = _spread(phi, max(freedom, 1.0), counts, rng) * (1.0 if counts else max(total / len(seen), _TINY))
    # Half a case for a count, so that nothing seen is not nothing for ever.
    mean = rng.gamma(total / spread + (0.5 if counts or not total else 0.0)) * spread / len(seen) * left
    mean *= np.exp(_PACE_UNKNOWN * np.sqrt(left / 12) * rng.standard_normal(DRAWS))
    return _amounts(mean, spread, left, seen, counts, rng)


def _with_years(months: Floats, rows: Floats, counts: bool, rng: np.random.Generator) -> Floats:
    gone, left = len(months), 12 - len(months)
    fit = _fitted(months, rows, counts)
    power = 1 if counts else 2
    begun = float(fit.shape[:gone].sum())
    phi = fit.phi * _backtest(fit, rows, gone, power)
    expected = np.maximum(fit.shape * fit.totals[-1], _TINY)
    spread = _spread(phi, fit.freedom, counts, rng)
    early, late = (spread * _per_unit(expected[some], power) for some in (slice(gone), slice(gone, 12)))
    share = _share_gone(begun, float(fit.totals.sum()), early, late, rng)
    level = _level(float(months.sum()), share, fit.totals, early, gone, rng)
    level *= np.exp(_PACE * np.sqrt(left / 12) * rng.standard_normal(DRAWS))
    return _amounts(level * (1 - share), late, left, np.concatenate([rows.ravel(), months]), counts, rng)


# What was seen ----------------------------------------------------------------------------------------------------


def _fitted(months: Floats, rows: Floats, counts: bool) -> _Fit:
    totals = rows.sum(axis=1)
    raw = rows.sum(axis=0) / rows.sum() if counts else (rows / totals[:, None]).mean(axis=0)
    equal = np.full(12, 1 / 12)
    flat_chi, flat_freedom = _dispersion(list(rows), equal, counts)
    if len(rows) > 1:
        chi, seen = _dispersion([*rows, months], raw, counts)
        freedom = max(seen - 11, 1)
        phi = chi / freedom
    else:
        phi, freedom = _against_one_year(months, rows[0], raw, flat_chi / flat_freedom, counts)
    # What months differ by beyond chance is shape; the average of n years still holds an nth of the chance.
    signal, noise = max(flat_chi / flat_freedom - phi, 0.0), phi / len(rows)
    to_equal = noise / (noise + signal) if noise else 0.0
    shape = to_equal * equal + (1 - to_equal) * raw
    phi, freedom = _count_like(phi, freedom) if counts else (max(phi, _TINY), freedom)
    return _Fit(shape, totals, phi, min(freedom, _MOST_FREEDOM))


def _against_one_year(months: Floats, year: Floats, raw: Floats, flat: float, counts: bool) -> tuple[float, float]:
    """This year's months off last year's shape hold the chance of both; under three say too little alone."""
    chi, seen = _dispersion([months], raw, counts)
    ratio = months.sum() / max(year[: len(months)].sum(), _TINY)
    phi = chi / max(seen, 1) / (1 + (min(ratio, 3.0) if counts else 1.0))
    if seen >= 3:
        return phi, seen
    # A third of what last year's months differed by is taken for chance, as one observation.
    return (phi * seen + 0.3 * flat) / (seen + 1), seen + 1


def _dispersion(rows: list[Floats], shape: Floats, counts: bool) -> tuple[float, float]:
    """Pearson's χ² of rows against their own totals spread by a shape, and how many residuals are free."""
    chi = free = 0.0
    for row in rows:
        part = shape[: len(row)]
        if len(row) < 2 or not part.sum() or not row.sum():
            continue
        expected = row.sum() * part / part.sum()
        some = expected > 0
        chi += float((((row - expected)[some]) ** 2 / expected[some] ** (1 if counts else 2)).sum())
        free += float(some.sum()) - 1
    return chi, free


def _count_like(phi: float, freedom: float) -> tuple[float, float]:
    return max((freedom * phi + _POISSON) / (freedom + _POISSON), 1.0), freedom + _POISSON


def _backtest(fit: _Fit, rows: Floats, gone: int, power: int) -> float:
    """How much more (or less) earlier years were off by the same month than the months alone would make them."""
    begun = float(fit.shape[:gone].sum())
    if len(rows) < 2 or not 0 < begun < 1:
        return 1.0
    squares = 0.0
    for row, total in zip(rows, fit.totals, strict=True):
        expected = (fit.shape * total) ** power
        variance = fit.phi * ((1 - begun) ** 2 * expected[:gone].sum() + begun**2 * expected[gone:].sum())
        squares += float((row[:gone].sum() - begun * total) ** 2 / max(variance, _TINY))
    return max((_OWN + squares) / (_OWN + len(rows) - 1), 0.7)


def _per_unit(expected: Floats, power: int) -> float:
    """Variance a unit of expectation: 1 for counts; for amounts it grows with their size."""
    return float((expected**power).sum() / expected.sum()) if len(expected) else 1.0


# What may come ----------------------------------------------------------------------------------------------------


def _spread(phi: float, freedom: float, counts: bool, rng: np.random.Generator) -> Floats:
    drawn = max(phi, _TINY) * freedom / rng.chisquare(freedom, DRAWS)
    return np.maximum(drawn, 1.0) if counts else drawn


def _share_gone(begun: float, total: float, early: Floats, late: Floats, rng: np.random.Generator) -> Floats:
    if not 0 < begun < 1:
        return np.full(DRAWS, begun)
    first = rng.gamma(total * begun / early) * early
    second = rng.gamma(total * (1 - begun) / late) * late
    drawn: Floats = np.clip(first / np.maximum(first + second, _TINY), 1e-9, 1 - 1e-9)
    return drawn


def _level(so_far: float, share: Floats, totals: Floats, early: Floats, gone: int, rng: np.random.Generator) -> Floats:
    """The year's total: gamma, last year's being the prior mean, this year's months the evidence."""
    steps = np.diff(np.log(totals))
    prior = (2 + len(steps)) / (2 * _YEARS_DIFFER**2 + float((steps**2).sum()))
    if not gone:
        prior_only: Floats = rng.gamma(prior, size=DRAWS) * totals[-1] / prior
        return prior_only
    drawn: Floats = rng.gamma(prior + so_far / early) / (prior / totals[-1] + share / early)
    return drawn


def _amounts(mean: Floats, spread: Floats, left: int, seen: Floats, counts: bool, rng: np.random.Generator) -> Floats:
    """Amounts of a mean and of variance ``spread`` × mean."""
    if counts:
        over = np.maximum(spread - 1, 1e-9)
        return rng.poisson(np.minimum(_gamma(mean, over, rng), 1e15)).astype(np.float64)
    busy, quiet = int((seen > 0).sum()), int((seen == 0).sum())
    if not quiet:
        return _gamma(mean, spread, rng)
    # Months of nothing: how many of those to come are busy, and what the busy ones add.
    often = rng.beta(busy + 0.5, quiet + 0.5, DRAWS)
    months = rng.binomial(left, often)
    squared = spread / np.maximum(mean / left, _TINY)
    within = np.maximum(often * (1 + squared) - 1, 0.05 * squared)
    amounts = _gamma(np.maximum(mean * months / (left * often), _TINY), spread * within / squared, rng)
    return np.where(months > 0, amounts, 0.0)


def _gamma(mean: Floats, spread: Floats, rng: np.random.Generator) -> Floats:
    return rng.gamma(np.maximum(mean, _TINY) / spread) * spread
