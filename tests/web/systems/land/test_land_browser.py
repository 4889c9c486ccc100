"""The pages of land in a browser: they fit, can be read, the map is drawn, a parcel is split by hand."""

from __future__ import annotations

from tests.systems.land.life import FIRST
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.systems.land.conftest import A

AT = "/systems/land/"
PAGES = {
    "home": "", "map": "map/", "parcel": f"parcel/{A}/", "custom": "custom/", "code": f"code/?code={FIRST}", "shapes": "shapes/",
    "split": f"parcel/{A}/split/", "rules": "rules/",
}  # fmt: skip


@EVERY_LOOK
def test_every_page_fits_and_can_be_read(land, page, picture, language, size):
    seen = page("reporter", language=language, size=size)
    for name, address in PAGES.items():
        seen.goto(f"{AT}{address}")
        if name in ("map", "parcel"):
            seen.wait_for_selector("[data-drawn]", timeout=60_000)
        fits(seen)
        accessible(seen)
        picture(seen, f"land-{name}")
    if (language, size) == ("zh", "desktop"):
        _split(seen)
        picture(seen, "land-family")


def _split(seen):
    seen.goto(f"{AT}parcel/{A}/")
    seen.get_by_role("link", name="分割", exact=True).click()
    seen.get_by_label("分成哪几块").fill("东块，4000平方米\n西块，6000平方米")
    seen.get_by_label("理由").fill("分期开发")
    seen.get_by_role("button", name="记下").click()
    seen.get_by_role("link", name="东块").first.click()
    seen.wait_for_url("**/parcel/DK2025-00004/")
    assert "990172 001001 GB00002 W00000000" in seen.locator("main").inner_text()
