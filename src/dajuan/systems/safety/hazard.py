"""隐患 a hazard as its entries have it, and how it stands on a day: whom it waits for, until when, how far overdue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from dajuan.answers.notices.ladder import Rung, is_near, rung_at
from dajuan.ledger.state import Fields, State
from dajuan.systems.safety.handling import Handling

Waits = Literal["notice", "mending", "recheck", "closing", ""]
"""What has to be done next: "" where it has ended."""
_WAITS: Mapping[str, Waits] = {
    "": "notice", "found": "notice", "notified": "mending", "returned": "mending", "mended": "recheck", "rechecked": "closing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hazard:
    code: str
    fields: Fields
    stage: str
    stage_on: date
    notified_on: date | None
    enterprise: str
    campaign: str

    @property
    def name(self) -> str:
        return self.fields.text("name")

    @property
    def sector(self) -> str:
        return self.fields.text("sector")

    @property
    def street(self) -> str:
        return self.fields.text("street")

    @property
    def is_major(self) -> bool:
        return self.fields.text("grade") == "major"

    @property
    def waits(self) -> Waits:
        return _WAITS.get(self.stage, "")

    @property
    def due_on(self) -> date | None:
        """When it is to be mended."""
        return self.fields.day("due-on")

    @property
    def extended(self) -> int:
        """Days granted beyond."""
        return self.fields.number("extended")


class Standing(NamedTuple):
    hazard: Hazard
    waits: Waits
    due: date | None
    """Of whoever has to do something next; None where it has ended, or its day was never set."""
    used: int
    limit: int
    """Days of what it waits for."""
    over: int
    """Days beyond the due day."""
    rung: Rung | None
    """Of the ladder, while it is to be mended."""
    near: bool

    @property
    def light(self) -> str:
        """Blue is done, green in time, yellow near its day, red over."""
        if not self.waits:
            return "blue"
        return "red" if self.over else "yellow" if self.near else "green"


def hazard_of(state: State) -> Hazard | None:
    """None where it was not opened."""
    if state.opened is None:
        return None
    stage, notified = state.stage, state.last_move("notified")
    return Hazard(
        code=state.subject,
        fields=state.fields(),
        stage=str(stage.value) if stage else "",
        stage_on=stage.on if stage else state.entries[state.opened].effective_on,
        notified_on=notified.on if notified else None,
        enterprise=state.linked_one("enterprise"),
        campaign=state.linked_one("campaign"),
    )


def standing(one: Hazard, rules: Handling, on: date) -> Standing:
    waits = one.waits
    if not waits:
        return Standing(one, waits, None, 0, 0, 0, None, near=False)
    if waits == "mending":
        return _mending(one, rules, on)
    limit = {"notice": rules.notify_within, "recheck": rules.recheck_within}.get(waits, rules.close_within)
    due = rules.after(one.stage_on, limit)
    return Standing(
        one, waits, due, rules.between(one.stage_on, on), limit, rules.between(due, on), None, near=on == due
    )


def _mending(one: Hazard, rules: Handling, on: date) -> Standing:
    """From the notice on; a failed recheck does not set the clock back."""
    since, due = one.notified_on or one.stage_on, one.due_on
    if due is None:
        return Standing(one, "mending", None, rules.between(since, on), 0, 0, None, near=False)
    limit, used = rules.between(since, due), rules.between(since, on)
    return Standing(
        one, "mending", due, used, limit, rules.between(due, on), rung_at(rules.ladder, used, limit),
        near=is_near(rules.ladder, used, limit),
    )  # fmt: skip


def by_urgency(some: Iterable[Standing]) -> list[Standing]:
    """The longest overdue first, major ones before general; what has ended last."""
    return sorted(
        some,
        key=lambda one: (not one.waits, -one.over, not one.hazard.is_major, one.due or date.max, one.hazard.code),
    )
