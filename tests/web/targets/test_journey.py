"""In a browser: a department reports, a reviewer passes it and closes it out; every page fits and can be used by all."""

from __future__ import annotations

import pytest
from tests.web.browser import accessible, fits
from tests.web.targets.conftest import assigned, brought_to, target


@pytest.mark.parametrize(("language", "size", "theme"), [("zh", "desktop", "light"), ("en", "phone", "dark")])
def test_from_the_inbox_to_the_close_out(page, picture, people, tmp_path, language, size, theme):
    code = assigned()
    paper = tmp_path / "验收单.pdf"
    paper.write_bytes(b"%PDF-1.4 paper")
    zh = language == "zh"

    def seen(one, name):
        fits(one)
        accessible(one)
        picture(one, name)

    def step(one, key):
        one.locator(f"a[href$='/to/{key}/']").first.click()

    reporter = page("reporter", language=language, size=size, theme=theme, expects=(422,))
    reporter.goto("/targets/inbox/")
    seen(reporter, "inbox")
    step(reporter, "accepted")
    seen(reporter, "accept")
    reporter.get_by_role("button", name="签收" if zh else "Accept").click()
    step(reporter, "reported")
    reporter.locator("[name=reported]").fill("3亿元")
    reporter.locator("[name=papers]").set_input_files(paper)
    reporter.get_by_role("button", name="报送" if zh else "Report").click()
    seen(reporter, "report-refused")
    reporter.locator("[name=reported]").fill("5")
    reporter.get_by_role("button", name="报送" if zh else "Report").click()
    reporter.locator("[name=text]").fill("@督查室 程 请看")
    reporter.get_by_role("button", name="发" if zh else "Send", exact=True).click()
    reporter.locator("canvas").wait_for()
    seen(reporter, "one")

    reviewer = page("reviewer", language=language, size=size, theme=theme)
    reviewer.goto("/targets/inbox/")
    assert "请看" in reviewer.locator("main").inner_text()
    reviewer.locator(f"a[href$='/{code}/to/reviewed/']").click()
    for key in ("reviewed", "done", "closed"):
        if key != "reviewed":
            step(reviewer, key)
        reviewer.locator("main form button.btn-primary").click()
    seen(reviewer, "closed")
    assert target(code).stage == "closed"
    assert target(code).evidence[-1][1].name == "验收单.pdf"


@pytest.mark.parametrize(("language", "size", "theme"), [("zh", "desktop", "light"), ("en", "narrow", "dark")])
def test_the_pages_of_the_office_fit_and_are_accessible(page, picture, people, language, size, theme):
    code = brought_to("extension-asked")
    office = page("office", language=language, size=size, theme=theme)
    for name, address in {
        "list": "/targets/",
        "inbox-office": "/targets/inbox/",
        "one-office": f"/targets/{code}/",
        "split": f"/targets/{code}/plan/split/",
        "change": f"/targets/{code}/plan/change/",
        "bind": "/targets/2025-053/plan/bind/",
        "decide": f"/targets/{code}/plan/decide-extension/",
        "milestones": f"/targets/{code}/plan/milestones/",
    }.items():
        office.goto(address)
        fits(office)
        accessible(office)
        picture(office, name, whole=name != "list")


def test_the_month_is_reported_in_one_table_without_scripts(page, picture, people):
    codes = [brought_to("accepted", code) for code in ("2025-054", "2025-055")]
    reporter = page("reporter", scripts=False)
    reporter.goto("/targets/inbox/")
    reporter.get_by_role("link", name="一张表填完本月").click()
    fits(reporter)
    for code, value in zip(codes, ("3", "12"), strict=True):
        reporter.locator(f"[name='{code}-reported']").fill(value)
    picture(reporter, "month")
    reporter.get_by_role("button", name="全部记下").click()
    assert "记下了 2 项" in reporter.locator("main").inner_text()
    assert [target(code).reported[-1].text for code in codes] == ["3条", "12个"]
