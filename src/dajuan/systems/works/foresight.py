"""年底预计: where the year will end, of each project and of any of them together, as draws that are added up.

The ends of intervals do not add up, and sums of them are too wide or too narrow; draws do add up. A draw has for every
project what the rest of the year brings, all under the same fortune of that draw, so that what projects have in common
does not cancel out in the sum. Amounts are in 分.

A month of a project is expected to be its pace × the month's weight. The weights are the zone's: whole earlier years of
single projects, drawn towards equal months by as much as chance alone makes them differ. A pace is learnt from the last
twelve months, and where these are few from the year's plan × what projects do of their plans (inverse gamma, conjugate).
Around that, each project differs by its own months (gamma, of a dispersion drawn towards that of all, itself uncertain),
by its own drift, and by when it may end; and all of them together by good and bad months (``together``, learnt from how
much the sum went up and down beyond what its parts would, drawn to an assumed value) and by a drift in common, which a
year's data cannot tell and which is assumed. ``works.toml`` has what is assumed. ``bench/works.py`` prints how often the
intervals hold on simulated zones that are made differently.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dajuan.systems.works.panel import Floats, Panel, panel_of
from dajuan.systems.works.project import Project
from dajuan.systems.works.settings import Assumed

DRAWS = 2000
_SEED = 2024
_OWN = 6.0
"""How many months the dispersion of all projects is worth against one's own."""
_LEAST = 0.05
"""Squared coefficient of variation of paces against plans, at least."""
_TINY = 1e-9

Key = tuple[str, str]


class End(NamedTuple):
    """Where a year ends, 分. Expected values of parts add up to that of the whole; ends of intervals must not."""

    expected: int
    low80: float
    high80: float
    low95: float
    high95: float


class Learnt(NamedTuple):
    """What all projects together tell."""

    weights: Floats
    """Of twelve months; they average 1."""
    years: int
    """Whole years of single projects behind them; nought: months are taken as equal."""
    unsure: float
    """Squared coefficient of variation of a weight."""
    level: Floats
    """The last twelve months as if all weighed the same, a row a project."""
    dispersion: Floats
    """Of each project: squared coefficient of variation of a month."""
    freedom: Floats
    together: float
    ends: float


class Foresight(NamedTuple):
    places: dict[Key, int]
    done: tuple[int, ...]
    rest: NDArray[np.float32]
    """Projects × draws."""
    known: tuple[int, ...]
    """Months that each rests on."""
    unknown: frozenset[Key]
    """Those under way of which neither months nor a plan are known: what they will bring is left out."""
    learnt: Learnt

    def end(self, keys: Collection[Key]) -> End:
        """Of these together. Raises ``KeyError`` for one that is not in it."""
        rows = [self.places[key] for key in keys]
        expected = sum(self.done[row] + round(float(self.rest[row].mean(dtype=np.float64))) for row in rows)
        draws = self._draws(rows)
        low95, low80, high80, high95 = (float(one) for one in np.quantile(draws, (0.025, 0.1, 0.9, 0.975)))
        return End(expected, low80, high80, low95, high95)

    def chance(self, keys: Collection[Key], goal: int) -> float:
        """That these together come to so much."""
        return float((self._draws([self.places[key] for key in keys]) >= goal).mean())

    def correlation(self, keys: Collection[Key]) -> float | None:
        """Between two projects' rests on average, weighted by their spreads; None of fewer than two that are under way."""
        rest = self.rest[[self.places[key] for key in keys]].astype(np.float64)
        spreads = rest.std(axis=1)
        own = float((spreads**2).sum())
        pairs = float(spreads.sum()) ** 2 - own
        return (float(rest.sum(axis=0).var()) - own) / pairs if pairs > _TINY * own and own else None

    def _draws(self, rows: Sequence[int]) -> Floats:
        drawn: Floats = self.rest[list(rows)].sum(axis=0, dtype=np.float64) + float(sum(self.done[row] for row in rows))
        return drawn


