"""A card dragged to another stage opens the form of that move; pages as people see them."""

from __future__ import annotations

import pytest
from tests.web.browser import accessible, fits
from tests.web.programmes.conftest import HOUSING, PROJECTS
from tests.web.programmes.test_recording import state

BOARD = f"/programmes/{HOUSING}/board/"
PAGES = {
    "programmes": "/programmes/",
    "list": f"/programmes/{HOUSING}/",
    "board": BOARD,
    "map": f"/programmes/{HOUSING}/map/",
    "charts": f"/programmes/{HOUSING}/charts/?indicator=homes-due&by=cause",
    "sheets": f"/programmes/{HOUSING}/sheets/",
    "subject": f"/programmes/{HOUSING}/subjects/E-102/",
    "flows": f"/programmes/{PROJECTS}/subjects/P-1/",
    "versions": f"/programmes/{HOUSING}/subjects/E-102/versions/?as_of=2025-02-10",
}


@pytest.mark.django_db(transaction=True)
def test_a_card_dragged_to_another_stage_asks_for_what_it_needs(page, owned, tmp_path):
    proof = tmp_path / "复工确认书.pdf"
    proof.write_bytes(b"%PDF-1.4 evidence")
    board = page("reporter", size="wide")
    board.goto(BOARD)
    card = board.locator("[data-card]", has_text="云河苑")
    card.drag_to(board.locator('[data-stage="building"]'))
    form = board.locator("#move form")
    form.wait_for()
    assert state("E-101").stage.value == "listed"
    form.get_by_label("到达日期").fill("2025年8月1日")
    form.locator('input[name="file.0"]').set_input_files(proof)
    form.get_by_role("button", name="记下").click()
    board.wait_for_url(f"**{BOARD}")
    assert state("E-101").stage.value == "building"
    assert board.locator('[data-stage="building"]').get_by_text("云河苑").is_visible()


@pytest.mark.django_db(transaction=True)
def test_the_same_move_by_keyboard(page, owned):
    board = page("reporter", size="wide")
    board.goto(BOARD)
    card = board.locator("[data-card]", has_text="云河苑")
    card.locator("summary").focus()
    board.keyboard.press("Enter")
    card.get_by_role("link", name="停工", exact=True).focus()
    board.keyboard.press("Enter")
    form = board.locator("#move form")
    form.get_by_role("button", name="记下").click()
    board.wait_for_url(f"**{BOARD}")
    assert state("E-101").stage.value == "stopped"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "size", "theme"), [("zh", "desktop", "light"), ("en", "phone", "dark")])
def test_every_page_fits_and_is_accessible(page, picture, owned, language, size, theme):
    pages = page("office", language=language, size=size, theme=theme)
    for name, address in PAGES.items():
        pages.goto(address)
        pages.wait_for_load_state("networkidle")
        picture(pages, name)
        fits(pages)
        accessible(pages)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "size", "theme"), [("zh", "phone", "light"), ("en", "desktop", "dark")])
def test_every_form_fits_and_is_accessible(page, picture, owned, language, size, theme):
    pages = page("reporter", language=language, size=size, theme=theme, expects=(422,))
    for deed in ("state", "move", "attach"):
        pages.goto(f"/programmes/{HOUSING}/subjects/E-101/{deed}/?stage=building")
        picture(pages, f"form-{deed}")
        fits(pages)
        accessible(pages)
    pages.goto(f"/programmes/{HOUSING}/subjects/E-101/move/?stage=building")
    pages.locator('input[name="on"]').fill("昨天")
    pages.locator("form .btn-primary").last.click()
    picture(pages, "form-wrong")
    accessible(pages)


@pytest.mark.django_db(transaction=True)
def test_the_pack_editor_goes_to_the_line_of_an_error(page, picture, owned):
    editor = page("administrator", expects=(422,))
    editor.goto("/programmes/_packs/park-renewal/")
    text = editor.locator("#text")
    text.fill(text.input_value().replace("type: money", "type: mony", 1))
    editor.get_by_role("button", name="只查错").click()
    editor.locator("a[data-line]").first.click()
    chosen = editor.evaluate("(() => { const t = document.querySelector('#text'); return t.value.slice(t.selectionStart, t.selectionEnd); })()")  # fmt: skip
    assert "mony" in chosen
    picture(editor, "pack")
    fits(editor)
    accessible(editor)
