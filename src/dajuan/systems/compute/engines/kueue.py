"""Kubernetes with Kueue: a ``batch/v1`` Job in a local queue; Kueue's Workload says what was admitted and evicted.

Tested on recorded answers only (shapes of Kueue v1beta2 and Kubernetes batch/v1), not on a running cluster: pages say so.
Runs before the last one are what Kueue itself counts (``accumulatedPastExecutionTimeSeconds``), told as one run that
ends with the last eviction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import ceil
from typing import Any, NamedTuple

from dajuan.systems.compute.engines.asking import Service
from dajuan.systems.compute.engines.engine import Order, Report
from dajuan.systems.compute.metering import Run

_QUEUE, _OF_JOB = "kueue.x-k8s.io/queue-name", "kueue.x-k8s.io/job-uid"
_WORKLOADS = "/apis/kueue.x-k8s.io/v1beta2/namespaces"
_STOPPED = "Deactivated"
_MERGE = "application/merge-patch+json"


class Kueue(NamedTuple):
    service: Service
    namespace: str
    queue: str
    image: str
    cards: str = "nvidia.com/gpu"
    kind: str = "kueue"
    recorded_only: bool = True

    def submit(self, order: Order) -> str:
        self.service.ask("POST", self._jobs, self._job(order), besides=409)  # Handed in before.
        return order.name

    def report(self, number: str) -> Report:
        job = self.service.ask("GET", f"{self._jobs}/{number}", besides=404)
        return _report(job, self._workload(job)) if job else Report("unknown")

    def cancel(self, number: str) -> None:
        """Kueue evicts what is not active; the objects stay, with what they account for."""
        workload = self._workload(self.service.ask("GET", f"{self._jobs}/{number}"))
        if workload:
            path = f"{_WORKLOADS}/{self.namespace}/workloads/{workload['metadata']['name']}"
            self.service.ask("PATCH", path, {"spec": {"active": False}}, kind=_MERGE)

    @property
    def _jobs(self) -> str:
        return f"/apis/batch/v1/namespaces/{self.namespace}/jobs"

    def _workload(self, job: Mapping[str, Any]) -> Mapping[str, Any]:
        path = f"{_WORKLOADS}/{self.namespace}/workloads?labelSelector={_OF_JOB}%3D{job['metadata']['uid']}"
        items = self.service.ask("GET", path)["items"]
        return items[0] if items else {}

    def _job(self, order: Order) -> dict[str, Any]:
        """One pod a card or core, all of them or none; it is not tried again by Kubernetes."""
        each: dict[str, str] = {self.cards: "1"} if order.sold_by == "card" else {"cpu": "1"}
        if order.memory and order.sold_by == "core":
            each["memory"] = f"{order.memory}Gi"
        container = {
            "name": "job",
            "image": self.image,
            "command": ["/bin/sh", "-c", order.command],
            "resources": {"requests": each, "limits": each},
        }
        return {
            "apiVersion": "batch/v1",
            "kind": "Job",
            "metadata": {"name": order.name, "labels": {_QUEUE: order.queue or self.queue}},
            "spec": {
                "suspend": True,
                "parallelism": order.quantity,
                "completions": order.quantity,
                "completionMode": "Indexed",
                "backoffLimit": 0,
                "activeDeadlineSeconds": ceil(order.hours * 3600),
                "template": {"spec": {"restartPolicy": "Never", "containers": [container]}},
            },
        }


def _report(job: Mapping[str, Any], workload: Mapping[str, Any]) -> Report:
    status, quantity = job.get("status", {}), int(job["spec"]["parallelism"])
    conditions = _true(workload)
    past = _past(workload, quantity)
    ended = next(
        (one for one in status.get("conditions", []) if one["status"] == "True" and one["type"] in _OVER), None
    )
    if ended:
        outcome = _OVER[ended["type"]] or ("timed-out" if ended.get("reason") == "DeadlineExceeded" else "failed")
        run = _last(status, ended, quantity, outcome)
        return Report("ended", (*past, *([run] if run else [])), outcome)
    evicted = conditions.get("Evicted", {})
    if evicted.get("reason") == _STOPPED:
        runs = tuple(one._replace(outcome="cancelled") for one in past)
        return Report("ended", runs, "cancelled")
    return Report("running" if "Admitted" in conditions and status.get("active") else "waiting", past)


_OVER: Mapping[str, str] = {"Complete": "completed", "Failed": ""}


def _true(workload: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    found = workload.get("status", {}).get("conditions", [])
    return {one["type"]: one for one in found if one["status"] == "True"}


def _past(workload: Mapping[str, Any], quantity: int) -> tuple[Run, ...]:
    """What was run before the last eviction."""
    status = workload.get("status", {})
    seconds = int(status.get("accumulatedPastExecutionTimeSeconds") or 0)
    evicted = next((one for one in status.get("conditions", []) if one["type"] == "Evicted"), None)
    if not seconds or evicted is None:
        return ()
    outcome = "broken" if evicted["reason"] == "NodeFailures" else "preempted"
    end = _milliseconds(evicted["lastTransitionTime"])
    return (Run(end - 1000 * seconds, end, quantity, outcome),)


def _last(status: Mapping[str, Any], ended: Mapping[str, Any], quantity: int, outcome: str) -> Run | None:
    if not status.get("startTime"):
        return None
    end = status.get("completionTime") or ended["lastTransitionTime"]
    return Run(_milliseconds(status["startTime"]), _milliseconds(end), quantity, outcome)


def _milliseconds(stamp: str) -> int:
    return round(datetime.fromisoformat(stamp).timestamp() * 1000)
