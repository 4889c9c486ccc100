"""Financing in a browser: the firm's, the bank's and the office's pages fit, and everybody can use them."""

from __future__ import annotations

from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.financed import OURS
from tests.web.little_zone import FIRM

PAGES = {
    "firm": {"match": f"firms/{FIRM}/?amount=300&months=48&guarantees=credit", "application": f"applications/{OURS}/"},
    "bank": {"bank": "", "asked": f"applications/{OURS}/", "dossier": f"firms/{FIRM}/dossier/"},
    "office": {"funnel": "?year=2025", "funds": "funds/", "product": "products/loan/"},
}


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture):
    for username, pages in PAGES.items():
        seen = page(username, language=language, size=size)
        for name, address in pages.items():
            assert seen.goto(f"/systems/financing/{address}").status == 200
            fits(seen)
            accessible(seen)
            picture(seen, name)


def test_a_firm_consents_by_hand_and_withdraws(page):
    firm, bank = page("firm"), page("bank")
    firm.goto(f"/systems/financing/firms/{FIRM}/")
    form = firm.locator("details", has=firm.locator("summary", has_text="云岭银行"))
    form.get_by_label("研发与知识产权").check()
    form.get_by_label("用途").fill("授信评审")
    form.get_by_role("button", name="授权给 云岭银行").click()
    firm.wait_for_load_state()
    assert "已授权 1 项" in firm.locator("main").inner_text()
    bank.goto(f"/systems/financing/firms/{FIRM}/dossier/")
    assert "817.29" in bank.locator("main").inner_text()
