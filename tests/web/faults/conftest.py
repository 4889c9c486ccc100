"""A busy zone on a PostgreSQL of its own that can be stopped, served for real."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from tests.databases import PostgreSQL, fresh_database, postgresql_tools
from tests.web.busy_zone import Busy, make_busy_zone
from tests.web.serving import ROOT, Server, serving

from dajuan.ledger.ledger import Ledger, ledger_of


@pytest.fixture(scope="module")
def postgresql(need) -> Iterator[PostgreSQL]:
    made = PostgreSQL(postgresql_tools(lambda: need.program("initdb")), fsync=True)
    yield made
    made.remove()


@pytest.fixture
def busy(postgresql, tmp_path) -> Busy:
    return make_busy_zone(tmp_path / "zone", database=fresh_database(postgresql.address), users=8)


@pytest.fixture
def served(busy) -> Iterator[Server]:
    with serving(busy.zone.folder, "--people", str(busy.people), "--no-jobs") as made:
        yield made


@pytest.fixture
def ledger(busy) -> Iterator[Ledger]:
    made = ledger_of(busy.zone)
    yield made
    made.store.close()


@pytest.fixture
def worker(busy) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers of little patience; all are gone at the end."""
    made: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.web.jobs.zone_process", str(busy.zone.folder), "work"]
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        env = {**os.environ, "PYTHONPATH": paths}
        made.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, env=env))
        return made[-1]

    yield start
    for one in made:
        one.kill()
        one.wait()
