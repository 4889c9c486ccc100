"""Databases that tests run on: an SQLite file, and a PostgreSQL server of the test run's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest


@pytest.fixture(scope="session")
def server(need) -> Iterator[str]:
    """The address of a PostgreSQL server of the test run's own, on a socket in a temporary folder.

    The folder is not one of pytest's: those are closed to the user the server runs as, and too long for a socket.
    """
    folder = Path(tempfile.mkdtemp(prefix="dajuan-postgres-"))
    tools = _tools(need)
    as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_whom:
        folder.chmod(0o755)
        shutil.chown(folder, "postgres")
    data = folder / "data"
    run = partial(subprocess.run, check=True, capture_output=True, cwd="/")
    run([*as_whom, f"{tools}initdb", "-D", data, "-U", "dajuan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])
    options = f"-k {folder} -h '' -c fsync=off -c full_page_writes=off"
    control = [*as_whom, f"{tools}pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w"]
    run([*control, "-o", options, "start"])
    yield f"postgresql://dajuan@/postgres?host={folder}"
    run([*control, "-m", "immediate", "stop"])
    shutil.rmtree(folder, ignore_errors=True)


def _tools(need) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return f"{found[-1].parent}/" if found else str(Path(need.program("initdb")).parent) + "/"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path) -> str:
    """The address of an empty database, of either kind."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return fresh_database(request.getfixturevalue("server"))


def fresh_database(server: str) -> str:
    """The address of an empty database on a server."""
    import psycopg

    name = f"zone_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return server.replace("/postgres?", f"/{name}?")
