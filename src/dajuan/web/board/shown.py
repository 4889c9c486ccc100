"""All that the templates of the board show, made once for the page and the leaders' screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.answers.board import Board, Standing
from dajuan.answers.board_rows import outlook_said, reached_said, value_asked
from dajuan.answers.outlook import PROSPECTS, Prospect, prospect
from dajuan.answers.schedule import due
from dajuan.answers.wording import percent_said, plain
from dajuan.standards.supervision.lights import State, colour_names, state_names
from dajuan.web.words import Words, spoken

COLOURS = ("red", "orange", "yellow", "green", "blue", "white", "grey")
"""As they stand on the board: what is wrong first, what cannot be known last."""
_LIGHT_NAMES = {colour: Words(f"{names.zh}灯", names.en.capitalize()) for colour, names in colour_names().items()}
_PROSPECTS: dict[Prospect, Words] = {
    "reached": Words("已完成", "Reached"),
    "likely": Words("预计能完成", "Likely"),
    "open": Words("有风险", "At risk"),
    "unlikely": Words("难以完成", "Unlikely"),
    "missed": Words("已逾期", "Overdue"),
    "unknown": Words("看不出", "Cannot tell"),
}


class LightCount(NamedTuple):
    colour: str
    name: Words
    many: int
    states: str
    """``含逾期未完成 3``: what a colour stands for beside its first state."""


class ProspectCount(NamedTuple):
    key: Prospect
    name: Words
    many: int
    start: int
    """Where its part of the bar begins: how many stand before it."""


class Area(NamedTuple):
    name: str
    standings: list[Standing]
    """Promises, the parts after their whole."""
    red: int
    many: int


class Owner(NamedTuple):
    name: str
    leader: str
    counts: list[tuple[str, int]]
    """Of each colour that it has, how many; its targets, the parts it answers for, and its milestones."""
    red: int
    many: int


@dataclass(frozen=True, slots=True)
class Line:
    """One target as a line."""

    one: Standing
    today: date

    @property
    def done(self) -> str:
        return "" if self.one.light.done is None else percent_said(self.one.light.done)

    @property
    def due(self) -> str:
        return "" if self.one.light.due is None else percent_said(self.one.light.due)

    @property
    def done_of_100(self) -> str:
        return _of_100(self.one.light.done)

    @property
    def due_of_100(self) -> str:
        return _of_100(self.one.light.due)

    @property
    def behind(self) -> Words | None:
        """How far behind, in a few words: days overdue, or points."""
        if self.one.light.state == "overdue":
            days = (self.today - self.one.target.due).days
            return Words(f"逾期 {days} 天", f"{days} day{'s' * (days != 1)} overdue")
        gap = self.one.light.gap
        if gap is None or gap >= 0:
            return None
        return Words(f"慢 {plain(-gap * 100)} 个百分点", f"{plain(-gap * 100)} points behind")

    @property
    def why(self) -> str:
        """What the light says, without the state's name before it."""
        light = self.one.light
        said = light.en if spoken() == "en" else light.zh
        return said.replace("：", ": ", 1).partition(": ")[2]

    @property
    def state(self) -> str:
        return str(Words(*state_names()[self.one.light.state]))

    @property
    def reached(self) -> str:
        return reached_said(self.one)

    @property
    def asked(self) -> str:
        return value_asked(self.one.target)

    @property
    def outlook(self) -> str:
        return "" if self.one.light.state in ("done", "overdue") else outlook_said(self.one, spoken())

    @property
    def silent(self) -> int | None:
        """Days since its owner last said anything."""
        heard = self.one.target.heard_on
        return (self.today - heard).days if heard else None


def _of_100(share: Fraction | None) -> str:
    """A place on a bar from 0 to 100."""
    return "" if share is None else f"{min(100.0, max(0.0, float(share) * 100)):.1f}"


def lines_of(standings: Sequence[Standing], board: Board) -> list[Line]:
    return [Line(one, board.as_of) for one in standings]


def light_counts(board: Board) -> list[LightCount]:
    """The year's promises by light. A colour that no rule of the zone gives and nothing has is left out."""
    states: Counter[State] = Counter(one.light.state for one in board.wholes())
    by_colour: dict[str, list[State]] = {}
    for state, colour in board.rules.lights.colours.items():
        by_colour.setdefault(colour, []).append(state)
    return [
        LightCount(colour, _LIGHT_NAMES[colour], sum(states[one] for one in some), _told(some, states))
        for colour in COLOURS
        if (some := by_colour.get(colour))
    ]


def _told(some: Sequence[State], states: Counter[State]) -> str:
    had = [f"{Words(*state_names()[one])} {states[one]}" for one in some[1:] if states[one]]
    return str(Words(f"含{'，'.join(had)}", ", ".join(had))) if had else ""


def prospect_counts(board: Board) -> list[ProspectCount]:
    found = Counter(prospect(one) for one in board.wholes())
    counts, start = [], 0
    for key in PROSPECTS:
        if found[key]:
            counts.append(ProspectCount(key, _PROSPECTS[key], found[key], start))
            start += found[key]
    return counts


def prospect_name(key: str) -> Words:
    return _PROSPECTS[key]  # type: ignore[index]


def light_name(colour: str) -> Words:
    return _LIGHT_NAMES[colour]


def areas_of(board: Board) -> list[Area]:
    made = []
    for name, some in board.areas():
        wholes = [one for one in some if not one.level]
        made.append(Area(name, some, sum(one.light.colour == "red" for one in wholes), len(wholes)))
    return made


def owners_of(board: Board) -> list[Owner]:
    """Who has how many of which light, most red ones first. A whole counts for its owner, each part for its own."""
    by_owner: dict[str, list[Standing]] = {}
    for one in board.standings:
        by_owner.setdefault(one.target.owner, []).append(one)
    made = []
    for name, some in by_owner.items():
        colours = Counter(one.light.colour for one in some)
        leaders = Counter(one.target.leader for one in some if one.target.leader)
        leader = leaders.most_common(1)[0][0] if leaders else ""
        counts = [(colour, colours[colour]) for colour in COLOURS if colours[colour]]
        made.append(Owner(name, leader, counts, colours["red"], len(some)))
    return sorted(made, key=lambda owner: (not owner.name, -owner.red, -owner.many, owner.name))


def elapsed(board: Board) -> Fraction:
    """序时: which share of the year's work is due by the day, by the zone's own curve."""
    return min(
        Fraction(1),
        due(board.rules.curve, board.as_of, start=date(board.year, 1, 1), deadline=date(board.year, 12, 31)),
    )
