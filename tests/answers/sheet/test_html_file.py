"""The page in Debian's Chromium: a click on a number opens its lineage, by keyboard too, and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dajuan.answers.sheet.html_file import html_text
from dajuan.answers.sheet.sentences import sentences_of


@pytest.fixture(scope="module")
def address(official, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("page") / "答卷.html"
    path.write_text(html_text(official, sentences_of()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(chromium, address) -> Iterator:
    made = chromium.new_page(viewport={"width": 1300, "height": 900})
    told: list[str] = []
    made.on("console", lambda message: told.append(message.text))
    made.on("pageerror", lambda error: told.append(str(error)))
    made.on("request", lambda asked: told.append(asked.url) if asked.url != address else None)
    made.goto(address)
    yield made
    assert told == [], "nothing is asked from outside, nothing goes wrong"
    made.close()


def test_a_click_on_a_number_opens_its_lineage(page):
    page.locator("#t-2025-053 a.n").first.click()
    panel = page.locator("#l-2025-053")
    assert panel.is_visible()
    text = panel.inner_text()
    assert "交付“保交楼”项目" in text
    assert "housing-delivery/estates-delivered" in text
    assert re.search(r"第 \d+ 条 · 2025年12月20日 · 住建局 · 未复核", text)
    assert "到达“交付”" in text
    assert "表.pdf（竣工验收备案表）" in text
    assert "SHA-256 " + "1" * 64 in text


def test_escape_closes_it_and_goes_back_to_the_number(page):
    number = page.locator("#t-2025-033 a.n").first
    number.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#l-2025-033")
    assert panel.is_visible()
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#l-2025-033"


def test_a_count_opens_what_it_counts_and_leads_on(page):
    page.locator("p.lead a.n").get_by_text("5项", exact=True).click()
    panel = page.locator("aside.open")
    assert "2025-033" in panel.inner_text()
    panel.get_by_role("link", name="2025-033").click()
    assert page.locator("#l-2025-033").is_visible()


def test_every_number_leads_to_a_panel_or_a_place(page):
    assert (
        page.evaluate(
            "[...document.querySelectorAll('main a[href]')].filter(a => !document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1)))).length"
        )
        == 0
    )
    assert page.locator("main a.n").count() > 300


def test_one_click_for_the_other_language_and_one_for_the_dark(page):
    assert page.locator(".chips").inner_text().startswith("已完成")
    page.click("#language")
    assert page.locator(".chips").inner_text().startswith("met")
    assert page.locator("main h1").inner_text() == "云岭高新区2025年目标任务完成情况报告"
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


@pytest.mark.parametrize("wide", [390, 820, 1300])
def test_nothing_runs_out_of_the_screen(chromium, address, wide):
    made = chromium.new_page(viewport={"width": wide, "height": 844})
    made.goto(address)
    assert made.evaluate("document.documentElement.scrollWidth") <= wide
    made.close()


def test_without_a_script_an_address_opens_the_lineage(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    made = context.new_page()
    made.goto(address)
    assert not made.locator("#l-2025-033").is_visible()
    made.locator("#t-2025-033 a.n").first.click()
    assert made.locator("#l-2025-033").is_visible()
    made.locator("#l-2025-033 a.close").click()
    assert not made.locator("#l-2025-033").is_visible()
    context.close()


def test_every_printed_page_of_a_simulated_zone_says_so(chromium, address, tmp_path):
    import pypdfium2

    made = chromium.new_page()
    made.goto(address)
    made.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    made.close()
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) > 10
    assert all("模拟数据" in page.get_textpage().get_text_bounded() for page in printed)
    printed.close()
