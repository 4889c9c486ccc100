"""机时: card-hours and core-hours that a centre had in a month and that jobs used, from offers and metered runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from dajuan.figures.period import period_with
from dajuan.ledger.entry import Draft, Value
from dajuan.systems.compute.jobs import Job
from dajuan.systems.compute.metering import Run
from dajuan.systems.compute.offers import CENTRES, Offer

_HOUR = 10**6
"""Millionths."""


class Use(NamedTuple):
    """Millionths of card-hours and core-hours; cards and cores are never added."""

    cards_available: int = 0
    cards_used: int = 0
    cores_available: int = 0
    cores_used: int = 0


def use_of_month(offers: Sequence[Offer], jobs: Iterable[Job], month: date, zone: tzinfo) -> Use:
    """``offers``: a centre's, all that were valid in the month. Runs count with the part of them that lies in it."""
    _, first, last = period_with("month", month)
    had, used = {"card": 0, "core": 0}, {"card": 0, "core": 0}
    by_code = {one.code: one for one in offers}
    for one in offers:
        days = (min(last, one.valid_until) - max(first, one.valid_from)).days + 1
        had[one.sold_by] += max(0, days) * 24 * one.quantity * _HOUR
    span = _span(first, last, zone)
    for job in jobs:
        if job.offer in by_code:
            used[by_code[job.offer].sold_by] += sum(_within(run, *span).metered for run in job.runs)
    return Use(had["card"], used["card"], had["core"], used["core"])


def _span(first: date, last: date, zone: tzinfo) -> tuple[int, int]:
    start, end = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    return round(start.timestamp() * 1000), round(end.timestamp() * 1000)


def _within(run: Run, start: int, end: int) -> Run:
    begin = max(run.start, start)
    return run._replace(start=begin, end=max(begin, min(run.end, end)))


def draft_of(centre: str, month: date, use: Use) -> Draft:
    """The month's amounts, as the centre's entry."""
    fields: Mapping[str, Value] = {
        key.replace("_", "-"): value for key, value in use._asdict().items() if _is_sold(key, use)
    }
    end = period_with("month", month).end
    return Draft(programme=CENTRES, subject=centre, kind="measured", effective_on=end, fields=dict(fields))


def _is_sold(key: str, use: Use) -> bool:
    return bool(use.cards_available if key.startswith("cards") else use.cores_available)
