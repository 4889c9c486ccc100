"""管理员、程序员: a token of one's own, and what the API says with it; a new pack is there without a restart."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

import pytest
from tests.web.browser import EVERY_LOOK
from tests.web.journeys.conftest import head

pytestmark = pytest.mark.journey

PACK = "park-renewal"
MISTAKE = ("type: money", "type: mony")


@EVERY_LOOK
def test_a_programme_asks_with_a_token(traveller, seen, live_server, language, size):
    programmer = traveller("leader", language=language, size=size)
    programmer.go("/")
    programmer.click("details.who summary")
    programmer.follow("接口令牌", "API tokens", within="header")
    programmer.fill(name="月报程序")
    programmer.press("生成令牌", "Make a token")
    seen(programmer.page, "token")
    secret = programmer.page.locator("[data-secret]").inner_text()
    asked = Request(f"{live_server.url}/api/v1/board/2026", headers={"Authorization": f"Bearer {secret}"})
    with urlopen(asked) as answer:
        told = json.load(answer)
    assert len(json.dumps(told)) > 1000
    programmer.go("/api/v1/reference/")
    seen(programmer.page, "token-reference", whole=False)


@EVERY_LOOK
def test_a_new_pack_is_there_at_once(traveller, seen, language, size):
    administrator = traveller("administrator", language=language, size=size, expects=(422,))
    administrator.go("/programmes/")
    administrator.follow("事项包", "Packs")
    seen(administrator.page, "pack-list")
    administrator.follow("新建", "New")
    administrator.fill(code=PACK)
    administrator.press("写一份草稿", "Make a draft")
    text = administrator.page.locator("[name=text]")
    draft = text.input_value()
    text.fill(draft.replace(*MISTAKE, 1))
    administrator.press("保存", "Save")
    line = next(at for at, one in enumerate(draft.split("\n"), 1) if MISTAKE[0] in one)
    administrator.reads(f"第 {line} 行", f"line {line}")
    seen(administrator.page, "pack-mistake", whole=False)
    text.fill(draft)
    administrator.press("保存", "Save")
    administrator.go("/programmes/_packs/")
    administrator.click(f"form[action$='/{PACK}/switch/'] button")

    reporter = traveller("reporter", language=language, size=size)
    reporter.go("/programmes/")
    reporter.follow("新事项", "New programme")
    reporter.click(f"main a[href^='/programmes/{PACK}/new/']")
    for name, value in {"code": "R-1", "f.name": "老厂房改造", "f.owner": "产业发展局", "f.budget": "300"}.items():
        reporter.page.locator(f"main [name='{name}']").fill(value)
    seen(reporter.page, "pack-form")
    before = head()
    reporter.click("main form[method=post] button.btn-primary")
    reporter.reads("老厂房改造", "老厂房改造")
    assert head() > before
    seen(reporter.page, "pack-subject")
