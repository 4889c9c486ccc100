"""Databases that tests run on: an SQLite file, and a PostgreSQL server of the test run's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest


class PostgreSQL:
    """A PostgreSQL server of our own, on a socket in a temporary folder.

    The folder is not one of pytest's: those are closed to the user the server runs as, and too long for a socket.
    ``fsync`` false: quick, and nothing to be kept through a crash of the machine.
    """

    def __init__(self, tools: str, *, fsync: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dajuan-postgres-"))
        as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if as_whom:
            self.folder.chmod(0o755)
            shutil.chown(self.folder, "postgres")
        data = str(self.folder / "data")
        self._run = partial(subprocess.run, check=True, capture_output=True, cwd="/")
        self._run(
            [*as_whom, f"{tools}initdb", "-D", data, "-U", "dajuan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        )
        self._control = [*as_whom, f"{tools}pg_ctl", "-D", data, "-l", str(self.folder / "log"), "-w"]
        careless = "" if fsync else " -c fsync=off -c full_page_writes=off"
        self._options = f"-k {self.folder} -h ''{careless}"
        self.address = f"postgresql://dajuan@/postgres?host={self.folder}"
        self.start()

    def start(self) -> None:
        self._run([*self._control, "-o", self._options, "start"])

    def stop(self) -> None:
        """At once, as when the machine loses its power: no client is told."""
        self._run([*self._control, "-m", "immediate", "stop"])

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server(need) -> Iterator[str]:
    """The address of a PostgreSQL server of the test run's own."""
    made = PostgreSQL(postgresql_tools(lambda: need.program("initdb")))
    yield made.address
    made.remove()


def postgresql_tools(otherwise: Callable[[], str]) -> str:
    """The folder of initdb and pg_ctl, with a slash; ``otherwise`` names an initdb that is elsewhere."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return f"{found[-1].parent if found else Path(otherwise()).parent}/"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path) -> str:
    """The address of an empty database, of either kind."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return fresh_database(request.getfixturevalue("server"))


def fresh_database(server: str, *, like: str = "") -> str:
    """The address of an empty database on a server, or of a copy of another on it that nobody uses just now."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    name = f"zone_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        template = f" template {conninfo_to_dict(like)['dbname']}" if like else ""
        connection.execute(f"create database {name}{template}".encode())
    return server.replace("/postgres?", f"/{name}?")
