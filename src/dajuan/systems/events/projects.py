"""Projects that events claim: when each was signed, over how much."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of, states_as_known
from dajuan.ledger.state import State
from dajuan.systems.events.events import PROJECTS

SIGNED = "signed"
_DEAD = ("terminated", "removed")


class Project(NamedTuple):
    """``signed``: the day it first was; None: not yet. ``total``: 分, as it stood that day, else as it is."""

    code: str
    name: str
    signed: date | None
    total: int
    is_dead: bool
    """Terminated, or taken off the list."""


def projects(
    ledger: Ledger, codes: Iterable[str], *, as_of: date | None = None, size: int | None = None
) -> dict[str, Project]:
    """Those of the codes that are there."""
    wanted, known = sorted(set(codes)), size_of(ledger) if size is None else size
    if not wanted or PROJECTS not in ledger.programmes:
        return {}
    states = states_as_known(ledger, programme=PROJECTS, subjects=wanted, size=known)
    seen = {code: state.seen(as_of=as_of) for code, state in states.items()}
    return {code: _project(state) for code, state in seen.items() if state.opened is not None}


def _project(state: State) -> Project:
    signed, name, stage = state.reached(SIGNED), state.level("name"), state.stage
    total = (state.level("planned-total", signed.on) if signed else None) or state.level("planned-total")
    return Project(
        state.subject,
        str(name.value) if name else state.subject,
        signed.on if signed else None,
        int(total.value) if total else 0,
        stage is not None and stage.value in _DEAD,
    )
