"""上云覆盖率: the figure of the register's pack with both its sides, each a list that one can open."""

from __future__ import annotations

from typing import NamedTuple

from dajuan.figures.figure import Figure
from dajuan.figures.period import Period, period_of
from dajuan.programmes.pack import Programme
from dajuan.systems.firms import REGISTER
from dajuan.web.figures.asking import answer
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of

_COVERAGE, _PART, _WHOLE = "cloud-coverage", "cloud-firms-above-scale", "enterprises-above-scale"


class Coverage(NamedTuple):
    share: Figure
    part: Figure
    whole: Figure


def coverage(moment: Moment) -> Coverage | None:
    """None where the zone keeps no such register, or its figures cannot be computed."""
    pack = served().programmes.get(REGISTER)
    if pack is None or not {_COVERAGE, _PART, _WHOLE} <= set(pack.indicators):
        return None
    on = day_of(moment)
    span = period_of(f"{on.year}-01-01/{on}")
    found = [_figure(pack, key, span, moment) for key in (_COVERAGE, _PART, _WHOLE)]
    share, part, whole = found
    return Coverage(share, part, whole) if share and part and whole else None


def _figure(pack: Programme, key: str, span: Period, moment: Moment) -> Figure | None:
    return next(iter(answer(pack, pack.indicators[key], [span], moment).figures), None)
