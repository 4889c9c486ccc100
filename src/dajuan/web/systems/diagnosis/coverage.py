"""上云覆盖率: the figure of the register's pack with both its sides, each a list that one can open."""

from __future__ import annotations

from typing import NamedTuple

from dajuan.figures.figure import Figure
from dajuan.systems.firms import REGISTER
from dajuan.web.moment import Moment
from dajuan.web.systems.this_year import this_year


class Coverage(NamedTuple):
    share: Figure
    part: Figure
    whole: Figure


def coverage(moment: Moment) -> Coverage | None:
    """None where the zone keeps no such register, or its figures cannot be computed."""
    keys = ("cloud-coverage", "cloud-firms-above-scale", "enterprises-above-scale")
    found = this_year(REGISTER, keys, moment)
    return Coverage(*found) if len(found) == len(keys) else None
