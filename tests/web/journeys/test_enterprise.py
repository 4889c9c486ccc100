"""企业: sees what is known of itself, and nothing of anybody else."""

from __future__ import annotations

import pytest
from tests.web.browser import EVERY_LOOK

pytestmark = pytest.mark.journey

REGISTER = "enterprise-register"


@EVERY_LOOK
def test_itself_only(traveller, seen, people, language, size):
    own, other = people["enterprise-1"].enterprise, people["enterprise-2"].enterprise
    firm = traveller("enterprise-1", language=language, size=size, expects=(403, 404))
    firm.go("/")
    assert firm.page.url.endswith("/records/mine/")
    firm.reads(people["enterprise-1"].organisation.name, people["enterprise-1"].organisation.name)
    seen(firm.page, "enterprise", whole=False)
    project = firm.page.locator("main a[href*='/records/of/investment-projects/']").first
    project.click()
    seen(firm.page, "enterprise-project", whole=False)
    for address in (f"/records/of/{REGISTER}/{other}/", f"/programmes/{REGISTER}/subjects/{other}/"):
        answer = firm.page.goto(address)
        assert answer is not None
        assert answer.status == 404
    seen(firm.page, "enterprise-another")
    for address in ("/board/", "/targets/", "/reader/", "/figures/"):
        answer = firm.page.goto(address)
        assert answer is not None
        assert answer.status in {403, 404}, address
    assert own != other


@pytest.mark.parametrize("address", ["/board/", "/targets/inbox/", "/records/mine/", "/sheets/"])
def test_nobody_is_asked_to_sign_in(traveller, address):
    nobody = traveller("")
    nobody.go(address)
    assert "/sign-in/" in nobody.page.url
