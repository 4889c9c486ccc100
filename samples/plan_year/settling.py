"""January: the plan comes in, is settled, divided, and handed to its owners."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path

from samples.plan_year.decisions import Decisions
from samples.plan_year.people import OFFICE

from dajuan.answers.plan import Milestone, Part, add_milestones, drop, import_plan, merge, settle, split
from dajuan.answers.read import targets
from dajuan.answers.target import Target
from dajuan.claims.read import read
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.zone import Zone

Decide = Callable[[Sequence[Target]], Decisions]
_STEP = re.compile(r"(\d{4}-\d\d-\d\d)=([^:]+):(\d+)")


def settled(zone: Zone, ledger: Ledger, plan: Path, year: int, decide: Decide) -> Decisions:
    """Import on the 17th, drop and merge, set and assign on the 18th, divide on the 19th."""

    def at(day: int, hour: int) -> datetime:
        return datetime.combine(date(year, 1, day), time(hour, 30), ledger.timezone)

    first, second = date(year, 1, 17), date(year, 1, 18)
    import_plan(ledger, read(plan), plan, evidence=zone.evidence(), actor=OFFICE, on=first, year=year, now=at(17, 9))
    decisions = decide(targets(ledger, year=year))
    for code, one in decisions.each("merge"):
        merge(ledger, one.said, [code], actor=OFFICE, on=second, now=at(18, 9))
    for code, one in decisions.each("drop"):
        drop(ledger, [code], why=one.why, actor=OFFICE, on=second, now=at(18, 9))
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for target in targets(ledger, year=year):
        if target.stage == "proposed":
            alike.setdefault(tuple(decisions.changes(target.code).items()), []).append(target.code)
    for changes, codes in alike.items():
        settle(ledger, codes, actor=OFFICE, on=second, changes=dict(changes), now=at(18, 10))
    _divide(ledger, decisions, date(year, 1, 19), at(19, 9))
    return decisions


def _divide(ledger: Ledger, decisions: Decisions, on: date, now: datetime) -> None:
    for code, one in decisions.each("split"):
        said = [part.partition("@") for part in one.said.split("；")]
        parts = [Part(*owner.split(":")) for owner, _, _ in said]
        split(ledger, code, parts, actor=OFFICE, on=on, now=now)
        for nth, (_, _, indicator) in enumerate(said, 1):
            if indicator:
                changes = {"indicator": indicator}
                settle(ledger, [f"{code}.{nth}"], actor=OFFICE, on=on, changes=changes, now=now)
    for code, one in decisions.each("milestone"):
        steps = [
            Milestone(name, date.fromisoformat(due), Fraction(weight)) for due, name, weight in _STEP.findall(one.said)
        ]
        add_milestones(ledger, code, [_without_mark(step) for step in steps], actor=OFFICE, on=on, now=now)


def _without_mark(step: Milestone) -> Milestone:
    return step._replace(name=step.name.strip("；"))
