"""Ray, by the job API of its head node.

The start time of a Ray job is when it was handed in: it has its waiting in it. What is metered is therefore the life of
the actor that supervises the job, which begins when its cards or cores are there and names them. Ray knows no time
limit, and nothing takes a job's place away while it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import time
from typing import Any, NamedTuple

from dajuan.systems.compute.engines.asking import Service
from dajuan.systems.compute.engines.engine import EngineError, Order, Report, State
from dajuan.systems.compute.metering import Run

_SUPERVISOR = "_ray_internal_job_actor_"
_LATE = 120
"""Seconds after which the head should have heard."""
_STATES: Mapping[str, State] = {"PENDING": "waiting", "RUNNING": "running"}


class Ray(NamedTuple):
    service: Service
    kind: str = "ray"
    recorded_only: bool = False

    def submit(self, order: Order) -> str:
        if self._job(order.name):
            return order.name
        asked: dict[str, Any] = {
            "submission_id": order.name,
            "entrypoint": order.command,
            "entrypoint_num_gpus" if order.sold_by == "card" else "entrypoint_num_cpus": order.quantity,
        }
        if order.memory and order.sold_by == "core":
            asked["entrypoint_memory"] = order.memory * order.quantity * 2**30
        self.service.ask("POST", "/api/jobs/", asked)
        return order.name

    def report(self, number: str) -> Report:
        job = self._job(number)
        if not job:
            return Report("unknown")
        if job["status"] in _STATES:
            return Report(_STATES[job["status"]])
        outcome = _outcome(job)
        held = self._held(number)
        if held is None or not held["endTime"]:
            # The head hears of both its start and its end some time after the job has ended: until then it is not
            # accounted for. One that never began has an end, but no start.
            if time() - job["end_time"] / 1000 < _LATE:
                return Report("running")
            raise EngineError(
                f"Ray 不记得作业 {number} 占用过什么，无法计量",
                f"Ray does not know what the job {number} held, so it cannot be metered",
            )
        return Report("ended", _runs(held, outcome), outcome)

    def cancel(self, number: str) -> None:
        self.service.ask("POST", f"/api/jobs/{number}/stop")

    def _job(self, number: str) -> dict[str, Any] | None:
        job: dict[str, Any] | None = self.service.ask("GET", f"/api/jobs/{number}", besides=404)
        return job

    def _held(self, number: str) -> dict[str, Any] | None:
        """The supervising actor's life and what it held."""
        actors = self.service.ask("GET", "/logical/actors")["data"]["actors"].values()
        return next((one for one in actors if one.get("name") == _SUPERVISOR + number), None)


def _runs(held: dict[str, Any], outcome: str) -> tuple[Run, ...]:
    """None where it never began."""
    if not held["startTime"]:
        return ()
    resources = held["requiredResources"]
    quantity = round(resources.get("GPU") or resources.get("CPU") or 0)
    return (Run(held["startTime"], held["endTime"], quantity, outcome),)


def _outcome(job: dict[str, Any]) -> str:
    if job["status"] == "SUCCEEDED":
        return "completed"
    if job["status"] == "STOPPED":
        return "cancelled"
    return "failed" if job.get("driver_exit_code") is not None else "broken"
