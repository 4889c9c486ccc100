"""The reader in Chromium: marks, cards, notes and keys, at every size, in both languages, light and dark."""

from __future__ import annotations

import pytest
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.reader.conftest import REPORT, ROOT


@pytest.fixture
def read(upload):
    return upload("office", REPORT)


@pytest.mark.parametrize(("language", "size", "theme"), [("zh", "desktop", "light"), ("en", "narrow", "dark")])
def test_a_document_is_uploaded_read_and_marked(page, picture, language, size, theme):
    reader = page("office", language=language, size=size, theme=theme)
    reader.emulate_media(color_scheme=theme, reduced_motion="reduce")
    reader.goto("/reader/")
    fits(reader)
    accessible(reader)
    reader.set_input_files("input[type=file]", str(ROOT / REPORT))
    picture(reader, "documents")
    reader.click("form.upload button[type=submit]")
    reader.wait_for_selector("#text .note")
    fits(reader)
    accessible(reader)
    picture(reader, "document")
    reader.keyboard.press("j")
    assert reader.locator(".note.on").count() == 1
    picture(reader, "finding-open", whole=False)


def test_a_claim_says_what_was_understood(page, picture, read):
    reader = page("office")
    reader.goto(f"/reader/{read.pk}/")
    claim = reader.locator("#text .c.result").first
    claim.hover()
    card = reader.locator("#card")
    assert "已完成" in card.inner_text()
    picture(reader, "card", whole=False)
    reader.locator(".note .code").first.click()
    assert reader.locator("#panel").is_visible()
    picture(reader, "panel", whole=False)
    reader.keyboard.press("Escape")
    assert not reader.locator("#panel").is_visible()


def test_findings_are_stepped_through_by_keyboard_and_filtered(page, read):
    reader = page("office")
    reader.goto(f"/reader/{read.pk}/")
    reader.keyboard.press("j")
    first = reader.locator("#position").inner_text()
    reader.keyboard.press("j")
    assert reader.locator("#position").inner_text() != first
    reader.keyboard.press("k")
    assert reader.locator("#position").inner_text() == first
    shown = reader.locator(".note:visible").count()
    reader.locator(".marked-chips .chip").first.click()
    assert reader.locator(".note:visible").count() < shown


@EVERY_LOOK
def test_the_other_pages_fit_and_are_accessible(page, picture, upload, read, language, size):
    plan = upload("office", "samples/yunling-2025.md")
    reader = page("office", language=language, size=size)
    for name, address in [("claims", f"/reader/{read.pk}/claims/"), ("accept", f"/reader/{read.pk}/targets/"),
                          ("rules", "/reader/rules/"), ("rule", "/reader/rules/QU101/"), ("jobs", "/jobs/")]:  # fmt: skip
        reader.goto(address)
        fits(reader)
        accessible(reader)
        picture(reader, name)
    reader.goto(f"/reader/{read.pk}/")
    reader.locator(".note .act a").first.click()
    fits(reader)
    accessible(reader)
    picture(reader, "finding")
    reader.goto("/reader/compare/")
    fits(reader)
    accessible(reader)
    picture(reader, "compare")
    reader.select_option("#plan", str(plan.pk))
    reader.select_option("#report", str(read.pk))
    reader.locator("main form button").last.click()
    reader.wait_for_selector(".compared article")
    fits(reader)
    accessible(reader)
    picture(reader, "comparison")


def test_without_scripts_everything_is_there(page, read):
    reader = page("office", scripts=False)
    reader.goto(f"/reader/{read.pk}/")
    assert reader.locator(".note").count() == read.findings
    reader.locator(".note .act a").first.click()
    assert "/findings/" in reader.url
