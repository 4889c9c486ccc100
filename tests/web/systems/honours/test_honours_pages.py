"""Pages of platforms, reviews, prizes, projects and listings: each opens, counts once, shows each firm what it has."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.systems.honours.life import ACTOR, CENTRE, CONSORTIUM, FIRM, GONE, LAB, OLD, OTHER, SPACE, draft
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import switch

from dajuan.ledger.append import append
from dajuan.systems.honours.platforms import PLATFORMS

HOME = "/systems/honours/"
ADDRESSES = (
    "", "?kind=key-lab&level=provincial", "?validity=lapsed", f"platform/{LAB}/", f"platform/{CENTRE}/", f"platform/{GONE}/",
    "reviews/", "reviews/?year=2023", "prizes/", "prizes/?year=2025&level=provincial", "projects/", "prize/PRIZE-1/",
    "project/SP-1/", "listings/", "listings/?board=bse", f"of/{FIRM}/", f"of/{OTHER}/", "?as_of=2024-12-31",
)  # fmt: skip


def text_of(client, address):
    answer = client.get(f"{HOME}{address}")
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(address, language, as_, honours):
    client = as_("office")
    client.cookies["language"] = language
    text_of(client, address)


def rows(client, address) -> list[str]:
    """Names of the platforms that a list shows."""
    found = client.get(f"{HOME}{address}").content.decode()
    return re.findall(r'<th scope="row"><a href="/systems/honours/platform/([A-Z0-9-]+)/', found)


def test_a_cell_opens_its_list_and_what_lapsed_comes_first(as_, honours):
    office = as_("office")
    assert rows(office, "?kind=key-lab&level=provincial") == [LAB]
    assert rows(office, "?validity=expired") == [OLD]
    assert rows(office, "")[:2] == [SPACE, LAB]


def test_at_an_earlier_day_the_level_is_that_days(as_, honours):
    office = as_("office")
    assert rows(office, "?kind=key-lab&level=municipal&as_of=2025-04-09") == [LAB]
    assert rows(office, "?kind=key-lab&level=municipal") == []


def test_a_platform_tells_its_documents_and_what_its_review_means(as_, honours):
    said = text_of(as_("office"), f"platform/{CENTRE}/")
    assert "发改办高技〔2022〕68号" in said
    assert "撤销资格" in said
    assert "58.5" in said
    assert "provincial〔2025〕1号" in text_of(as_("office"), f"platform/{LAB}/")


def test_what_is_shared_stands_with_each_firm_and_is_one_in_the_zone(as_, honours):
    office = as_("office")
    for firm in (FIRM, OTHER):
        assert {LAB, CONSORTIUM} <= set(rows(office, f"of/{firm}/"))
    assert rows(office, "").count(LAB) == 1
    assert "2 个由区内几家企业合办" in text_of(office, "")


def test_the_money_of_a_shared_project_is_there_once(as_, honours):
    assert re.search(r"科技项目财政资助\s+580.00\s+万元", text_of(as_("office"), "projects/"))
    assert "几家共有，全区只计一次" in text_of(as_("office"), "project/SP-1/")


def test_listings_tell_second_listings_and_letters(as_, honours):
    said = text_of(as_("office"), "listings/")
    assert "在交易所上市的企业 1 家" in said
    assert "验收函有效到 2026-03-01" in said
    assert "辅导不足 3 个月" in said


def test_an_enterprise_sees_its_own(as_, honours):
    firm = as_("firm")
    assert LAB in rows(firm, f"of/{FIRM}/")
    assert "光电重点实验室" in text_of(firm, f"platform/{LAB}/")
    assert "奖 PRIZE-1" in text_of(firm, "prize/PRIZE-1/")
    for hidden in (f"of/{OTHER}/", f"platform/{SPACE}/", "project/SP-2/"):
        assert firm.get(f"{HOME}{hidden}").status_code == 404
    assert firm.get(HOME).status_code == 403


def test_a_zone_that_keeps_only_some_of_it_sees_that(as_, honours):
    switch(off=("platform-reviews", "science-prizes", "science-projects", "listings"))
    for address in ("", f"platform/{LAB}/", f"of/{FIRM}/"):
        assert "光电重点实验室" in text_of(as_("office"), address)
    assert as_("office").get(f"{HOME}prizes/").status_code == 404


def test_what_is_applied_for_is_told(as_, honours):
    asks = draft(PLATFORMS, LAB, "stated", "2025-09-30", fields={"applying": "national"})
    append(honours.ledger, [asks], actor=ACTOR)
    assert "正在申报国家级" in text_of(as_("office"), "")


def test_another_department_sees_none_of_it(as_, honours):
    assert rows(as_("neighbour"), "") != []
    assert rows(as_("reporter"), "") == []
    assert as_("reporter").get(f"{HOME}platform/{LAB}/").status_code == 404


def test_the_register_page_of_a_firm_leads_here(as_, honours):
    found = as_("office").get(reverse("programmes:subject", args=["enterprise-register", FIRM])).content.decode()
    assert f"{HOME}of/{FIRM}/" in found


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, honours):
    seen = page("office", language=language, size=size)
    for name, address in {
        "home": "", "platform": f"platform/{CENTRE}/", "reviews": "reviews/", "prizes": "prizes/", "project": "project/SP-1/",
        "listings": "listings/", "firm": f"of/{FIRM}/",
    }.items():  # fmt: skip
        seen.goto(f"{HOME}{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"honours-{name}")
