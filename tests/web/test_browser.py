"""The sign-in page in Chromium: what every page has to pass, tried on the first one that anybody sees."""

from __future__ import annotations

import pytest
from tests.web.browser import SIZES, accessible, fits


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", sorted(SIZES))
def test_signing_in_fits_and_is_accessible(page, picture, people, language, size):
    first = page(language=language, size=size)
    first.goto("/sign-in/")
    fits(first)
    accessible(first)
    picture(first, "sign-in")


def test_somebody_is_signed_in(page):
    first = page("auditor", expects=(404,))
    first.goto("/nowhere/")
    assert "钱" in first.locator("header").inner_text()
