"""From what is red on the board to the file that proves a number, in Chromium, by clicks alone."""

from __future__ import annotations

from itertools import product

import pytest
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.lively import BOUND, PDF, RED

from dajuan.web.served import served


@EVERY_LOOK
def test_from_a_red_target_to_its_reports(lively, page, picture, language, size):
    leader = page("leader", language=language, size=size)
    leader.goto("/board/")
    fits(leader)
    accessible(leader)
    picture(leader, "board")
    line = leader.locator("ol.lines > li", has_text=RED)
    assert "规划建设局" in line.inner_text()
    line.locator("a.figure").click()
    leader.wait_for_url("**/records/target/**")
    fits(leader)
    accessible(leader)
    picture(leader, "target")
    leader.get_by_role("link", name="选址还没有定").first.click()
    leader.wait_for_url("**/records/entry/**")
    fits(leader)
    accessible(leader)
    picture(leader, "entry")


@EVERY_LOOK
def test_from_a_number_on_the_board_to_the_evidence(lively, page, picture, language, size):
    leader = page("leader", language=language, size=size, theme="dark")
    leader.goto("/board/?light=green")
    leader.locator("ol.lines > li", has_text=BOUND).locator("a.figure").click()
    leader.wait_for_url("**/records/target/**")
    leader.get_by_role("link", name="竣工验收备案表.pdf").first.click()
    leader.wait_for_url("**/records/evidence/**")
    fits(leader)
    accessible(leader)
    picture(leader, "evidence")
    with leader.expect_download() as coming:
        leader.get_by_role("link", name="下载" if language == "zh" else "Download").click()
    assert coming.value.path().read_bytes() == PDF


OTHER_LOOKS = (("narrow", "dark"), ("desktop", "light"), *product(("phone", "wide"), ("light", "dark")))


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ("narrow", "light"),
        ("desktop", "dark"),
        *(pytest.param(*look, marks=pytest.mark.other_looks) for look in OTHER_LOOKS),
    ],
)
def test_everything_of_a_subject_fits(lively, page, picture, size, theme):
    office = page("office", size=size, theme=theme)
    for name, path in (("board", "/board/?light=all"), ("subject", "/records/of/housing-delivery/E-001/")):
        office.goto(path)
        fits(office)
        accessible(office)
        picture(office, name)


LONG = "what the pack calls it, and why there is no number of it yet"
LENGTHEN = """words => document.querySelectorAll(".number small, main .tag, .page-head .btn, .formula, .hash, h1, h3 a")
    .forEach(one => { one.textContent = words })"""


@pytest.mark.parametrize(
    "address",
    ["lineage/housing-delivery/homes-delivered/2025/", "lineage/housing-delivery/homes-delivered/2019/", "of/housing-delivery/E-001/"],
)  # fmt: skip
@pytest.mark.parametrize("words", [LONG, "长" * 60, "x" * 120])
def test_whatever_things_are_called_they_fit_a_telephone(lively, page, address, words):
    leader = page("leader", language="en", size="phone")
    leader.goto(f"/records/{address}")
    assert leader.locator("main .tag, .number small").count()
    leader.evaluate(LENGTHEN, words)
    fits(leader)


def test_the_firms_own_page(lively, page, picture):
    firm = page("firm", language="en", size="narrow")
    firm.goto("/records/mine/")
    fits(firm)
    accessible(firm)
    picture(firm, "mine")


def test_the_board_works_without_scripts(lively, page):
    office = page("office", scripts=False)
    office.goto("/board/")
    office.locator("a.light-count.is-blue").click()
    assert "light=blue" in office.url
    assert office.locator("ol.lines > li").count() == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_leaders_screen_fits_without_scrolling(lively, page, picture, language):
    screen = page("leader", language=language, size="screen")
    screen.goto("/board/screen/")
    fits(screen)
    accessible(screen)
    tall = screen.evaluate("document.documentElement.scrollHeight - document.documentElement.clientHeight")
    assert tall <= 0
    picture(screen, "screen", whole=False)


def test_the_screen_says_since_when_it_is_not_of_now(lively, page):
    screen = page("leader", size="screen", expects=(503,))
    screen.clock.install()
    screen.goto("/board/screen/")
    assert screen.locator("[data-clock]").inner_text()
    screen.route("**/board/screen/", lambda route: route.fulfill(status=503, body=""))
    screen.clock.run_for(70_000)
    screen.locator("main > .stale").wait_for()
    assert "未更新" in screen.locator("main > .stale").inner_text()
    assert served().years() == [2025]
