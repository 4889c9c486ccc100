"""The compute network in Chromium: catalogue, need, round, job, bill, centre, in both languages, at both sizes."""

from __future__ import annotations

from tests.systems.compute.life import FIRM
from tests.web.browser import EVERY_LOOK, accessible, fits

PAGES = {
    "catalogue": "", "need": "need/", "jobs": "jobs/", "round": "round/", "waiting": "jobs/JOB-A/", "bill": "jobs/JOB-M/",
    "centres": "centres/", "centre": "centres/ZX-1/", "vouchers": "vouchers/",
}  # fmt: skip


@EVERY_LOOK
def test_every_page(page, compute, picture, language, size):
    seen = page("digital", language=language, size=size)
    for name, address in PAGES.items():
        seen.goto(f"/systems/compute/{address}")
        fits(seen)
        accessible(seen)
        picture(seen, name)


def test_from_need_to_place_to_bill(page, compute, picture):
    seen = page("digital", expects=(422,))
    seen.goto("/systems/compute/need/")
    seen.get_by_label("作业名称").fill("流体仿真")
    seen.get_by_label("用算企业").fill(FIRM)
    seen.get_by_label("精度").select_option("fp16")
    seen.get_by_label("要多少").fill("200卡时")
    seen.get_by_label("预计时长").fill("6")
    seen.get_by_label("最晚完成").fill("2025-10-20")
    seen.get_by_label("数据可在").select_option("zone")
    seen.get_by_label("预算").fill("3000")
    seen.get_by_role("button", name="看可放在哪").click()
    assert "是用量" in seen.get_by_role("alert").inner_text()
    seen.get_by_label("要多少").fill("32卡")
    seen.get_by_role("button", name="看可放在哪").click()
    accessible(seen)
    picture(seen, "ranked")
    seen.get_by_role("button", name="记为需求").click()
    seen.get_by_role("button", name="撮合").click()
    assert "撮合：已办" in seen.locator(".alert").first.inner_text()
    seen.goto("/systems/compute/jobs/JOB-M/")
    seen.get_by_role("button", name="结算").click()
    assert "结算：已办" in seen.locator(".alert").first.inner_text()
    picture(seen, "settled")


def test_an_enterprise_looks_at_its_own(page, compute, picture):
    seen = page("firm", size="phone")
    seen.goto("/systems/compute/jobs/JOB-M/")
    assert seen.get_by_role("button", name="结算").count() == 0
    fits(seen)
    accessible(seen)
    picture(seen, "own")
