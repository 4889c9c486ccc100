"""The chains' pages in a browser: a chain drawn, a node added by its office, what happens if a firm stops; at both sizes."""

from __future__ import annotations

from tests.systems.chains.life import A
from tests.web.browser import EVERY_LOOK, accessible, fits

AT = "/systems/chains/"
PAGES = {
    "home": AT,
    "chain": f"{AT}chain/NEV/",
    "node": f"{AT}node/NEV-04/",
    "supplies": f"{AT}chain/NEV/supplies/?of=suppliers",
    "problems": f"{AT}chain/NEV/list/problems/",
    "firms": f"{AT}chain/NEV/list/firms/",
    "stop": f"{AT}chain/NEV/stop/{A}/",
    "leader": f"{AT}leaders/沈/",
    "edge-list": f"{AT}chain/NEV/edge-list/",
    "place": f"{AT}chain/NEV/edit/place/",
}


@EVERY_LOOK
def test_every_page_fits_and_can_be_read(chains, page, picture, language, size):
    opened = page("neighbour", language=language, size=size)
    for name, address in PAGES.items():
        opened.goto(address)
        fits(opened)
        accessible(opened)
        picture(opened, name)


def test_the_office_adds_a_node_and_sees_it_drawn(chains, page, picture):
    opened = page("neighbour")
    opened.goto(PAGES["chain"])
    opened.get_by_role("link", name="加环节").click()
    opened.get_by_label("环节名称").fill("热管理")
    opened.get_by_label("供给谁").select_option("NEV-06")
    opened.get_by_role("button", name="记下").click()
    opened.get_by_role("link", name="热管理：缺失").focus()
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/node/NEV-08/")
    assert opened.get_by_role("heading", level=1).inner_text() == "热管理"
    opened.goto(f"{PAGES['chain']}?as_of=2025-03-01")
    assert opened.get_by_role("link", name="热管理：缺失").count() == 0
    assert opened.get_by_role("link", name="加环节").count() == 0
