"""A centre's month: what it had on offer by the day, what of it metered jobs used; cards and cores apart."""

from __future__ import annotations

from datetime import date, datetime

from tests.systems.compute.cases import offer
from tests.systems.compute.life import ZONE

from dajuan.systems.compute.jobs import Job
from dajuan.systems.compute.metering import Run
from dajuan.systems.compute.use import Use, draft_of, use_of_month

OCTOBER = date(2025, 10, 15)


def at(day: int, hour: int, month: int = 10) -> int:
    return round(datetime(2025, month, day, hour, tzinfo=ZONE).timestamp() * 1000)


def job(where: str, *runs: Run) -> Job:
    return Job(
        code="J", name="J", enterprise="", stage="settled", stage_on=None, need=None, fields={}, offer=where, runs=runs
    )


def test_days_on_offer_and_the_part_of_runs_that_lies_in_the_month():
    offers = [offer("A", valid_from=date(2025, 10, 22)), offer("K", sold_by="core", quantity=100)]
    jobs = [
        job("A", Run(at(31, 22), at(1, 2, 11), 4, "completed")),
        job("K", Run(at(30, 22, 9), at(1, 1), 10, "completed"), Run(at(5, 0), at(5, 1), 10, "preempted")),
        job("X", Run(at(5, 0), at(6, 0), 100, "completed")),
    ]
    assert use_of_month(offers, jobs, OCTOBER, ZONE) == Use(
        10 * 24 * 8 * 10**6, 2 * 4 * 10**6, 31 * 24 * 100 * 10**6, 20 * 10**6
    )


def test_what_is_not_sold_is_no_field_of_the_entry():
    draft = draft_of("C", OCTOBER, Use(8, 4, 0, 0))
    assert draft.fields == {"cards-available": 8, "cards-used": 4}
    assert draft.effective_on == date(2025, 10, 31)
