"""算力网 in hand: centres, offers (with what is wrong with those that cannot be offered), jobs that wait and jobs that hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from dajuan.programmes.pack import Name
from dajuan.subjects.asked import Filter
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.compute.calendar import Calendar, calendar_of
from dajuan.systems.compute.jobs import HOLDING, WAITING, Job, job_of
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.objectives import Objective, objective_called
from dajuan.systems.compute.offers import CENTRES, OFFERS, Offer, offer_of
from dajuan.systems.compute.placing import Case, Placing, case_of, optimum
from dajuan.systems.compute.precision import Power, Precision, totals
from dajuan.systems.compute.reasons import Reasons, reasons
from dajuan.systems.firms import every


class Wrong(NamedTuple):
    """An offer that cannot be offered as it stands."""

    row: Row
    troubles: list[Name]


@dataclass(frozen=True)
class Network:
    centres: Mapping[str, Row]
    offers: Mapping[str, Offer]
    wrong: tuple[Wrong, ...]
    waiting: tuple[Job, ...]
    """Those that ask for a place, the oldest first."""
    holding: tuple[Job, ...]

    def calendar(self, now: datetime) -> Calendar:
        return calendar_of(self.offers, (one for job in self.holding if (one := job.taken(now))), now)

    def powers(self, *, free_in: Calendar | None = None) -> Mapping[Precision, Power]:
        """What is on offer at each precision; with a calendar what of it is free now."""
        parts = [
            Power(
                one.precision,
                one.giga * (free_in.free_now(offer.code) if free_in else offer.quantity) // offer.quantity,
            )
            for offer in self.offers.values()
            for one in offer.totals
        ]
        return totals(parts)


def network(subjects: Subjects) -> Network:
    centres = {row.code: row for row in every(subjects, CENTRES)}
    offers, wrong = dict[str, Offer](), list[Wrong]()
    for row in every(subjects, OFFERS, where=Filter(stages=("offered",))):
        centre = centres.get(str(row.fields.get("centre", "")).partition("/")[2])
        found = offer_of(row, centre)
        if isinstance(found, Offer):
            offers[row.code] = found
        else:
            wrong.append(Wrong(row, found))
    jobs = [job_of(row) for row in every(subjects, JOBS, where=Filter(stages=(WAITING, *HOLDING)))]
    waiting = sorted((one for one in jobs if one.stage == WAITING), key=lambda one: (str(one.stage_on), one.code))
    holding = tuple(one for one in jobs if one.stage != WAITING)
    return Network(centres, offers, tuple(wrong), tuple(waiting), holding)


class Round(NamedTuple):
    """All that wait, placed together."""

    case: Case
    placing: Placing
    calendar: Calendar
    objectives: Mapping[str, Objective]
    """Of each job."""
    skipped: tuple[Job, ...]
    """Whose rows cannot be read as needs."""


def placed(found: Network, now: datetime, known: Mapping[str, Objective]) -> Round:
    calendar = found.calendar(now)
    needs = [one.need for one in found.waiting if one.need]
    objectives = {one.code: objective_called(one.objective, known) for one in found.waiting}
    case = case_of(needs, found.offers, calendar, objectives)
    return Round(case, optimum(case), calendar, objectives, tuple(one for one in found.waiting if one.need is None))


def explained(found: Network, made: Round, code: str) -> Reasons:
    """The round's choice for one job. Raises ``KeyError`` where the job was not in it."""
    need = {one.code: one for one in made.case.needs}[code]
    chosen = made.placing.chosen.get(code)
    others = [one for one in made.placing.chosen.values() if one.need != code]
    return reasons(need, found.offers, made.calendar, made.objectives[code], chosen, others)
