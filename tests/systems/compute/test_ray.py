"""The Ray adapter against a real head: what is metered is what was held, not how long the job waited."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.systems.compute.clusters import report_when

from dajuan.systems.compute.engines.asking import Service
from dajuan.systems.compute.engines.engine import EngineError, Order
from dajuan.systems.compute.engines.ray import Ray


def order(code: str, command: str, quantity: int = 1) -> Order:
    return Order(code, command, "core", quantity, 0, Fraction(1))


def test_jobs_run_fail_and_are_stopped_and_waiting_is_not_metered(ray_cluster):
    engine = ray_cluster.engine()
    first = engine.submit(order("ray-a", "sleep 4", 2))
    second = engine.submit(order("ray-b", "sleep 1", 2))
    assert engine.submit(order("ray-a", "sleep 4", 2)) == first
    done, later = report_when(engine, first, "ended"), report_when(engine, second, "ended")
    assert (done.outcome, later.outcome) == ("completed", "completed")
    assert done.runs[0].quantity == later.runs[0].quantity == 2
    # The second was handed in with the first but held nothing until that had ended.
    assert later.runs[0].start >= done.runs[0].end - 2000
    assert later.runs[0].end - later.runs[0].start < 15_000


def test_a_job_that_fails_and_one_that_is_stopped(ray_cluster):
    engine = ray_cluster.engine()
    bad, long = engine.submit(order("ray-bad", "exit 3")), engine.submit(order("ray-long", "sleep 600"))
    assert report_when(engine, bad, "ended").outcome == "failed"
    report_when(engine, long, "running")
    engine.cancel(long)
    done = report_when(engine, long, "ended")
    assert (done.outcome, len(done.runs)) == ("cancelled", 1)
    assert engine.report("dajuan-never").state == "unknown"


def test_a_wrong_token_is_told(ray_cluster, tmp_path):
    token = tmp_path / "token"
    token.write_text("0" * 64)
    with pytest.raises(EngineError):
        Ray(Service(ray_cluster.address, token)).submit(order("ray-x", "true"))


def test_no_ray_is_told():
    with pytest.raises(EngineError, match="没有回应"):
        Ray(Service("http://127.0.0.1:9")).report("x")
