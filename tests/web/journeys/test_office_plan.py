"""督查室: next year's plan is uploaded, its promises become targets, are handed out, and lie in their owners' inboxes."""

from __future__ import annotations

import pytest
from samples.demo.documents import written
from tests.web.browser import EVERY_LOOK
from tests.web.journeys.conftest import YEAR

from dajuan.answers.read import targets
from dajuan.web.served import served

pytestmark = pytest.mark.journey

OWNER = "产业发展局"
CHOSEN = 5


@EVERY_LOOK
def test_from_the_plan_to_the_inbox(traveller, seen, tmp_path, language, size):
    plan = written(tmp_path, YEAR + 1).plan
    office = traveller("supervision", language=language, size=size)
    office.go("/")
    office.follow("报告阅读", "Reader", within="nav.side")
    office.page.set_input_files("input[type=file]", str(plan))
    office.press("上传并阅读", "Upload and read")
    office.page.wait_for_selector("#text .c")
    assert office.page.locator("#text .c.target").count() > 60, "every promised number is underlined"
    seen(office.page, "plan-read", whole=False)

    office.follow("立为目标", "targets")
    rows = office.page.locator("main tbody input[name=chosen]")
    promises = rows.count()
    assert promises > 60
    rows.evaluate_all("(boxes, kept) => boxes.slice(kept).forEach(one => one.click())", CHOSEN)
    seen(office.page, "plan-accept", whole=False)
    office.press("立为目标", "Make them targets")
    made = targets(served().ledger, year=YEAR + 1)
    assert [one.stage for one in made] == ["proposed"] * CHOSEN

    office.go(f"/targets/?year={YEAR + 1}")
    choose_all(office, CHOSEN)
    office.press("立项", "Set")
    seen(office.page, "plan-set")
    office.press("立项", "Set")
    choose_all(office, CHOSEN)
    office.press("交办给…", "Assign to…")
    office.fill(owner=OWNER)
    seen(office.page, "plan-assign")
    office.press("交办给", "Assign to")
    seen(office.page, "plan-assigned")
    assert {one.stage for one in targets(served().ledger, year=YEAR + 1)} == {"assigned"}

    owner = traveller("reporter", language=language, size=size)
    owner.go("/")
    for one in made:
        assert one.name in owner.text
    seen(owner.page, "plan-inbox")


def choose_all(office, many: int) -> None:
    boxes = office.page.locator("main tbody input[name=chosen]")
    assert boxes.count() == many
    for nth in range(many):
        boxes.nth(nth).check()
