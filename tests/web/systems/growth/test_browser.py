"""The growth index as people see it: every page in both languages, at a desk and on a phone, drawn, and read by axe."""

from __future__ import annotations

import pytest
from tests.systems.growth.zone import CODES
from tests.web.browser import EVERY_LOOK, accessible, fits

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "ranking": "",
    "firm": f"firms/{CODES[5]}",
    "uncertainty": "uncertainty",
    "coherence": "coherence",
    "schemes": "schemes",
    "scheme": "schemes/sme-growth-v1",
    "new-scheme": "schemes/new",
    "runs": "runs",
    "run": "runs/2024-1",
    "certificates": "certificates",
}

CHARTS = {"ranking": 1, "firm": 2}


@EVERY_LOOK
def test_every_page(grown, page, picture, language: str, size: str) -> None:
    shown = page("office", language=language, size=size)
    for name, address in PAGES.items():
        shown.goto(f"/systems/growth/{address}")
        shown.wait_for_load_state("networkidle")
        charts = shown.locator("[data-chart]").all()
        assert len(charts) == CHARTS.get(name, 0), name
        for chart in charts:
            assert chart.get_attribute("data-drawn") is not None, name
        fits(shown)
        accessible(shown)
        picture(shown, name)


def test_a_scheme_from_upload_to_in_force(grown, page, picture) -> None:
    """The office changes a weight, sees what that changes, submits; the reviewer puts it in force."""
    office = page("office", expects=(422,))
    office.goto("/systems/growth/schemes")
    office.get_by_role("link", name="提交新的一版").click()
    box = office.get_by_label("YAML")
    text = box.input_value()
    box.fill(text.replace("screening:", "screaning:"))
    office.get_by_role("button", name="只查错").click()
    office.get_by_text("是不是 screening？").wait_for()
    office.get_by_label("YAML").fill(
        text.replace("growth: revenue, unit: '%', weight: 2}", "growth: revenue, unit: '%', weight: 4}")
    )
    office.get_by_role("button", name="只查错").click()
    office.get_by_text("营业收入增长率：权重 2 → 4").wait_for()
    fits(office)
    picture(office, "changes")
    office.get_by_role("button", name="提交", exact=True).click()
    office.get_by_text("是你提交的，要另一个人启用。").wait_for()
    reviewer = page("reviewer")
    reviewer.goto("/systems/growth/schemes/sme-growth-v2")
    reviewer.get_by_role("button", name="启用这一版").click()
    reviewer.get_by_text("sme-growth-v2 已施行").wait_for()
