"""What tests of pages use: a small zone with people of every role (``little_zone``), served by this process.

``as_`` signs a test client in as one of them::

    def test_the_office_sees_the_board(as_):
        assert as_("office").get("/board/").status_code == 200
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests.web.browser import page, picture  # noqa: F401 - fixtures
from tests.web.frame import hidden_words
from tests.web.little_zone import TODAY, make_little_zone, make_people
from tests.web.lively import make_lively

from dajuan.ledger.entry import Evidence
from dajuan.ledger.zone import Zone
from dajuan.web.people.models import Person
from dajuan.web.served import Served, serve, served


@pytest.fixture(autouse=True)
def frame_kept() -> Iterator[list[str]]:
    """No page that the test renders hides a word of the frame around it."""
    with hidden_words() as hidden:
        yield hidden
    assert hidden == []


@pytest.fixture(scope="session")
def little_zone_once(tmp_path_factory) -> Path:
    return make_little_zone(tmp_path_factory.mktemp("little") / "zone").folder


@pytest.fixture
def little(little_zone_once, tmp_path, monkeypatch) -> Iterator[Zone]:
    """A little zone of the test's own, served; without people."""
    folder = tmp_path / "zone"
    shutil.copytree(little_zone_once, folder)
    monkeypatch.setattr(Served, "today", lambda self: TODAY)
    serve(folder)
    yield served().zone
    serve(None)


@pytest.fixture
def lively(little) -> dict[str, Evidence]:
    """The little zone with things going on in it (``lively``); its files."""
    return make_lively(served().zone, served().ledger)


@pytest.fixture
def people(little, db) -> dict[str, Person]:
    """Its people, by user name: office, reporter, neighbour, reviewer, leader, auditor, administrator, firm."""
    return make_people()


@pytest.fixture
def as_(people) -> Callable[[str], Client]:
    """A client signed in as somebody."""

    def signed_in(username: str) -> Client:
        client = Client()
        client.force_login(people[username], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
