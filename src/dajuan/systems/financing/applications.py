"""申请: the funnel, sums asked for, approved, drawn, repaid. Days to money are the pack's indicators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.state import State
from dajuan.systems.firms import REGISTER

APPLICATIONS = "financing-applications"
WAY = ("applied", "matched", "approved", "drawn", "repaid")
SUMS = ("amount", "approved", "drawn", "repaid")


class Application(NamedTuple):
    code: str
    stages: Mapping[str, date]
    """Stage → when it was first reached."""
    stage: str
    sums: Mapping[str, int]
    """分, by ``SUMS``."""


class Funnel(NamedTuple):
    reached: Mapping[str, int]
    """Applications that reached a stage, or one after it."""
    aside: Mapping[str, int]
    sums: Mapping[str, int]


def application(code: str, state: State) -> Application:
    stages = {stage: held.on for stage in (*WAY, "declined", "withdrawn") if (held := state.reached(stage))}
    levels = state.levels()
    sums = {key: value for key in SUMS if key in levels and type(value := levels[key].value) is int}
    return Application(code, stages, str(state.stage.value) if state.stage else "", sums)


def funnel(some: Iterable[Application]) -> Funnel:
    found = list(some)
    reached = {
        stage: sum(any(later in one.stages for later in WAY[n:]) for one in found) for n, stage in enumerate(WAY)
    }
    aside = {stage: sum(one.stage == stage for one in found) for stage in ("declined", "withdrawn")}
    sums = {key: sum(one.sums.get(key, 0) for one in found) for key in SUMS}
    return Funnel(reached, aside, sums)


def applied(firm: str, fields: Mapping[str, Value], known: Sequence[str], on: date) -> list[Draft]:
    """A new application. ``known``: the firm's codes, of which the day's next is taken."""
    stem = f"{on:%Y%m%d}.{firm}"
    numbers = [int(one.rpartition(".")[2]) for one in known if one.startswith(f"{stem}.")]
    code = f"{stem}.{max(numbers, default=0) + 1}"
    links = {"enterprise": f"{REGISTER}/{firm}"}
    return [
        Draft(programme=APPLICATIONS, subject=code, kind="opened", effective_on=on, fields=dict(fields), links=links),
        Draft(programme=APPLICATIONS, subject=code, kind="moved", stage="applied", effective_on=on),
    ]
