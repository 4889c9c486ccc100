"""填报人: one target is reported with its evidence, on a phone too; a second click adds nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.web.browser import EVERY_LOOK
from tests.web.journeys.conftest import YEAR, head

from dajuan.answers.read import target_called, targets
from dajuan.web.served import served

pytestmark = pytest.mark.journey

CODE = "2026-017"


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "骨干企业名单.pdf"
    path.write_bytes(b"%PDF-1.4 list")
    return path


def target():
    return target_called(targets(served().ledger, year=YEAR), CODE)


@EVERY_LOOK
def test_a_double_click_adds_one_entry(traveller, seen, paper, language, size):
    reporter = traveller("reporter", language=language, size=size)
    reporter.go("/targets/?owner=产业发展局")
    seen(reporter.page, "phone-list", whole=False)
    reporter.click(f"main a[href^='/targets/{CODE}/']")
    seen(reporter.page, "phone-target", whole=False)
    reporter.click("a[href$='/to/reported/']")
    seen(reporter.page, "phone-form")
    reporter.fill(reported="15家", doing="新认定两家")
    reporter.page.locator("[name=papers]").set_input_files(paper)
    before = head()
    reporter.page.get_by_role("button", name=reporter.say("报送", "Report"), exact=True).dblclick()
    # The second click may call off the page that the first one asked for: the address tells, not the way there.
    expect(reporter.page).to_have_url(re.compile(f"/targets/{CODE}/$"))
    reporter.reads("骨干企业名单.pdf", "骨干企业名单.pdf")
    seen(reporter.page, "phone-reported", whole=False)
    after = head()
    assert target().reported[-1].text == "15家"
    reporter.go(f"/targets/{CODE}/")
    told = [one for one in target().reported if one.text == "15家"]
    assert len(told) == 1
    assert after - before == 1


def test_without_scripts(traveller, paper):
    reporter = traveller("reporter", size="phone", scripts=False)
    reporter.go("/")
    reporter.go(f"/targets/{CODE}/")
    reporter.click("a[href$='/to/reported/']")
    reporter.fill(reported="15家")
    reporter.page.locator("[name=papers]").set_input_files(paper)
    reporter.press("报送", "Report")
    assert target().reported[-1].text == "15家"
    assert target().evidence[-1][1].name == paper.name
