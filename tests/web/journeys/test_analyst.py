"""分析者: a report with defects: its findings in the margin; what became of last year's promises."""

from __future__ import annotations

import pytest
from tests.web.browser import EVERY_LOOK

pytestmark = pytest.mark.journey


@EVERY_LOOK
def test_does_this_report_hold(traveller, seen, demo, language, size):
    documents = sorted((demo / "documents").glob("*.docx"))
    last, this, faulty = documents[0], documents[1], documents[2]
    assert "有错" in faulty.name
    analyst = traveller("auditor", language=language, size=size)
    analyst.page.emulate_media(reduced_motion="reduce")
    for document in (last, this, faulty):
        analyst.go("/reader/")
        analyst.page.set_input_files("input[type=file]", str(document))
        analyst.press("上传并阅读", "Upload and read")
        analyst.page.wait_for_selector("#text .c")
    notes = analyst.page.locator("#text .note")
    assert notes.count() > 10
    seen(analyst.page, "analyst-findings", whole=False)
    analyst.page.keyboard.press("j")
    assert analyst.page.locator(".note.on").count() == 1
    seen(analyst.page, "analyst-finding", whole=False)

    analyst.go("/reader/compare/")
    analyst.page.locator("#plan").select_option(index=3)
    analyst.page.locator("#report").select_option(index=2)
    analyst.press("对照", "Compare")
    analyst.page.wait_for_selector(".compared article")
    assert analyst.page.locator(".compared article").count() > 20
    seen(analyst.page, "analyst-comparison", whole=False)
