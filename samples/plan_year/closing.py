"""The year's end: what the board shows as met is closed; what is not met stays open for all to see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samples.plan_year.agenda import Step
from samples.plan_year.script import Stage, closed

from dajuan.answers.board import board
from dajuan.answers.rules import rules_of
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.zone import Zone


def closings(zone: Zone, stage: Stage, passed: date) -> Iterator[Step]:
    """Done and closed, of every target that was passed by its reviewer and is done by the board of that day."""
    engine = DuckEngine(stage.ledger.store, zone.derived)
    try:
        found = board(stage.ledger, engine, rules_of(zone), year=stage.year, as_of=passed)
    finally:
        engine.close()
    for one in found.standings:
        if one.target.stage == "reviewed" and one.light.state == "done":
            yield from closed(stage, one.target, passed)
