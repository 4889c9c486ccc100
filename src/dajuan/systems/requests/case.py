"""一件诉求 a request as its entries have it: when it came, its rounds of handling, where its clock stood still, how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from dajuan.ledger.state import Fields, State
from dajuan.systems.requests.clock import Pause

SIDE = frozenset({"waiting", "retracted", "merged"})
ENDS = frozenset({"closed", "retracted", "merged"})


class Round(NamedTuple):
    """A way from being assigned (or reopened) to an answer."""

    begun: tuple[date, ...]
    """When it was assigned: again where a department returned it as not its own."""
    pauses: tuple[Pause, ...] = ()
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """``fields`` are the levels of the pack ``enterprise-requests``."""

    code: str
    fields: Fields
    stage: str
    stage_on: date
    main: str
    """The stage on the main way: of what is waiting, where it goes back to."""
    received_on: date
    returned_on: date | None
    """Since when it lies with the office as not its department's."""
    rounds: tuple[Round, ...]
    visited_on: date | None
    ended_on: date | None
    into: str
    """The request that it was merged into."""
    answer: str
    """The words of the newest answer."""

    @property
    def name(self) -> str:
        return self.fields.text("name")

    @property
    def kind(self) -> str:
        return self.fields.text("kind")

    @property
    def grade(self) -> str:
        return self.fields.text("grade")

    @property
    def department(self) -> str:
        return self.fields.text("department")

    @property
    def office(self) -> str:
        return self.fields.text("office")

    @property
    def enterprise(self) -> str:
        return self.fields.text("enterprise")

    @property
    def extension(self) -> int:
        return self.fields.number("extension")

    @property
    def satisfaction(self) -> str:
        return self.fields.text("satisfaction")

    @property
    def is_open(self) -> bool:
        return self.stage not in ENDS

    @property
    def stands(self) -> bool:
        """It was neither taken back nor merged into another: others may be held against it, and go on in it."""
        return self.stage not in {"retracted", "merged"}

    @property
    def round(self) -> Round | None:
        return self.rounds[-1] if self.rounds else None


@dataclass(slots=True)
class _Way:
    """The moves of a request, taken one after the other."""

    received_on: date | None = None
    returned_on: date | None = None
    rounds: list[Round] = field(default_factory=list)
    stopped_on: date | None = None
    """Since when it is waiting."""
    visited_on: date | None = None
    ended_on: date | None = None
    main: str = ""

    def take(self, stage: str, on: date) -> None:
        if stage not in SIDE:
            self.main = stage
        if stage == "waiting":
            self.stopped_on = on
            return
        if self.stopped_on is not None:
            self._pause(self.stopped_on, on)
            self.stopped_on = None
        match stage:
            case "received":
                self.received_on = self.received_on or on
            case "assigned":
                self._assigned(on)
            case "not-ours":
                self.returned_on = on
            case "answered":
                self._change(answered_on=on)
            case "sent-back":
                self._sent_back(on)
            case "visited":
                self.visited_on = on
            case "reopened":
                self.rounds.append(Round((on,)))
            case "closed" | "retracted" | "merged":
                self.ended_on = on

    def _assigned(self, on: date) -> None:
        """For the first time, anew after it was returned, or on again after it had waited."""
        if not self.rounds:
            self.rounds.append(Round((on,)))
        elif self.returned_on is not None:
            self._change(begun=(*self.rounds[-1].begun, on))
        self.returned_on = None

    def _sent_back(self, on: date) -> None:
        """While an answer was looked at, the department's clock stood still."""
        if self.rounds and (since := self.rounds[-1].answered_on):
            self._pause(since, on)
            self._change(answered_on=None)

    def _pause(self, since: date, until: date | None) -> None:
        if self.rounds:
            self._change(pauses=(*self.rounds[-1].pauses, Pause(since, until)))

    def _change(self, **what: Any) -> None:
        if self.rounds:
            self.rounds[-1] = self.rounds[-1]._replace(**what)

    def now(self) -> tuple[Round, ...]:
        """Its rounds, the last with the pause that goes on."""
        if self.stopped_on is not None and self.ended_on is None:
            self._pause(self.stopped_on, None)
            self.stopped_on = None
        return tuple(self.rounds)


def case_of(state: State) -> Case | None:
    """None where it was not opened, or withdrawn from the log again."""
    if state.opened is None:
        return None
    moves = sorted(state.moves(), key=lambda held: held[1:])
    way = _Way()
    for held in moves:
        way.take(str(held.value), held.on)
    opened = state.entries[state.opened]
    answered = state.last_move("answered")
    return Case(
        code=state.subject,
        fields=state.fields(),
        stage=str(moves[-1].value) if moves else "",
        stage_on=moves[-1].on if moves else opened.effective_on,
        main=way.main,
        received_on=way.received_on or opened.effective_on,
        returned_on=way.returned_on,
        rounds=way.now(),
        visited_on=way.visited_on,
        ended_on=way.ended_on,
        into=state.linked_one("into"),
        answer=state.entries[answered.seq].note if answered else "",
    )
