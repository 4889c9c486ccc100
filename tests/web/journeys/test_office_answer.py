"""督查室: the answer sheet is composed, signed by two, published, read by anybody, and checked against the ledger."""

from __future__ import annotations

import pytest
from tests.web.browser import EVERY_LOOK

from dajuan.cli import main as dajuan

pytestmark = pytest.mark.journey


@EVERY_LOOK
def test_from_the_ledger_to_the_public(traveller, seen, zone, tmp_path, capsys, language, size):
    office = traveller("supervision", language=language, size=size)
    office.go("/sheets/")
    seen(office.page, "answer-list")
    office.press("写一份", "Compose")
    office.page.wait_for_url("**/sheets/*/")
    address = office.page.url
    seen(office.page, "answer-version")
    with office.page.expect_popup() as opening:
        office.follow("打开看", "Open")
    opening.value.wait_for_load_state()
    assert "产业" in opening.value.locator("body").inner_text()
    opening.value.close()
    sign(office)
    assert office.page.locator("form[action$='/publish/']").count() == 0, "one person is not enough"

    leader = traveller("leader", language=language, size=size)
    leader.go(address)
    sign(leader)
    leader.press("发布", "Publish")
    leader.click("dialog[open] .btn-primary")
    leader.reads("已发布", "published")
    seen(leader.page, "answer-published")

    reader = traveller("", language=language, size=size)
    reader.go("/public/" if language == "zh" else "/public/en/")
    seen(reader.page, "answer-public")
    with reader.page.expect_download() as coming:
        reader.follow("Word", "Word")
    sheet = tmp_path / "答卷.docx"
    coming.value.save_as(sheet)
    dajuan(["check", str(sheet), "--ledger", str(zone)])
    told = capsys.readouterr().out
    assert told.startswith("没有发现")
    assert "不一致 0 · 没有佐证 0 · 台账里没有 0" in told
    assert "改动 0 处" in told


def sign(who) -> None:
    who.press("签发", "Sign")
    who.click("dialog[open] .btn-primary")
    who.reads("已签发", "signed")
