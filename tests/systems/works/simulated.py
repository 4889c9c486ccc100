"""Zones made up in another way than the forecast thinks: paces that wander, a shape of the year with a rush at its end,
months good and bad for all, projects that begin and end at any time. Amounts in 分."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from dajuan.programmes.find import built_in_paths
from dajuan.programmes.load import read_pack
from dajuan.subjects.row import Row
from dajuan.systems.works.project import PROJECTS, Month, Move, Project, family_of

YEAR = 2025
_FAMILY = family_of(next(read_pack(path) for path in built_in_paths() if path.stem == PROJECTS))
_SHAPE = np.array([0, 1.0, 1.1, 1.0, 1.0, 1.3, 0.9, 0.8, 1.0, 1.0, 1.2, 1.7])
"""Nothing alone in January."""


class Zone(NamedTuple):
    projects: list[Project]
    truth: list[int]
    """What each comes to by the end of the year."""


def zone(seed: int, *, many: int = 60, upto: int = 7, together: float = 0.1) -> Zone:
    """Two years before and ``upto`` months of the year are known."""
    rng = np.random.default_rng(seed)
    fortune = rng.normal(0, together, 36) + np.repeat(rng.normal(0, together / 2, 3), 12)
    projects, truth = [], []
    for nth in range(many):
        starts = int(rng.integers(0, 24 + upto))
        lasts = int(rng.integers(8, 40))
        pace = float(rng.lognormal(18.5, 0.8))
        wander = np.cumsum(rng.normal(0, 0.05, 36))
        noise = rng.lognormal(-0.08, 0.4, 36)
        months = np.round(pace * np.tile(_SHAPE, 3) * np.exp(wander + fortune) * noise)
        going = (np.arange(36) >= starts) & (np.arange(36) < starts + lasts) & (months > 0)
        plans = {}
        for year in range(3):
            due = going[year * 12 : year * 12 + 12].sum()
            if due:
                plans[YEAR - 2 + year] = round(pace * due * float(rng.lognormal(0.1, 0.3)))
        projects.append(_project(nth, starts, starts + lasts, months, going, plans, 24 + upto))
        truth.append(int(months[24:][going[24:]].sum()))
    return Zone(projects, truth)


def upto_day(upto: int) -> date:
    return _end(24 + upto - 1)


def _project(
    nth: int, starts: int, ends: int, months: np.ndarray, going: np.ndarray, plans: dict[int, int], now: int
) -> Project:
    known = [Month(_end(at), int(months[at]), at) for at in range(now) if going[at]]
    moves = [Move("started", _end(starts).replace(day=1), 0)]
    if ends <= now:
        moves.append(Move("producing", _end(ends - 1), 1))
    code = f"S-{nth:03}"
    row = Row(PROJECTS, code, code, moves[-1].stage, moves[-1].on, 0, False, moves[0].on, 0, "", {}, {}, ())
    return Project(row, _FAMILY, tuple(moves), tuple(known), plans, "")


def _end(month: int) -> date:
    year, at = divmod(month + 1, 12)
    return date(YEAR - 2 + year, at + 1, 1) - timedelta(days=1)
