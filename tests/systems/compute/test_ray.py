"""The Ray adapter against a real head: what is metered is what was held, not how long the job waited."""

from __future__ import annotations

from fractions import Fraction
from time import time

import pytest
from tests.systems.compute.clusters import report_when

from dajuan.systems.compute.engines.asking import Service
from dajuan.systems.compute.engines.engine import EngineError, Order
from dajuan.systems.compute.engines.ray import Ray


def order(code: str, command: str, quantity: int = 1) -> Order:
    return Order(code, command, "core", quantity, 0, Fraction(1))


def answering(monkeypatch, job, state, start, end) -> Ray:
    actor = {
        "name": "_ray_internal_job_actor_x", "state": state, "startTime": start, "endTime": end, "requiredResources": {"CPU": 2}
    }  # fmt: skip
    answers = {"/api/jobs/x": job, "/logical/actors": {"data": {"actors": {"1": actor}}}}
    monkeypatch.setattr(Service, "ask", lambda _, method, path, **more: answers[path])
    return Ray(Service("http://127.0.0.1:9"))


def test_waiting_is_not_metered(ray_cluster, tmp_path):
    """Both want all there is, so the second waits for the first: what is metered holds what each was doing, and no more."""
    engine = ray_cluster.engine()
    clock = f"date +%s%3N >> {tmp_path}"
    asked = [order(code, f"{clock}/{code}; sleep 2; {clock}/{code}", 2) for code in ("ray-a", "ray-b")]
    numbers = [engine.submit(one) for one in asked]
    assert engine.submit(asked[0]) == numbers[0]
    found = [report_when(engine, one, "ended") for one in numbers]
    assert [one.outcome for one in found] == ["completed", "completed"]
    first, second = (one.runs[0] for one in found)
    assert first.quantity == second.quantity == 2
    (a_began, a_ended), (b_began, b_ended) = (
        map(int, (tmp_path / one).read_text().split()) for one in ("ray-a", "ray-b")
    )
    assert first.start <= a_began < a_ended <= first.end
    assert a_ended <= second.start <= b_began < b_ended <= second.end


def test_a_job_that_fails_and_one_that_is_stopped(ray_cluster):
    engine = ray_cluster.engine()
    bad, long = engine.submit(order("ray-bad", "exit 3")), engine.submit(order("ray-long", "sleep 600"))
    assert report_when(engine, bad, "ended").outcome == "failed"
    report_when(engine, long, "running")
    engine.cancel(long)
    done = report_when(engine, long, "ended")
    assert (done.outcome, len(done.runs)) == ("cancelled", 1)
    assert engine.report("dajuan-never").state == "unknown"


@pytest.mark.parametrize(
    ("state", "start", "end", "said", "runs"),
    [
        ("PENDING_CREATION", 0, 0, "running", 0),
        ("ALIVE", 1_000, 0, "running", 0),
        ("DEAD", 1_000, 9_000, "ended", 1),
        ("DEAD", 0, 9_000, "ended", 0),  # It waited for cards until Ray gave it up.
    ],
)
def test_a_job_is_over_when_the_head_has_heard_of_its_end(monkeypatch, state, start, end, said, runs):
    """As Ray 2.60 answered: a job that failed at once is FAILED while the head still has its actor as about to begin."""
    job = {"status": "FAILED", "end_time": time() * 1000, "driver_exit_code": 3}
    told = answering(monkeypatch, job, state, start, end).report("x")
    assert (told.state, len(told.runs)) == (said, runs)


def test_what_the_head_never_hears_of_is_not_metered_as_nothing(monkeypatch):
    job = {"status": "FAILED", "end_time": 9_000, "driver_exit_code": 3}
    with pytest.raises(EngineError, match="无法计量"):
        answering(monkeypatch, job, "ALIVE", 1_000, 0).report("x")


def test_a_wrong_token_is_told(ray_cluster, tmp_path):
    token = tmp_path / "token"
    token.write_text("0" * 64)
    with pytest.raises(EngineError):
        Ray(Service(ray_cluster.address, token)).submit(order("ray-x", "true"))


def test_no_ray_is_told():
    with pytest.raises(EngineError, match="没有回应"):
        Ray(Service("http://127.0.0.1:9")).report("x")
