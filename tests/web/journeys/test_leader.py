"""领导: what is red, why and who; from a number to the file that proves it; and how it was on an earlier day."""

from __future__ import annotations

import pytest
from tests.web.browser import EVERY_LOOK
from tests.web.journeys.conftest import head

pytestmark = pytest.mark.journey

RED, OWNER = "企业完成数字化转型诊断", "产业发展局"
CODE = "2026-014"
THEN = "as_of=2026-06-30&known_at=2026-07-05T18:00:00"


def to_the_evidence(leader, seen=lambda page, name, whole=True: None) -> None:
    leader.go("/")
    line = leader.page.locator("ol.lines > li").filter(has_text=RED)
    said = line.inner_text()
    assert OWNER in said
    assert "90家" in said
    seen(leader.page, "leader-board", whole=False)
    leader.clicks += 1
    line.locator("a.figure").click()
    seen(leader.page, "leader-lineage", whole=False)
    leader.click("main a[href*='/records/evidence/'][href*='/records/']:not(.hash)")
    leader.reads("证明的记录", "Entries with it")
    seen(leader.page, "leader-evidence")
    with leader.page.expect_download() as coming:
        leader.follow("下载", "Download")
    assert coming.value.path().stat().st_size > 0
    assert leader.clicks == 3


@EVERY_LOOK
def test_from_red_to_the_file(traveller, seen, language, size):
    to_the_evidence(traveller("leader", language=language, size=size), seen)


def test_from_red_to_the_file_without_scripts(traveller):
    to_the_evidence(traveller("leader", size="phone", scripts=False))


@EVERY_LOOK
def test_as_it_was_known_on_5_july(traveller, seen, language, size):
    leader = traveller("leader", language=language, size=size)
    leader.go("/")
    now = leader.page.locator("ul.lights").first.inner_text()
    leader.click("details.moment summary")
    leader.page.locator("header [name=as_of]").fill("2026-06-30")
    leader.page.locator("header [name=known_at]").fill("2026-07-05T18:00:00")
    leader.press("查询", "Show", within="header")
    leader.page.wait_for_url("**as_of=2026-06-30**")
    assert leader.page.locator("ul.lights").first.inner_text() != now
    assert "2026-06-30" in leader.page.locator("header.top").inner_text()
    seen(leader.page, "past-board", whole=False)

    leader.follow("指标数据", "Figures", within="nav.side")
    assert "known_at" in leader.page.url, "the moment goes along"
    leader.go(f"/figures/investment-projects/invested/?period=2026&{THEN}")
    then = leader.page.locator("main tbody td.n").first.inner_text()
    seen(leader.page, "past-figure")
    leader.go("/figures/investment-projects/invested/?period=2026")
    assert leader.page.locator("main tbody td.n").first.inner_text() != then

    before = head()
    office = traveller("supervision", language=language, size=size, expects=(400, 403, 409, 422))
    office.go(f"/targets/{CODE}/?{THEN}")
    assert office.page.locator("main a.btn-primary").count() == 0, "nothing can be recorded in the past"
    office.reads("不能在这里记", "nothing can be recorded here")
    refused = office.page.goto(f"/targets/{CODE}/plan/change/?{THEN}")
    assert refused is None or refused.status >= 400 or not office.page.locator("main form").count()
    assert head() == before
    seen(office.page, "past-target", whole=False)

    leader.go(f"/board/?{THEN}")
    leader.follow("回到今天", "Back to now", within="header")
    assert "as_of" not in leader.page.url
    assert leader.page.locator("ul.lights").first.inner_text() == now
