"""变化: what is different between two boards of a year, target by target, and why its light is another one.

The earlier board is the one that somebody looked at then: as of that day, with what was known by its end. A report that
came in late is news in the week in which it came, not in the month it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dajuan.answers.board import Board, Standing
from dajuan.answers.board_rows import reached_said, value_asked
from dajuan.answers.lights import Light
from dajuan.answers.wording import percent_said
from dajuan.standards.supervision.lights import State
from dajuan.standards.words import Words

Way = Literal["better", "worse", "other"]
_WORST_FIRST: tuple[State, ...] = (
    "overdue", "far_behind", "behind", "slightly_behind", "on_schedule", "done",
)  # fmt: skip
"""States that can be held against each other; of the others none is better."""


class Change(NamedTuple):
    """One target whose light changed. ``before`` is None where it was not on the board."""

    before: Standing | None
    now: Standing
    way: Way
    why: Words


def changes(before: Board, now: Board) -> list[Change]:
    """Targets with a light of another colour than before, or overdue only now; the worse ones first, in the plan's order."""
    was = {one.target.code: one for one in before.standings}
    found = list(_changes(was, now))
    return [one for way in ("worse", "better", "other") for one in found if one.way == way]


def _changes(was: dict[str, Standing], now: Board) -> Iterator[Change]:
    for one in now.standings:
        old = was.get(one.target.code)
        if old is None:
            yield Change(None, one, "other", Words("新立项", "newly set"))
        elif _is_other(old.light, one.light):
            yield Change(old, one, _way(old.light.state, one.light.state), _why(old, one))


def _is_other(before: Light, now: Light) -> bool:
    return before.colour != now.colour or (now.state == "overdue" and before.state != "overdue")


def _way(before: State, now: State) -> Way:
    if before not in _WORST_FIRST or now not in _WORST_FIRST:
        return "other"
    return "better" if _WORST_FIRST.index(now) > _WORST_FIRST.index(before) else "worse"


def _why(before: Standing, now: Standing) -> Words:
    """The first of these that is so: closed, asked otherwise, a new number, a deadline gone by, time gone by."""
    old, new = before.target, now.target
    if new.over and not old.over:
        return Words("办结", "closed by its reviewer")
    if (value_asked(old), old.due) != (value_asked(new), new.due):
        return Words(
            f"要求由 {value_asked(old)}（{old.due}）改为 {value_asked(new)}（{new.due}）",
            f"asked {value_asked(new)} by {new.due}, before {value_asked(old)} by {old.due}",
        )
    if before.measured.value != now.measured.value:
        was, is_ = reached_said(before), reached_said(now)
        return Words(f"完成数由 {was} 到 {is_}", f"went from {was} to {is_}")
    if now.light.state == "overdue":
        return Words(f"期限 {new.due} 已过，完成数没有变", f"its deadline {new.due} went by with no new number")
    if before.light.due is not None and now.light.due is not None:
        was, is_ = percent_said(before.light.due), percent_said(now.light.due)
        return Words(f"序时由 {was} 到 {is_}，完成数没有变", f"{is_} is due now, {was} before; no new number")
    return Words("到了比的时候", "it is judged now")
