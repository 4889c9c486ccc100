"""Pages as people see them: a real Chromium, signed in as somebody, in a language, at a size, in light or dark.

Fixtures of ``tests/web/conftest.py``, and ``chromium`` of ``tests/conftest.py``; a test that uses ``page`` runs against pytest-django's ``live_server``::

    def test_the_board_on_a_phone(page, picture):
        board = page("office", language="en", size="phone")
        board.goto("/board/")
        board.get_by_role("link", name="Overdue").click()
        fits(board)
        accessible(board)
        picture(board, "board")

When the test ends it fails if any page broke its Content Security Policy, wrote an error to the console, asked for
something elsewhere, or got an answer of 500 and above; ``page("office", expects=(404,))`` where a 404 is what is tested.
Pictures are kept when ``DAJUAN_PICTURES`` names a folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

Size = Literal["desktop", "wide", "screen", "phone", "narrow"]
SIZES: dict[Size, tuple[int, int]] = {
    "desktop": (1280, 900),
    "wide": (1600, 1000),
    "screen": (1920, 1080),
    "phone": (390, 844),
    "narrow": (320, 640),
}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
EVERY_LOOK = pytest.mark.parametrize(
    ("language", "size"),
    [
        ("zh", "desktop"),
        ("en", "phone"),
        pytest.param("en", "desktop", marks=pytest.mark.other_looks),
        pytest.param("zh", "phone", marks=pytest.mark.other_looks),
    ],
)
"""Each language at each size; the half of them that `make test` has time for is not marked."""


class Look(NamedTuple):
    """How a page is looked at; part of its picture's name."""

    language: str
    size: str
    theme: str

    def __str__(self) -> str:
        return "-".join(self)


@pytest.fixture
def page(chromium, live_server, as_) -> Iterator[Callable[..., Page]]:
    """Pages signed in as somebody (``""``: nobody); addresses without a host are the live server's."""
    opened: list[Page] = []
    told: list[str] = []

    def open_page(
        username: str = "",
        *,
        language: str = "zh",
        size: Size = "desktop",
        theme: str = "light",
        expects: Collection[int] = (),
        scripts: bool = True,
    ) -> Page:
        width, height = SIZES[size]
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=theme,
            has_touch=width < 500,
            locale="zh-CN" if language == "zh" else "en-GB",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
        )
        cookies = {"language": LANGUAGES[language]}
        if username:
            cookies["sessionid"] = as_(username).cookies["sessionid"].value
        context.add_cookies([{"name": key, "value": value, "url": live_server.url} for key, value in cookies.items()])
        made = context.new_page()
        made.look = Look(language, size, theme)
        _watch(made, live_server.url, told, expects)
        opened.append(made)
        return made

    yield open_page
    for one in opened:
        one.context.close()
    assert told == [], "a page went wrong or asked for something elsewhere:\n" + "\n".join(told)


def _watch(page: Page, home: str, told: list[str], expects: Collection[int]) -> None:
    """Note what should not happen."""
    failed = [f"the server responded with a status of {status}" for status in expects]
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            told.append(f"{page.url}: {message.text}")
            if message.type == "error" and not any(words in message.text for words in failed)
            else None
        ),
    )
    page.on(
        "request",
        lambda asked: told.append(f"{page.url} asked for {asked.url}") if not _is_ours(asked.url, home) else None,
    )
    page.on(
        "response",
        lambda answer: (
            told.append(f"{answer.status} {answer.url}")
            if answer.status >= 500 and answer.status not in expects
            else None
        ),
    )


def _is_ours(address: str, home: str) -> bool:
    return address.startswith((f"{home}/", "data:", "blob:", "about:")) or address == home


@pytest.fixture
def picture(request) -> Callable[..., Path | None]:
    """``picture(page, "board")`` keeps it as ``<folder of the test>/board-zh-desktop-light.png``."""
    folder = os.environ.get("DAJUAN_PICTURES", "")

    def take(page: Page, name: str, *, whole: bool = True) -> Path | None:
        if not folder:
            return None
        path = Path(folder) / request.path.parent.name / f"{name}-{page.look}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=path, full_page=whole)
        return path

    return take


_STICKING_OUT = """[...document.querySelectorAll("main, main *, header.top *")]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 5).map(one => one.outerHTML.slice(0, 150))"""


def fits(page: Page) -> None:
    """Nothing is wider than the window: the page, once it is all there, does not scroll sideways."""
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        pytest.fail(
            f"{page.url} is {wide} px wider than its window of {page.look.size}: {page.evaluate(_STICKING_OUT)}"
        )


def accessible(page: Page) -> None:
    """WCAG 2.2 A and AA as far as axe-core can tell."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
    width, height = SIZES[page.look.size]
    # The bar at a phone's foot lies over whatever is under it just then: asked of the whole page it lies over nothing.
    page.set_viewport_size({"width": width, "height": max(height, page.evaluate("document.body.scrollHeight") + 100)})
    found = Axe().run(page, options=rules).response["violations"]
    page.set_viewport_size({"width": width, "height": height})
    told = [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
    assert told == [], f"{page.url} is not accessible:\n" + "\n".join(told)
