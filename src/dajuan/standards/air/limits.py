"""浓度限值 limits of GB 3095, dated (limits.yaml): those of grade 2, which hold for zones, and of grade 1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from dajuan.standards.air.dated import Span, file, in_force, span_of
from dajuan.standards.words import Words

Time = Literal["year", "day", "hour"]


class Standard(NamedTuple):
    code: str
    name: Words
    span: Span
    source: str
    mark: str
    limits: Mapping[str, Mapping[str, tuple[int, int]]]

    def limit(self, pollutant: str, time: Time, *, grade: Literal[1, 2] = 2) -> Fraction | None:
        """In the pollutant's unit; None where there is none: CO and ozone have no yearly limit."""
        pair = self.limits[pollutant].get(time)
        return Fraction(pair[grade - 1]) if pair else None


@cache
def standards() -> tuple[Standard, ...]:
    return tuple(
        Standard(one["code"], Words(**one["name"]), span_of(one), one["source"], one["mark"], one["limits"])
        for one in file("limits.yaml")["standards"]
    )


def standard_on(day: date) -> Standard:
    """Raises :class:`RuleError` before the first."""
    return in_force(standards(), day, "GB 3095")
