"""A real worker on a real database: killed in the middle, told to end, started beside another."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from tests.databases import fresh_database, server  # noqa: F401 - a fixture
from tests.web.serving import until

from dajuan.ledger.zone import SETTINGS, make_zone


class Row(NamedTuple):
    """Of the table of jobs."""

    state: str
    tries: int
    zh: str


def command(zone: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "tests.web.jobs.zone_process", str(zone), *words]


class Jobs:
    """The jobs of a zone, seen from outside."""

    def __init__(self, zone: Path, database: str) -> None:
        self.zone, self.database = zone, database
        self.workers: list[subprocess.Popen[bytes]] = []

    def run(self, *words: str) -> None:
        subprocess.run(command(self.zone, *words), check=True, capture_output=True)

    def worker(self) -> subprocess.Popen[bytes]:
        self.workers.append(subprocess.Popen(command(self.zone, "work"), stderr=subprocess.DEVNULL))
        return self.workers[-1]

    def show(self) -> Row:
        """The one job."""
        away = "://" in self.database
        with closing(psycopg.connect(self.database) if away else sqlite3.connect(self.database, timeout=60)) as asked:
            (row,) = asked.execute("select state, tries, zh from jobs_job").fetchall()
        return Row(*row)

    def go(self) -> None:
        """Jobs that go step by step come to their end."""
        (self.zone / "go").touch()

    def said(self) -> list[str]:
        path = self.zone / "done.txt"
        return path.read_text().split() if path.exists() else []

    def until(self, holds: Callable[[], bool]) -> None:
        until(holds, "what a job is to do")

    def over(self) -> Row:
        """The job when it is over."""
        self.until(lambda: self.show().state not in {"waiting", "running"})
        return self.show()


def zone_on(folder: Path, database: str) -> Path:
    zone = make_zone(folder, name="云岭高新区", code="yunling", on=("targets",), simulated=True).folder
    with (zone / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write(f'\n[web]\ndatabase = "{database}"\n')
    return zone


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def migrated(request, tmp_path_factory) -> Callable[[Path], str]:
    """Puts a database with its tables beside a zone to be made there, or on a server; its address."""
    empty = "web.sqlite" if request.param == "sqlite" else fresh_database(request.getfixturevalue("server"))
    first = zone_on(tmp_path_factory.mktemp("migrated") / "zone", empty)
    subprocess.run(command(first, "migrate"), check=True, capture_output=True)

    def another(folder: Path) -> str:
        if request.param == "sqlite":
            return str(shutil.copy(first / "web.sqlite", folder / "web.sqlite"))
        return fresh_database(request.getfixturevalue("server"), like=empty)

    return another


@pytest.fixture
def jobs(migrated, tmp_path) -> Iterator[Jobs]:
    database = migrated(tmp_path)
    made = Jobs(zone_on(tmp_path / "zone", database), database)
    yield made
    for worker in made.workers:
        worker.kill()
        worker.wait()


def test_a_job_whose_worker_is_killed_is_done_by_the_next(jobs):
    jobs.run("start", "steps")
    first = jobs.worker()
    jobs.until(lambda: jobs.said() == ["begun"])
    first.kill()
    jobs.go()
    jobs.worker()
    over = jobs.over()
    assert over.state == "done"
    assert over.tries == 2
    assert jobs.said() == ["begun", "begun", "done"]


def test_what_is_not_repeated_is_told_as_failed(jobs):
    jobs.run("start", "once")
    first = jobs.worker()
    jobs.until(lambda: jobs.said() == ["begun"])
    first.kill()
    jobs.worker()
    over = jobs.over()
    assert over.state == "failed"
    assert "不能自动重来" in over.zh
    assert jobs.said() == ["begun"]


def test_a_job_that_kills_its_workers_is_not_tried_for_ever(jobs):
    jobs.run("start", "deadly")
    for times in (1, 2, 3):
        jobs.worker()
        jobs.until(lambda: len(jobs.said()) == times)  # noqa: B023 - asked at once
    jobs.worker()
    over = jobs.over()
    assert over.state == "failed"
    assert "3 次" in over.zh


def test_a_job_that_never_came_into_the_queue_is_done(jobs):
    jobs.run("lose", "steps")
    jobs.go()
    jobs.worker()
    assert jobs.over().state == "done"
    assert jobs.said() == ["begun", "done"]


def test_a_worker_told_to_end_lays_its_job_down(jobs):
    jobs.run("start", "steps")
    first = jobs.worker()
    jobs.until(lambda: jobs.said() == ["begun"])
    first.terminate()
    assert first.wait(20) == 0
    assert jobs.show().state == "waiting"
    jobs.go()
    jobs.worker()
    over = jobs.over()
    assert over.state == "done"
    assert over.tries == 1


def test_a_worker_told_to_end_finishes_what_is_not_repeated(jobs):
    jobs.run("start", "once")
    first = jobs.worker()
    jobs.until(lambda: jobs.said() == ["begun"])
    first.terminate()
    jobs.go()
    assert first.wait(20) == 0
    assert jobs.show().state == "done"


def test_a_long_step_beside_another_worker_is_not_taken_for_a_death(jobs):
    jobs.run("start", "long-step")
    jobs.worker()
    jobs.worker()
    assert jobs.over().state == "done"
    assert jobs.said() == ["begun", "done"]
