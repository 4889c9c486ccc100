"""The whole of it: the year before, January, the year, its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from samples.plan_year.agenda import Call, Step, carry_out
from samples.plan_year.binding import suggested
from samples.plan_year.closing import closings
from samples.plan_year.decisions import Decisions, drawn, written
from samples.plan_year.fit import fitted
from samples.plan_year.script import Stage, script
from samples.plan_year.settling import settled
from samples.year.month import PROGRAMMES, Month
from samples.year.scale import YUNLING, Scale
from samples.year.simulate import months
from samples.year.zone import Intake, simulated_zone

from dajuan.answers.read import targets
from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.read import size_of
from dajuan.ledger.zone import Zone

SAMPLES = Path(__file__).resolve().parents[1]
PLAN, YEAR = SAMPLES / "yunling-2025.docx", 2025
BINDINGS, DECISIONS = SAMPLES / "yunling-2025-bindings.tsv", SAMPLES / "yunling-2025-decisions.tsv"
SMALL = replace(YUNLING, firms=YUNLING.firms // 10)


@dataclass(frozen=True)
class Made:
    """A zone with a year behind it; its ledger is closed."""

    zone: Zone
    year: int
    before: int
    """Entries of the year before."""
    entries: int
    targets: tuple[Target, ...]


def make(
    folder: Path,
    *,
    plan: Path = PLAN,
    year: int = YEAR,
    seed: int = 2024,
    scale: Scale = YUNLING,
    reports: bool = False,
) -> Made:
    """Make a zone in ``folder``/zone, out of files in ``folder``/files. ``reports`` prints each month as it is done."""
    zone = simulated_zone(folder / "zone", (PROGRAMME, *PROGRAMMES))
    ledger = ledger_of(zone)
    intake = Intake(zone, ledger, folder / "files")
    try:
        for month in months(year - 1, 1, seed=seed, scale=scale):
            intake.take(month)
            intake.check(month)
            _said(month, reports)
        before = size_of(ledger)
        decisions = settled(zone, ledger, plan, year, lambda known: _decided(ledger, known, plan, year, seed))
        stage = Stage(ledger, zone.evidence(), decisions, year, seed, ledger.timezone)
        known = targets(ledger, year=year)
        scale = scale if plan.resolve() == PLAN else fitted(scale, known, seed)
        _run(zone, stage, intake, list(months(year - 1, 2, seed=seed, scale=scale))[12:], reports)
        return Made(zone, year, before, size_of(ledger), tuple(targets(ledger, year=year)))
    finally:
        ledger.store.close()


def _decided(ledger: Ledger, known: Sequence[Target], plan: Path, year: int, seed: int) -> Decisions:
    if plan.resolve() == PLAN:
        return written(known, BINDINGS, DECISIONS)
    return drawn(known, year, seed, suggested(ledger.programmes, known))


def _run(zone: Zone, stage: Stage, intake: Intake, year: Sequence[Month], reports: bool) -> None:
    carry_out(stage.ledger, agenda(stage, intake, year, reports))
    carry_out(stage.ledger, closings(zone, stage, last_day(stage.year)))


def last_day(year: int) -> date:
    """By when the reports of its December are passed: what is done by then is closed."""
    return date(year + 1, 1, 14)


def agenda(stage: Stage, intake: Intake, year: Sequence[Month], reports: bool) -> list[Step | Call]:
    """A year after its plan was handed out, but for its closing."""
    known = [one for one in targets(stage.ledger, year=stage.year) if one.stage == "assigned"]
    lives = (step for one in known for step in script(stage, one, known))
    return [*lives, *_intakes(intake, year, reports)]


def _intakes(intake: Intake, year: Sequence[Month], reports: bool) -> Iterator[Call]:
    for month in year:

        def take(_: datetime, month: Month = month) -> None:
            intake.take(month)

        def check(_: datetime, month: Month = month) -> None:
            intake.check(month)
            _said(month, reports)

        yield Call(intake.comes_in(month), take)
        yield Call(intake.is_checked(month), check)


def _said(month: Month, reports: bool) -> None:
    if reports:
        print(f"{month.end:%Y-%m}", flush=True)
