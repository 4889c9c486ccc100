"""Talent and jobs as people see them: at a desk in Chinese, on a phone in English; nothing sticks out, all of it accessible."""

from __future__ import annotations

import pytest
from tests.systems.talent.rosters import FIRM, TEAM, row, workbook
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.systems.talent.conftest import ROOM


@pytest.fixture
def busy(listed, as_) -> list[str]:
    """With the city's number, half a year of jobs, and somebody erased."""
    keeper = as_("keeper")
    for kind, city in (("all", "160"), ("young", "70")):
        keeper.post(
            f"{ROOM}/city/", {"kind": kind, "city": city, "on": "2025-09-30", "source": "人社局三季度通报（虚构）"}
        )
    keeper.post(f"{ROOM}/jobs/yunhe/targets/", {"year": "2025", "new-urban": "1200", "hardship": "90"})
    for month in range(1, 8):
        keeper.post(
            f"{ROOM}/jobs/yunhe/month/",
            {"year": "2025", "month": f"{month}", "new-urban": f"{80 + 7 * month}", "hardship": "9"},
        )
    keeper.post(f"{ROOM}/person/{listed[-1]}/erase/", {"why": "本人申请"})
    return listed


@EVERY_LOOK
def test_pages_of_the_office(page, picture, busy, language, size):
    keeper = page("keeper", language=language, size=size)
    for name, address in {
        "home": "", "people": "people/", "person": f"person/{busy[0]}/", "erased": f"person/{busy[-1]}/", "team": f"team/{TEAM}/",
        "enterprise": f"enterprise/{FIRM}/", "roster": "roster/", "jobs": "jobs/?year=2025",
    }.items():  # fmt: skip
        keeper.goto(f"{ROOM}/{address}")
        fits(keeper)
        accessible(keeper)
        picture(keeper, f"talent-{name}")


@EVERY_LOOK
def test_pages_of_others(page, picture, busy, language, size):
    for username, address in (("administrator", "keys/"), ("firm", f"enterprise/{FIRM}/"), ("neighbour", "")):
        seen = page(username, language=language, size=size)
        seen.goto(f"{ROOM}/{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"talent-{username}")


def test_a_roster_is_mended_taken_in_and_somebody_is_looked_at(page, picture, talent, tmp_path):
    keeper = page("keeper", expects=(422,))
    keeper.goto(f"{ROOM}/roster/")
    for name, rows in {"wrong": (row(1), row(2, number="1")), "right": (row(1), row(2))}.items():
        (tmp_path / f"{name}.xlsx").write_bytes(workbook(*rows))
        keeper.get_by_label("名册（xlsx 或 csv）").set_input_files(tmp_path / f"{name}.xlsx")
        keeper.get_by_role("button", name="核对并记下").click()
        if name == "wrong":
            assert "名册!C3" in keeper.get_by_role("alert").inner_text()
            accessible(keeper)
            picture(keeper, "talent-wrong")
    assert "新人 2" in keeper.get_by_role("status").inner_text()
    keeper.goto(f"{ROOM}/people/")
    keeper.get_by_role("link", name="虚**").first.click()
    keeper.get_by_role("button", name="显示全部（会记下）").click()
    assert "已记下您看过" in keeper.content()
    picture(keeper, "talent-shown")
    fits(keeper)
