"""The pages about the API in Chromium: they fit, are accessible, and keep the policy."""

from __future__ import annotations

import pytest
from tests.web.browser import accessible, fits

from dajuan.web.access.roles import Action
from dajuan.web.api.tokens import make_token

LOOKS = [("zh", "desktop"), ("en", "desktop"), ("zh", "phone"), ("en", "narrow")]


@pytest.mark.parametrize(("language", "size"), LOOKS)
def test_the_tokens_page(page, picture, people, language, size):
    make_token(people["office"], name="夜间同步到数据中心", scopes=[Action.SEE, Action.RECORD], days=90)
    tokens = page("office", language=language, size=size)
    tokens.goto("/api/v1/tokens/")
    fits(tokens)
    accessible(tokens)
    tokens.get_by_label("用途" if language == "zh" else "What it is for").fill("试")
    tokens.get_by_role("button", name="生成令牌" if language == "zh" else "Make a token").click()
    assert tokens.locator("[data-secret]").inner_text().startswith("djt_")
    fits(tokens)
    picture(tokens, "api-tokens")


@pytest.mark.parametrize(("language", "size"), LOOKS)
def test_the_reference(page, picture, people, language, size):
    reference = page("office", language=language, size=size)
    reference.goto("/api/v1/reference/")
    fits(reference)
    accessible(reference)
    reference.locator("article details summary").first.click()
    fits(reference)
    picture(reference, "api-reference")
