"""What an earlier Dajuan left behind is brought up to date by the recipe of ``docs/deploy.md``, on SQLite and on PostgreSQL:
people sign in, nothing is missing from the log or a table, its checkpoint verifies, figures and lights are what they were,
what waited is done, and work goes on. How the zones were made: ``make_then.py``."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from tests.databases import fresh_database, postgresql_tools
from tests.deploy.make_then import PASSWORD, TODAY
from tests.web.serving import ROOT, Visitor, serving, until

THEN = Path(__file__).parent / "then"
NEVER_WERE = {f"evidence/{digit * 2}/{digit * 64}" for digit in "012"}
"""The little zone names three files that nobody ever had."""
FRAMEWORK = ("auth_", "django_", "axes_", "otp_")
"""Tables that frameworks fill as they see fit."""


def _surroundings() -> dict[str, str]:
    """Those of the run, without what a browser's fixture tells Django: no server starts with it."""
    mine = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return mine | {"PYTHONPATH": str(ROOT / "src")}


class Zone(NamedTuple):
    folder: Path
    env: dict[str, str]
    database: str
    """Of the pages' tables: a file, or an address of PostgreSQL."""
    said: dict[str, Any]
    """What the code of then said of it."""

    def dajuan(self, *words: str, status: int = 0) -> str:
        """What the command prints, as somebody following the recipe types it."""
        done = subprocess.run(
            [sys.executable, "-m", "dajuan", *words, "--zone", str(self.folder)],
            capture_output=True, text=True, cwd=ROOT, env=_surroundings() | self.env,
        )  # fmt: skip
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def asked(self, question: str) -> list[tuple[Any, ...]]:
        if "://" in self.database:
            with psycopg.connect(self.database) as connection:
                return connection.execute(question.encode()).fetchall()
        with sqlite3.connect(self.database) as connection:
            return connection.execute(question).fetchall()


def _sqlite(folder: Path, request: pytest.FixtureRequest) -> tuple[str, dict[str, str]]:
    return str(folder / "zone" / "web.sqlite"), {}


def _postgresql(folder: Path, request: pytest.FixtureRequest) -> tuple[str, dict[str, str]]:
    address = fresh_database(request.getfixturevalue("server"))
    tools = postgresql_tools(lambda: request.getfixturevalue("need").program("initdb"))
    told = [
        f"{tools}psql",
        "--quiet",
        "--no-psqlrc",
        "--set",
        "ON_ERROR_STOP=1",
        "--file",
        str(folder / "dump.sql"),
        address,
    ]
    subprocess.run(told, check=True, capture_output=True)
    return address, {"THEN": address.removeprefix("postgresql://")}


LEFT = {"sqlite": _sqlite, "postgresql": _postgresql}


@pytest.fixture(scope="module", params=sorted(THEN.glob("*.tar.xz")), ids=lambda path: path.name.partition(".")[0])
def zone(request, tmp_path_factory) -> Iterator[Zone]:
    """As it was left, then migrated."""
    folder = tmp_path_factory.mktemp("then")
    with tarfile.open(request.param) as packed:
        packed.extractall(folder, filter="data")
    database, env = LEFT[request.param.name.partition(".")[0].partition("-")[0]](folder, request)
    made = Zone(folder / "zone", env, database, json.loads((folder / "then.json").read_text("utf-8")))
    with pytest.raises((sqlite3.OperationalError, psycopg.errors.UndefinedTable)):
        made.asked("select count(*) from people_change")
    made.dajuan("web", "migrate")
    made.dajuan("web", "check")
    return made


def test_no_row_of_any_table_is_gone(zone):
    kept = {table: many for table, many in zone.said["rows"].items() if not table.startswith(FRAMEWORK)}
    assert {table: zone.asked(f"select count(*) from {table}")[0][0] for table in kept} == kept
    assert sum(many > 0 for many in kept.values()) > 10
    assert zone.asked("select count(*) from people_change") == [(0,)]


def test_the_log_is_what_it_was_and_its_checkpoint_verifies(zone):
    told = json.loads(zone.dajuan("log", "verify", "--format", "json", status=1))
    assert {one["where"] for one in told["faults"]} == NEVER_WERE
    assert (told["entries"], told["root"], told["checkpoints"]) == (zone.said["size"], zone.said["root"], 1)
    assert (zone.folder / "checkpoints" / f"{TODAY}.note").read_text("utf-8") == zone.said["checkpoint"]


def test_figures_and_lights_are_what_they_were(zone):
    told = json.loads(zone.dajuan("figures", "--period", "2025", "--as-of", TODAY, "--format", "json"))
    now = {f"{one['programme']}/{one['indicator']}": one["value"] for one in told["figures"]}
    then = zone.said["figures"]
    assert {key: now[key] and Fraction(now[key]) for key in then} == {key: Fraction(then[key]) for key in then}
    board = json.loads(zone.dajuan("board", "--year", "2025", "--as-of", TODAY, "--format", "json"))
    assert {one["code"]: one["light"] for one in board["targets"]} == zone.said["lights"]
    assert {"red", "blue", "grey"} <= set(zone.said["lights"].values())


def sign_in(port: int, username: str) -> Visitor:
    visitor = Visitor(port)
    form = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', visitor.get("/sign-in/").text)
    assert form
    told = {"csrfmiddlewaretoken": form[1], "username": username, "password": PASSWORD}
    answer = visitor.post("/sign-in/", told)
    assert answer.status == 302, answer
    return visitor


def test_people_sign_in_and_go_on(zone):
    with serving(zone.folder, env=zone.env) as server:
        for username, person in zone.said["people"].items():
            page = sign_in(server.port, username).get("/account/").text
            assert person["actor"].rpartition(" ")[2] in page, username
        office = sign_in(server.port, "office")
        assert "请看这一项" in office.get("/targets/2025-010/").text
        assert "三季度公开" in Visitor(server.port).get("/public/").text
        assert "交付的" in office.get("/figures/views/").text
        assert "三季度" in office.get("/sheets/1/").text
        assert office.get("/sheets/1/file.html").status == 200
        assert "838" in office.get(f"/figures/housing-delivery/homes-delivered/?period=2025&as_of={TODAY}").text
        until(lambda: zone.asked("select count(*) from reader_document where read_at is null") == [(0,)], "it is read")

        administrator = sign_in(server.port, "administrator")
        assert "经济发展局" in administrator.get("/administration/organisations/").text
        form = administrator.form("/administration/checkpoints/")
        assert administrator.post("/administration/checkpoints/sign/", form).status == 302
        person = zone.asked("select id from people_person where username = 'neighbour'")[0][0]
        form = administrator.form(f"/administration/people/{person}/") | {"title": "科长"}
        assert administrator.post(f"/administration/people/{person}/", form).status == 302
    assert zone.asked("select what, name from people_change") == [("person-changed", "经济发展局 李")]
    told = json.loads(zone.dajuan("log", "verify", "--format", "json", status=1))
    assert (told["checkpoints"], {one["where"] for one in told["faults"]}) == (2, NEVER_WERE)
