"""What an engine is asked: run this, what became of it, stop it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, Protocol

from dajuan.ledger.trouble import LedgerError
from dajuan.systems.compute.metering import Run

State = Literal["waiting", "running", "ended", "unknown"]


class EngineError(LedgerError):
    """The engine could not be asked, or would not do it."""


class Order(NamedTuple):
    """A job to be run: ``quantity`` cards or cores, each with so many GB, for at most so many hours."""

    code: str
    command: str
    sold_by: str
    quantity: int
    memory: int
    hours: Fraction
    queue: str = ""

    @property
    def name(self) -> str:
        """By which the engine knows it: handing in twice what was handed in before finds it."""
        return f"dajuan-{self.code.lower()}"


class Report(NamedTuple):
    """What the engine says by now. ``runs``: those that are over, in order; a job that was preempted has several.

    ``outcome`` of a job that has ended; "" before. ``unknown``: the engine has never heard of it, or has forgotten.
    """

    state: State
    runs: Sequence[Run] = ()
    outcome: str = ""


class Engine(Protocol):
    """One cluster, as it can be asked."""

    @property
    def kind(self) -> str: ...

    @property
    def recorded_only(self) -> bool:
        """Tested on recorded answers, not on a running cluster; said on the page."""
        ...

    def submit(self, order: Order) -> str:
        """The engine's number for it; the same again for an order handed in before."""
        ...

    def report(self, number: str) -> Report: ...

    def cancel(self, number: str) -> None:
        """Stop it, or take it out of the queue; nothing happens to one that has ended."""
        ...
