"""The steps of a job as drafts of entries: asked for, matched, handed in, what the engine says of it, metered.

Each draft has a key made from the step, the job and the newest entry about it: done twice from what was seen once, a step
is written once; done again after it was withdrawn, it is written again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo

from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Name
from dajuan.systems.compute.candidates import Candidate
from dajuan.systems.compute.engines.engine import Order, Report
from dajuan.systems.compute.jobs import Job
from dajuan.systems.compute.metering import Run, metered, told
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.offers import OFFERS, WITHDRAWN, Offer
from dajuan.systems.compute.precision import Precision


def requested(code: str, fields: Mapping[str, Value], on: date) -> list[Draft]:
    """A need enters the programme."""
    key = f"compute/{code}"
    return [
        Draft(programme=JOBS, subject=code, kind="opened", effective_on=on, fields=dict(fields), key=f"{key}/opened"),
        Draft(programme=JOBS, subject=code, kind="moved", stage="requested", effective_on=on, key=f"{key}/requested"),
    ]


def matched(job: Job, chosen: Candidate, offer: Offer, start: datetime, why: Name, on: date) -> Draft:
    """It has a place; the reason goes with it."""
    fields: dict[str, Value] = {
        "offer": f"{OFFERS}/{offer.code}",
        "placed-quantity": chosen.quantity,
        "price": offer.price,
        "quoted": chosen.cost,
        "planned-start": start.astimezone(UTC).isoformat(timespec="seconds"),
    }
    return _moved(job, "matched", on, fields, note=f"{why.zh} / {why.en}")


def order_of(job: Job, offer: Offer) -> Order:
    """Raises ``LedgerError`` where the job does not say what is to be run."""
    if job.need is None or not job.command.strip():
        raise LedgerError(f"{job.code}：没有写运行命令", f"{job.code}: it does not say which command to run")
    return Order(job.code, job.command, offer.sold_by, job.quantity, job.need.memory, job.need.hours, offer.queue)


def submitted(job: Job, engine: str, number: str, on: date) -> Draft:
    return _moved(job, "submitted", on, {"engine": engine, "engine-job": number})


def followed(job: Job, report: Report, on: date, zone: tzinfo) -> list[Draft]:
    """What the engine says now, as far as the ledger does not know it yet."""
    drafts: list[Draft] = []
    days = _Days(job, on, zone)
    runs = list(report.runs)
    began = bool(runs) or report.state == "running"
    if job.stage == "submitted" and began:
        drafts.append(_moved(job, "running", days.start(runs)))
    if report.state == "running" and job.stage == "preempted":
        drafts.append(_moved(job, "running", on))
    if report.state == "waiting" and len(runs) > len(job.runs):
        drafts.append(_moved(job, "preempted", days.end(runs), {"attempts": told(runs)}))
    if report.state == "ended":
        drafts += _over(job, report, runs, days)
    return drafts


def _over(job: Job, report: Report, runs: Sequence[Run], days: _Days) -> list[Draft]:
    if not runs and report.outcome == "cancelled":
        return [dropped(job, "没有运行就取消了 / cancelled before it ran", days.today)]
    if job.stage == "preempted":
        return [_moved(job, "running", days.end(runs)), *_ended(job, report, runs, days)]
    return _ended(job, report, runs, days)


def _ended(job: Job, report: Report, runs: Sequence[Run], days: _Days) -> list[Draft]:
    fields: dict[str, Value] = {"outcome": report.outcome}
    if runs:
        fields["attempts"] = told(runs)
    return [_moved(job, "ended", days.end(runs), fields)]


class _Days:
    """On which days steps fall: those of the runs, never before the stage that the job is in, never ahead of today."""

    def __init__(self, job: Job, today: date, zone: tzinfo) -> None:
        self.first, self.today, self.zone = job.stage_on or today, today, zone

    def start(self, runs: Sequence[Run]) -> date:
        return self._day(runs[0].start) if runs else self.today

    def end(self, runs: Sequence[Run]) -> date:
        return self._day(runs[-1].end) if runs else self.today

    def _day(self, milliseconds: int) -> date:
        return min(max(datetime.fromtimestamp(milliseconds / 1000, self.zone).date(), self.first), self.today)


def dropped(job: Job, why: str, on: date) -> Draft:
    """Nothing ever ran."""
    return _moved(job, "dropped", on, note=why)


def measured(job: Job, sold_by: str, on: date) -> Draft:
    """计量: card-hours or core-hours, each in its own field."""
    field = "card-time" if sold_by == "card" else "core-time"
    return _moved(job, "metered", on, {field: metered(job.runs)})


def withdrawn(offer: str, on: date) -> Draft:
    """An offer is taken down: its powers become nought, and figures fall with them."""
    fields: dict[str, Value] = {one.value: 0 for one in Precision}
    return Draft(programme=OFFERS, subject=offer, kind="moved", stage=WITHDRAWN, effective_on=on, fields=fields)


def _moved(job: Job, stage: str, on: date, fields: Mapping[str, Value] | None = None, *, note: str = "") -> Draft:
    return Draft(
        programme=JOBS, subject=job.code, kind="moved", stage=stage, effective_on=on, fields=dict(fields or {}), note=note,
        key=f"compute/{job.code}/{stage}-{job.last}",
    )  # fmt: skip