def foresee(
    projects: Sequence[Project], year: int, upto: date | None, assumed: Assumed, *, draws: int = DRAWS
) -> Foresight:
    """Of a year of which months up to ``upto`` are reported. The same projects give the same draws."""
    panel = panel_of(projects, year, upto)
    done = tuple(one.done(date(year, 1, 1), upto) if upto else 0 for one in projects)
    running = np.array([one.is_running for one in projects], dtype=bool)
    # As if each plan were for twelve months.
    plans = np.array([one.plans.get(year, 0) / _planned_months(one, year) * 12 for one in projects])
    learnt = _learnt(panel, running, _ended(projects, year, panel.gone), assumed)
    known = (~np.isnan(panel.recent)).sum(axis=1)
    blind = running & (known == 0) & (plans <= 0)
    going = np.flatnonzero(running & ~blind)
    rest = np.zeros((len(projects), draws), dtype=np.float32)
    if going.size and panel.gone < 12:
        room = np.array([_room(projects[int(place)], assumed.most_of_total) for place in going])
        rest[going] = np.minimum(_rest(panel, going, plans, learnt, assumed, draws), room[:, None])
    keys = [one.key for one in projects]
    unknown = frozenset(keys[place] for place in np.flatnonzero(blind))
    return Foresight(
        {key: place for place, key in enumerate(keys)}, done, rest, tuple(map(int, known)), unknown, learnt
    )


# What was seen ----------------------------------------------------------------------------------------------------


def _learnt(panel: Panel, running: NDArray[np.bool_], ended: tuple[int, int], assumed: Assumed) -> Learnt:
    weights, years, unsure = _weights(panel, assumed)
    # As if all months weighed the same.
    level = np.maximum(panel.recent, 0.0) / weights[panel.places]
    dispersion, freedom = _dispersion(level)
    together = _together(panel, level, weights, dispersion, unsure if years else None, assumed)
    ends = (ended[0] + assumed.ends * assumed.ends_worth) / (ended[1] + assumed.ends_worth)
    return Learnt(weights, years, unsure, level, dispersion, freedom, together, ends)


def _weights(panel: Panel, assumed: Assumed) -> tuple[Floats, int, float]:
    rows, equal = panel.earlier, np.ones(12)
    if len(rows) < 2:
        return equal, 0, 0.0
    totals = rows.sum(axis=1)
    raw = rows.sum(axis=0) / totals.sum() * 12
    off = rows / totals[:, None] * 12 - raw
    # Projects' own chance averages out over them, that of a month which was good or bad for all only over the years.
    years = int((~np.isnan(panel.amounts[:, :-1]).any(axis=2)).any(axis=0).sum())
    chance = float((off**2).mean()) * float((totals**2).sum()) / float(totals.sum()) ** 2 + assumed.together**2 / years
    signal = max(float(((raw - 1) ** 2).mean()) - chance, 0.0)
    drawn: Floats = equal + (raw - 1) * signal / (signal + chance)
    drawn = np.maximum(drawn, 0.02)
    return drawn / drawn.mean(), len(rows), chance


def _dispersion(level: Floats) -> tuple[Floats, Floats]:
    known = (~np.isnan(level)).sum(axis=1)
    mean = np.nansum(level, axis=1) / np.maximum(known, 1)
    squares = np.nansum((level / np.maximum(mean, _TINY)[:, None] - 1) ** 2, axis=1)
    some = (known > 2) & (mean > 0)
    freedom = np.where(some, known - 1.0, 0.0)
    squares = np.where(some, squares, 0.0)
    of_all = squares.sum() / freedom.sum() if freedom.sum() else 0.3
    return np.maximum((squares + _OWN * of_all) / (freedom + _OWN), 0.005), freedom + _OWN


def _together(
    panel: Panel, level: Floats, weights: Floats, dispersion: Floats, unsure: float | None, assumed: Assumed
) -> float:
    """By how much all go up and down in a month: what the sum was off by, less what its parts and the weights' own doubt
    alone would make it. Where the weights are of earlier years only this year's months tell, for those years' fortunes are
    in the weights. ``unsure``: None where months are taken as equal."""
    mean = np.nansum(level, axis=1) / np.maximum((~np.isnan(level)).sum(axis=1), 1)
    seen, found = 0, 0.0
    for column in range(0 if unsure is None else 12 - panel.gone, 12):
        there = ~np.isnan(level[:, column]) & (mean > 0)
        expected = mean[there] * weights[panel.places[column]]
        if there.sum() < 5:
            continue
        off = float(np.maximum(panel.recent[there, column], 0).sum() - expected.sum())
        found += (off**2 - float((dispersion[there] * expected**2).sum())) / float(expected.sum()) ** 2 - (
            unsure or 0.0
        )
        seen += 1
    worth = assumed.together_worth
    return float(np.sqrt(max(worth * assumed.together**2 + found, 0.0) / (worth + seen)))


