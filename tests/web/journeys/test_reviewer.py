"""审核人: passes one report and sends another back, saying why; its reporter reads it."""

from __future__ import annotations

import pytest
from tests.web.browser import EVERY_LOOK
from tests.web.journeys.conftest import YEAR

from dajuan.answers.read import target_called, targets
from dajuan.web.served import served

pytestmark = pytest.mark.journey

PASSED, BACK = "2026-075", "2026-013"
WHY = "名单和省厅公布的对不上，请核对后重报"


def stage(code: str) -> str:
    return target_called(targets(served().ledger, year=YEAR), code).stage


@EVERY_LOOK
def test_one_passes_and_one_goes_back(traveller, seen, language, size):
    reviewer = traveller("reviewer", language=language, size=size)
    reviewer.go("/targets/inbox/")
    seen(reviewer.page, "review-inbox", whole=False)
    reviewer.click(f"main a[href$='/{PASSED}/to/reviewed/']")
    seen(reviewer.page, "review-pass")
    reviewer.press("审核通过", "Pass review")
    assert stage(PASSED) == "reviewed"
    reviewer.go("/targets/inbox/")
    reviewer.click(f"main a[href^='/targets/{BACK}/']")
    reviewer.click("a[href$='/to/sent-back/']")
    reviewer.fill(note=WHY)
    seen(reviewer.page, "review-back")
    reviewer.press("退回", "Send back")
    assert stage(BACK) == "sent-back"

    reporter = traveller("reporter", language=language, size=size)
    reporter.go("/")
    reporter.reads(WHY, WHY)
    reporter.click(f"main a[href^='/targets/{BACK}/']")
    reporter.reads(WHY, WHY)
    seen(reporter.page, "review-read", whole=False)


def test_by_keyboard_alone(page, people):
    """From signing in to the report passed, with Tab and Enter and nothing else."""
    reviewer = page("")
    reviewer.goto("/sign-in/")
    _to(reviewer, "form[action$='/sign-in/as/reviewer/'] button")
    _to(reviewer, "nav.side a[href^='/targets/inbox/']")
    _to(reviewer, f"a[href$='/{PASSED}/to/reviewed/']")
    _to(reviewer, "main form button.btn-primary")
    assert stage(PASSED) == "reviewed"


def _to(page, selector: str) -> None:
    """Tab until it has the focus and the focus is to be seen; then Enter."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            break
    else:
        pytest.fail(f"{page.url}: Tab does not come to {selector}")
    outline = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.boxShadow; }"
    )
    assert outline != "nonenone", f"{page.url}: the focus on {selector} is not to be seen"
    with page.expect_navigation():
        page.keyboard.press("Enter")
