"""告知承诺 promises as entries have them: how each stands on a day, and whom a breach bars from promising until when.

A promise made while its builder was barred is void, by whichever way it came in: it fills no place in a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_on
from dajuan.ledger.state import Fields, State
from dajuan.systems.permits import PROMISES
from dajuan.systems.permits.case import Case
from dajuan.systems.permits.materials import Material

OPEN = frozenset({"made", "handed-in", "mending"})


class Standing(StrEnum):
    OVERDUE = "overdue"
    SOON = "soon"
    MENDING = "mending"
    TO_CHECK = "to-check"
    """What was promised has come in and waits to be checked; it is the office's turn."""
    OPEN = "open"
    VOID = "void"
    """Made by a builder who was barred on that day."""
    REVOKED = "revoked"
    LATE = "late"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Promise:
    code: str
    fields: Fields
    stage: str
    made_on: date
    handed_on: date | None
    """When what was promised came in, for the last time."""
    revoked_on: date | None
    case: str
    enterprise: str

    @property
    def name(self) -> str:
        return self.fields.text("name")

    @property
    def builder(self) -> str:
        return self.fields.text("builder")

    @property
    def certificate(self) -> str:
        return self.fields.text("certificate")

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def due_on(self) -> date:
        """When it is to be good: what it was given to mend in, where it is being mended."""
        due = self.fields.day("mend-by") if self.stage == "mending" else None
        return due or self.fields.day("due-on") or date.max

    def is_by(self, builder: str, enterprise: str) -> bool:
        """Whether it is of the same builder: by the enterprise where both are linked to one, else by the name."""
        if enterprise and self.enterprise:
            return self.enterprise == enterprise
        return bool(builder) and self.builder == builder

    def covers(self, one: Material) -> bool:
        """Whether it stands for a material: for this one, or for all of its certificate that may be promised."""
        if self.fields.text("kind") == "material":
            return self.fields.text("material") == one.code
        return one.within is not None and self.certificate in one.certificates


class Bar(NamedTuple):
    """暂停再承诺 a builder who may not promise: by which promise, until which day (with it)."""

    promise: Promise
    since: date
    until: date


def promise_of(state: State) -> Promise | None:
    """None where it was not opened."""
    if state.opened is None:
        return None
    stage, made, handed = state.stage, state.reached("made"), state.last_move("handed-in")
    revoked = state.reached("revoked")
    return Promise(
        code=state.subject,
        fields=state.fields(),
        stage=str(stage.value) if stage else "",
        made_on=made.on if made else state.entries[state.opened].effective_on,
        handed_on=handed.on if handed else None,
        revoked_on=revoked.on if revoked else None,
        case=state.linked_one("case"),
        enterprise=state.linked_one("enterprise"),
    )


def promises_of(ledger: Ledger, *, as_of: date | None = None, size: int | None = None) -> list[Promise]:
    """Every promise, as it was on a day."""
    found = (promise_of(state) for state in states_on(ledger, programme=PROMISES, as_of=as_of, size=size))
    return [one for one in found if one is not None]


def bar_on(day: date, builder: str, enterprise: str, some: Iterable[Promise]) -> Bar | None:
    """What bars a builder from promising on a day; of several what lasts longest."""
    found = [
        Bar(one, one.revoked_on, until)
        for one in some
        if one.revoked_on is not None
        and (until := one.fields.day("suspended-until")) is not None
        and one.revoked_on <= day <= until
        and one.is_by(builder, enterprise)
    ]
    return max(found, key=lambda one: one.until, default=None)


def standing(one: Promise, some: Sequence[Promise], on: date, remind_days: int) -> Standing:
    """``some``: all there are, for what bars it."""
    if one.stage == "revoked":
        return Standing.REVOKED
    if one.stage == "met":
        return Standing.LATE if one.fields.text("result") == "late" else Standing.KEPT
    if is_void(one, some):
        return Standing.VOID
    if one.stage == "handed-in":
        return Standing.TO_CHECK
    if one.due_on < on:
        return Standing.OVERDUE
    if one.stage == "mending":
        return Standing.MENDING
    return Standing.SOON if one.due_on - on <= timedelta(days=remind_days) else Standing.OPEN


def is_void(one: Promise, some: Sequence[Promise]) -> bool:
    """Whether its builder was barred when it was made: by a promise revoked before."""
    others = [other for other in some if other.code != one.code]
    return bar_on(one.made_on, one.builder, one.enterprise, others) is not None


def promised(
    case: str, materials: Iterable[Material], some: Sequence[Promise], on: date
) -> dict[str, tuple[str, bool]]:
    """Material → the promise that stands for it in a case, and whether that is past its day; the last due of several."""
    own = [one for one in some if one.case == case and one.is_open and not is_void(one, some)]
    found: dict[str, tuple[str, bool]] = {}
    for one in sorted(own, key=lambda promise: promise.due_on):
        found |= {it.code: (one.code, one.due_on < on) for it in materials if one.covers(it)}
    return found


def fallen(case: Case, some: Iterable[Promise]) -> list[Promise]:
    """Revoked promises on which a certificate of the case was issued that still stands as it was then."""
    return [
        one
        for one in some
        if one.case == case.code
        and one.revoked_on is not None
        and (issued := case.at(f"{one.certificate}-issued")) is not None
        and one.made_on <= issued.date() <= one.revoked_on
    ]