def _ended(projects: Sequence[Project], year: int, gone: int) -> tuple[int, int]:
    """Of the twelve months that are over: how many projects ended, in how many project-months under way."""
    last = year * 12 + gone
    ended = months = 0
    for one in projects:
        if one.started is None:
            continue
        start = one.started.year * 12 + one.started.month - 1
        stops = next(
            (move.on for move in one.moves if move.on >= one.started and move.stage not in one.family.running), None
        )
        stop = last if stops is None else stops.year * 12 + stops.month
        ended += last - 12 < stop <= last and stops is not None
        months += max(0, min(stop, last) - max(start, last - 12))
    return ended, months


# What may come ----------------------------------------------------------------------------------------------------


def _rest(panel: Panel, going: NDArray[np.intp], plans: Floats, learnt: Learnt, assumed: Assumed, draws: int) -> Floats:
    rng = np.random.default_rng(_SEED)
    left, shape = 12 - panel.gone, (len(going), draws)
    to_come = learnt.weights[panel.gone :]
    freedom = learnt.freedom[going, None]
    dispersion = learnt.dispersion[going, None] * freedom / rng.chisquare(np.broadcast_to(freedom, shape))
    pace = _pace(going, plans, learnt, dispersion, rng)
    # Geometric counts the months up to the one in which it ends, that one included.
    months = np.minimum(rng.geometric(learnt.ends, shape), left)
    weight, squares = np.cumsum(to_come)[months - 1], np.cumsum(to_come**2)[months - 1]
    own = np.maximum(dispersion * squares / weight**2, _TINY)
    drift = assumed.drift_own * np.sqrt(months / 12)
    rest: Floats = pace * weight * rng.gamma(1 / own) * own
    rest *= np.exp(drift * rng.standard_normal(shape) - drift**2 / 2)
    few = float((to_come**2).sum()) / float(to_come.sum()) ** 2
    spread = (learnt.together**2 + learnt.unsure) * few + assumed.drift_together**2 * left / 12
    # One fortune a draw, the same for all of them.
    rest *= np.exp(np.sqrt(spread) * rng.standard_normal(draws) - spread / 2)[None, :]
    return rest


def _pace(
    going: NDArray[np.intp], plans: Floats, learnt: Learnt, dispersion: Floats, rng: np.random.Generator
) -> Floats:
    known = (~np.isnan(learnt.level)).sum(axis=1)
    total = np.nansum(learnt.level, axis=1)
    usual, differ = _of_plans(known, total, plans, learnt.dispersion)
    mine = total[going] / np.maximum(known[going], 1)
    planned = np.where(plans[going] > 0, usual * plans[going] / 12, mine)
    # Without a plan the prior is flat but for a mean: its own months'.
    prior = np.where(plans[going] > 0, 2 + 1 / differ, 2.1)
    shape = prior[:, None] + known[going, None] / dispersion
    scale = (planned * (prior - 1))[:, None] + total[going, None] / dispersion
    pace: Floats = scale / rng.gamma(shape)
    return pace


def _of_plans(known: NDArray[np.intp], total: Floats, plans: Floats, dispersion: Floats) -> tuple[float, float]:
    """What projects do of their plans, and how much they differ in it."""
    some = (known >= 3) & (plans > 0) & (total > 0)
    if some.sum() < 3:
        return 1.0, 1.0
    paces = total[some] / known[some]
    usual = float(paces.sum() / (plans[some] / 12).sum())
    ratios = paces / (plans[some] / 12) / usual
    noise = float((dispersion[some] / known[some]).mean())
    return usual, max(float(((ratios - ratios.mean()) ** 2).mean() / ratios.mean() ** 2) - noise, _LEAST)


def _planned_months(one: Project, year: int) -> int:
    """Months of a year that its plan is for: from its start, where that is within the year."""
    started = one.started
    return 13 - started.month if started is not None and started.year == year else 12


def _room(one: Project, most: float) -> float:
    """How much more of its planned total there is to do; without end where that is not known or passed already."""
    if one.total is None or one.to_date > one.total * most:
        return float("inf")
    return one.total * most - one.to_date
