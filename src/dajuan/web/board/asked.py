"""What an address asks of a board: the year, and which targets — by light, area of work, owner or prospect."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from dajuan.answers.board import Board, Standing
from dajuan.answers.outlook import PROSPECTS, prospect
from dajuan.standards.supervision.lights import State, colour_names

ALL = "all"
_SEVERITY: tuple[State, ...] = (
    "overdue", "far_behind", "behind", "unmeasured", "slightly_behind", "on_schedule", "not_due", "done",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Empty where nothing is asked for: the board then lists its red ones."""

    light: str = ""
    area: str = ""
    owner: str = ""
    prospect: str = ""

    @property
    def nothing(self) -> bool:
        return not (self.light or self.area or self.owner or self.prospect)

    def of(self, board: Board) -> list[Standing]:
        """These targets, the worst first, and of each state those farthest behind first."""
        light = "red" if self.nothing else "" if self.light == ALL else self.light
        found = [
            one
            for one in board.standings
            if (not light or one.light.colour == light)
            and (not self.area or one.target.area == self.area)
            and (not self.owner or self.owner in (one.target.owner, *one.target.co_owners))
            and (not self.prospect or prospect(one) == self.prospect)
        ]
        return sorted(found, key=_worst_first)


def _worst_first(one: Standing) -> tuple[object, ...]:
    gap = one.light.gap
    return _SEVERITY.index(one.light.state), gap if gap is not None else 0, one.target.due


def asked_of(query: QueryDict, board: Board) -> Asked:
    """What cannot be (a colour that there is not, an owner of another board) is left out."""
    light, way = query.get("light", ""), query.get("prospect", "")
    areas = {one.target.area for one in board.standings}
    owners = {owner for one in board.standings for owner in (one.target.owner, *one.target.co_owners)}
    return Asked(
        light if light in {*colour_names(), ALL} else "",
        area if (area := query.get("area", "")) in areas else "",
        owner if (owner := query.get("owner", "")) in owners else "",
        way if way in PROSPECTS else "",
    )
