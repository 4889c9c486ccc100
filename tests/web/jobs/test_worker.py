"""A real worker on a real database: killed in the middle, told to end, started beside another."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.databases import address, server  # noqa: F401 - fixtures

from dajuan.ledger.zone import SETTINGS, make_zone

pytestmark = pytest.mark.journey

_LONG = 60.0


class Jobs:
    """The jobs of a zone, seen from outside."""

    def __init__(self, zone: Path) -> None:
        self.zone = zone
        self.workers: list[subprocess.Popen[bytes]] = []

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "tests.web.jobs.zone_process", str(self.zone), *words]

    def run(self, *words: str) -> str:
        return subprocess.run(self._command(*words), check=True, capture_output=True, text=True).stdout.strip()

    def worker(self) -> subprocess.Popen[bytes]:
        self.workers.append(subprocess.Popen(self._command("work"), stderr=subprocess.DEVNULL))
        return self.workers[-1]

    def show(self) -> list[dict]:
        return json.loads(self.run("show"))

    def said(self) -> list[str]:
        path = self.zone / "done.txt"
        return path.read_text().split() if path.exists() else []

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + _LONG
        while not holds():
            assert time.monotonic() < end, f"never came about: {self.said()} {self.show()}"
            time.sleep(0.1)

    def over(self) -> dict:
        """The one job, when it is over."""
        self.until(lambda: self.show()[0]["state"] not in {"waiting", "running"})
        return self.show()[0]


@pytest.fixture
def jobs(address, tmp_path) -> Iterator[Jobs]:  # noqa: F811
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=("targets",), simulated=True).folder
    database = address if "://" in address else "web.sqlite"
    with (zone / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write(f'\n[web]\ndatabase = "{database}"\n')
    made = Jobs(zone)
    made.run("migrate")
    yield made
    for worker in made.workers:
        worker.kill()
        worker.wait()


def test_a_job_whose_worker_is_killed_is_done_by_the_next(jobs):
    jobs.run("start", "steps")
    first = jobs.worker()
    jobs.until(lambda: jobs.said() == ["begun"])
    first.kill()
    jobs.worker()
    over = jobs.over()
    assert over["state"] == "done"
    assert over["tries"] == 2
    assert jobs.said() == ["begun", "begun", "done"]


def test_what_is_not_repeated_is_told_as_failed(jobs):
    jobs.run("start", "once")
    first = jobs.worker()
    jobs.until(lambda: jobs.said() == ["begun"])
    first.kill()
    jobs.worker()
    over = jobs.over()
    assert over["state"] == "failed"
    assert "不能自动重来" in over["zh"]
    assert jobs.said() == ["begun"]


def test_a_job_that_kills_its_workers_is_not_tried_for_ever(jobs):
    jobs.run("start", "deadly")
    for times in (1, 2, 3):
        jobs.worker()
        jobs.until(lambda: len(jobs.said()) == times)  # noqa: B023 - asked at once
    jobs.worker()
    over = jobs.over()
    assert over["state"] == "failed"
    assert "3 次" in over["zh"]


def test_a_job_that_never_came_into_the_queue_is_done(jobs):
    jobs.run("lose", "steps")
    jobs.worker()
    assert jobs.over()["state"] == "done"
    assert jobs.said() == ["begun", "done"]


def test_a_worker_told_to_end_lays_its_job_down(jobs):
    jobs.run("start", "steps")
    first = jobs.worker()
    jobs.until(lambda: jobs.said() == ["begun"])
    first.terminate()
    assert first.wait(20) == 0
    assert jobs.show()[0]["state"] == "waiting"
    jobs.worker()
    over = jobs.over()
    assert over["state"] == "done"
    assert over["tries"] == 1


def test_a_worker_told_to_end_finishes_what_is_not_repeated(jobs):
    jobs.run("start", "once")
    first = jobs.worker()
    jobs.until(lambda: jobs.said() == ["begun"])
    first.terminate()
    assert first.wait(20) == 0
    assert jobs.show()[0]["state"] == "done"


def test_a_long_step_beside_another_worker_is_not_taken_for_a_death(jobs):
    jobs.run("start", "long-step")
    jobs.worker()
    jobs.worker()
    assert jobs.over()["state"] == "done"
    assert jobs.said() == ["begun", "done"]
