"""What an address or a form asks: a year, a target, so much less of a pollutant; how a file is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import get_args, get_type_hints

from django.http import QueryDict

from dajuan.standards.air.index import first_day
from dajuan.systems.air.exports import Choices
from dajuan.systems.air.outlook import Cut
from dajuan.web.layout.stretches import whole_number

CUTS = ("pm25", "pm10", "o3")
"""Of these a page asks what if there were less."""


def year_asked(query: QueryDict, usual: int) -> int:
    return year_within(whole_number(query.get("year")), usual)


def year_within(year: int, usual: int) -> int:
    """The first year with a rule, or a later one up to the usual, which is taken for any other."""
    return year if first_day().year <= year <= usual else usual


def cut_asked(query: Mapping[str, str]) -> Cut:
    """``pm25=10``: ten percent less."""
    shares = {key: Fraction(min(whole_number(query.get(key)), 100), 100) for key in CUTS}
    return Cut({key: share for key, share in shares.items() if share})


def choices_asked(form: Mapping[str, str]) -> Choices:
    """What is not one of the choices is the usual one."""
    kinds = get_type_hints(Choices)
    right = {key: form[key] for key in ("hours", "co", "frozen") if form.get(key) in get_args(kinds[key])}
    return Choices(**right, station=form.get("station", ""))  # type: ignore[arg-type]  # looked at against the annotations
