"""The demonstration's zone on 20 November 2026, and what a journey does on every page that it comes to.

The zone is made once a run, with all that is derived from its log; every journey has a copy of its own.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from samples.demo.make import SMALL, make
from tests.web.browser import accessible, fits

from dajuan.web.moment import Moment
from dajuan.web.people.loading import load_people
from dajuan.web.people.models import Person
from dajuan.web.served import Served, serve, served

TODAY = date(2026, 11, 20)
YEAR = 2026


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Path:
    """The folder in which the demonstration was made. The processes of one run share it: the first makes it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _make(shared / "half-made")
            (shared / "half-made").rename(folder)
    return folder


def _make(folder: Path) -> None:
    once = Served(make(folder, today=TODAY, scale=SMALL).zone.folder)
    once.board(YEAR, Moment(as_of=TODAY))
    once.subjects()
    once.close()


@pytest.fixture
def zone(demo, tmp_path, monkeypatch) -> Iterator[Path]:
    """The folder of a copy, served."""
    folder = tmp_path / "zone"
    shutil.copytree(demo / "zone", folder)
    monkeypatch.setattr(Served, "today", lambda self: TODAY)
    serve(folder)
    yield folder
    serve(None)


@pytest.fixture
def people(zone, demo, db, settings) -> dict[str, Person]:
    """The demonstration's people by user name, in place of the little zone's."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_people(demo / "people.toml")
    return {one.username: one for one in Person.objects.all()}


@pytest.fixture
def seen(picture) -> Callable[..., None]:
    """Looks at a page that a journey has come to: it fits its window, everybody can use it, its picture is kept."""

    def look(page, name: str, *, whole: bool = True) -> None:
        fits(page)
        accessible(page)
        picture(page, name, whole=whole)

    return look


class Traveller:
    """Somebody before a page, doing by its words what people do, and counting their clicks."""

    def __init__(self, page) -> None:
        self.page = page
        self.zh = page.look.language == "zh"
        self.clicks = 0

    def say(self, zh: str, en: str) -> str:
        return zh if self.zh else en

    def go(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status < 400, f"{answer.status} {address}"

    def press(self, zh: str, en: str, *, within: str = "main") -> None:
        self._click(self.page.locator(within).get_by_role("button", name=self.say(zh, en), exact=True).first)

    def follow(self, zh: str, en: str, *, within: str = "main") -> None:
        self._click(self.page.locator(within).get_by_role("link", name=self.say(zh, en)).first)

    def click(self, selector: str) -> None:
        self._click(self.page.locator(selector).first)

    def _click(self, found) -> None:
        """Waits for the page that it leads to: Playwright waits until it comes, not until it is there."""
        self.clicks += 1
        found.click()
        self.page.wait_for_load_state()

    def fill(self, **typed: str) -> None:
        for name, value in typed.items():
            self.page.locator(f"main [name={name}]").fill(value)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def reads(self, zh: str, en: str) -> None:
        """The page says it, or comes to say it: what a script has sent is answered after the click."""
        from playwright.sync_api import expect

        expect(self.page.locator("main")).to_contain_text(self.say(zh, en), use_inner_text=True)


@pytest.fixture
def traveller(page) -> Callable[..., Traveller]:
    """``traveller("reporter", language="en", size="phone")``; what ``page`` takes."""
    return lambda username="", **how: Traveller(page(username, **how))


def head() -> int:
    """Entries in the log."""
    return served().size()
