"""算力作业: a job as its row says, whatever stage it is in; and what it holds of an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from dajuan.programmes.pack import Value
from dajuan.subjects.row import Row
from dajuan.systems.compute.calendar import SLOT, Taken
from dajuan.systems.compute.metering import Run, runs_of
from dajuan.systems.compute.needs import Need, need_of

WAITING = "requested"
HOLDING = ("matched", "submitted", "running", "preempted")
"""Stages in which a job has a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    code: str
    last: int = -1
    """The newest entry about it when it was looked at."""
    name: str
    enterprise: str
    stage: str
    stage_on: date | None
    need: Need | None
    """None: its row cannot be read as a need."""
    fields: dict[str, Value]
    offer: str = ""
    quantity: int = 0
    price: int = 0
    planned_start: datetime | None = None
    engine: str = ""
    engine_job: str = ""
    runs: tuple[Run, ...] = ()
    outcome: str = ""

    @property
    def objective(self) -> str:
        return str(self.fields.get("objective", ""))

    @property
    def command(self) -> str:
        return str(self.fields.get("command", ""))

    def number(self, key: str) -> int:
        return int(self.fields.get(key, 0))

    def taken(self, now: datetime) -> Taken | None:
        """What it holds from now on: as planned, and what should have ended by now for one slot more."""
        if self.stage not in HOLDING or not self.offer or self.need is None:
            return None
        start = 0 if self.planned_start is None else int((self.planned_start - now) // SLOT)
        end = max(start + ceil(self.need.hours), 1)
        return Taken(self.offer, self.quantity, max(start, 0), end)


def job_of(row: Row) -> Job:
    said = dict(row.fields)
    planned = str(said.get("planned-start", ""))
    return Job(
        code=row.code,
        last=row.last,
        name=row.name,
        enterprise=str(said.get("enterprise", "")),
        stage=row.stage,
        stage_on=row.stage_on,
        need=_need(row.code, said),
        fields=said,
        offer=str(said.get("offer", "")).partition("/")[2],
        quantity=int(said.get("placed-quantity", 0)),
        price=int(said.get("price", 0)),
        planned_start=datetime.fromisoformat(planned) if planned else None,
        engine=str(said.get("engine", "")),
        engine_job=str(said.get("engine-job", "")),
        runs=tuple(runs_of(str(said.get("attempts", "")))),
        outcome=str(said.get("outcome", "")),
    )


def _need(code: str, said: dict[str, Value]) -> Need | None:
    try:
        return need_of(code, said)
    except (KeyError, ValueError):
        return None
