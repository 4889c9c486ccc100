"""Figures of a year so far, as a system's page shows them beside its own lists: each leads to its lineage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dajuan.figures.figure import Figure
from dajuan.figures.period import Period
from dajuan.web.figures.asking import answer
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of


def this_year(programme: str, keys: Iterable[str], moment: Moment) -> list[Figure]:
    return of_year(programme, keys, day_of(moment).year, moment)


def of_year(programme: str, keys: Iterable[str], year: int, moment: Moment) -> list[Figure]:
    """Those that can be computed, in this order. ``keys``: indicators; a zone's own pack may not have all of them."""
    pack = served().programmes.get(programme)
    if pack is None:
        return []
    span = Period("span", date(year, 1, 1), min(day_of(moment), date(year, 12, 31)))
    wanted = [pack.indicators[key] for key in keys if key in pack.indicators]
    return [figure for one in wanted for figure in answer(pack, one, [span], moment).figures]
