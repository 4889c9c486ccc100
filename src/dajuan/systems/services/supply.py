"""School places by stage beside the children who live there; sports area a head."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from dajuan.systems.services.facilities import Facility
from dajuan.systems.services.residents import Residents

STAGES = {"nursery": "0-2", "kindergarten": "3-5", "primary": "6-11", "junior": "12-14", "senior": "15-17"}
"""学段 by the kind of facility → the ages that it is for: ours, after six years of primary school and three and three; a
child who begins school late or early stands a stage beside."""
_NINE_YEAR = "nine-year"


class Places(NamedTuple):
    """``children`` is None where the table of residents does not say; ``unsplit``: places of nine-year schools that do not say
    how many of them are primary, and count for neither stage."""

    stage: str
    open: int
    coming: int
    children: int | None
    unsplit: int

    @property
    def lacking(self) -> int | None:
        """Children more than places; below nought, places to spare."""
        return None if self.children is None else self.children - self.open


def places(some: Iterable[Facility], residents: Residents) -> list[Places]:
    known = list(some)
    return [
        Places(
            stage,
            sum(_of(one, stage) for one in known if one.is_open),
            sum(_of(one, stage) for one in known if one.is_coming),
            residents.of_ages(ages),
            sum(
                one.number("places")
                for one in known
                if one.is_open and _is_unsplit(one) and stage in ("primary", "junior")
            ),
        )
        for stage, ages in STAGES.items()
    ]


def _of(one: Facility, stage: str) -> int:
    if one.kind == stage:
        return one.number("places")
    if one.kind != _NINE_YEAR or _is_unsplit(one) or stage not in ("primary", "junior"):
        return 0
    primary = one.number("places-primary")
    return primary if stage == "primary" else one.number("places") - primary


def _is_unsplit(one: Facility) -> bool:
    return one.kind == _NINE_YEAR and "places-primary" not in one.row.fields


class SportsArea(NamedTuple):
    """Hundredths of a square metre, as the ledger keeps areas."""

    area: int
    people: int

    @property
    def a_head(self) -> Fraction | None:
        return Fraction(self.area, 100 * self.people) if self.people else None


def sports_area(some: Iterable[Facility], residents: Residents) -> SportsArea:
    """Of what is open, whichever kind of facility it belongs to."""
    return SportsArea(sum(one.number("sports-area") for one in some if one.is_open), residents.total)
