"""The Kueue adapter against recorded answers. No Kubernetes is run here, and the adapter says so."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dajuan.systems.compute.engines.asking import Service
from dajuan.systems.compute.engines.engine import EngineError, Order
from dajuan.systems.compute.engines.kueue import Kueue

RECORDED = json.loads((Path(__file__).parent / "recorded" / "kueue.json").read_text("utf-8"))
ORDER = Order("K-1", "python train.py", "card", 4, 80, Fraction(3, 2))


class _Api(ThreadingHTTPServer):
    """Answers as recorded, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, Any, str]] = []
        self.job: dict[str, Any] | None = None
        self.workload: dict[str, Any] | None = None

    def shows(self, status: str, workload: str) -> None:
        self.job = RECORDED["job"] | {"status": RECORDED["statuses"].get(status, {})}
        self.workload = {"metadata": {"name": "job-dajuan-k-1-1f2e3"}, "status": RECORDED["workloads"][workload]}


class _Handler(BaseHTTPRequestHandler):
    server: _Api

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        told = json.loads(body) if body else None
        self.server.asked.append((self.command, self.path, told, self.headers.get("Authorization", "")))
        status, answer = self._found()
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def _found(self) -> tuple[int, Any]:
        if self.command == "POST":
            return (409, {"reason": "AlreadyExists"}) if self.server.job else (201, {})
        if "/workloads" in self.path:
            return 200, {"items": [self.server.workload]} if self.command == "GET" else {}
        return (200, self.server.job) if self.server.job else (404, {"reason": "NotFound"})

    do_GET = do_POST = do_PATCH = _answer  # noqa: N815 - as http.server calls them

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def api() -> Iterator[_Api]:
    made = _Api()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def engine(api, tmp_path) -> Kueue:
    token = tmp_path / "token"
    token.write_text("secret\n")
    service = Service(f"http://127.0.0.1:{api.server_address[1]}", token)
    return Kueue(service, "compute", "users", "registry.example/train:1")


def test_it_says_that_it_was_tried_on_recorded_answers_only(engine):
    assert engine.recorded_only


def test_a_job_is_handed_in_suspended_to_its_queue(engine, api):
    assert engine.submit(ORDER) == "dajuan-k-1"
    method, path, job, token = api.asked[0]
    assert (method, path, token) == ("POST", "/apis/batch/v1/namespaces/compute/jobs", "Bearer secret")
    assert job["metadata"]["labels"] == {"kueue.x-k8s.io/queue-name": "users"}
    spec = job["spec"]
    assert (spec["suspend"], spec["parallelism"], spec["backoffLimit"], spec["activeDeadlineSeconds"]) == (
        True,
        4,
        0,
        5400,
    )
    assert spec["template"]["spec"]["containers"][0]["resources"]["requests"] == {"nvidia.com/gpu": "1"}


def test_handed_in_before_is_the_same_job(engine, api):
    api.shows("running", "admitted")
    assert engine.submit(ORDER) == "dajuan-k-1"


@pytest.mark.parametrize(
    ("status", "workload", "state", "outcome", "runs"),
    [
        ("", "pending", "waiting", "", []),
        ("running", "admitted", "running", "", []),
        ("complete", "admitted", "ended", "completed", [(7200, "completed")]),
        ("failed", "admitted", "ended", "failed", [(1805, "failed")]),
        ("late", "admitted", "ended", "timed-out", [(3600, "timed-out")]),
        ("", "preempted", "waiting", "", [(1800, "preempted")]),
        ("complete", "again", "ended", "completed", [(1800, "preempted"), (7200, "completed")]),
        ("", "stopped", "ended", "cancelled", [(600, "cancelled")]),
    ],
)
def test_what_became_of_it(engine, api, status, workload, state, outcome, runs):
    api.shows(status, workload)
    report = engine.report("dajuan-k-1")
    assert (report.state, report.outcome) == (state, outcome)
    assert [((one.end - one.start) // 1000, one.outcome) for one in report.runs] == runs
    assert all(one.quantity == 4 for one in report.runs)


def test_cancelling_takes_the_workload_out_and_leaves_its_account(engine, api):
    api.shows("running", "admitted")
    engine.cancel("dajuan-k-1")
    method, path, told, _ = api.asked[-1]
    assert (method, told) == ("PATCH", {"spec": {"active": False}})
    assert path.endswith("/namespaces/compute/workloads/job-dajuan-k-1-1f2e3")


def test_no_such_job_is_unknown_and_no_cluster_is_told(engine):
    assert engine.report("dajuan-k-9").state == "unknown"
    with pytest.raises(EngineError, match="没有回应"):
        Kueue(Service("http://127.0.0.1:9"), "a", "b", "c").report("x")
