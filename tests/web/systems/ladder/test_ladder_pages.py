"""The ladder's pages and its API: verdicts with their clauses, other numbers tried, who may see whom."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import FIRM, OTHER_FIRM
from tests.web.systems.ladder.conftest import AS_OF

from dajuan.web.served import served


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "titles/tech-sme/",
        "titles/tech-sme/?group=held",
        "rules/high-tech/",
        "rules/sme-size/",
        "unconfirmed/",
        f"{FIRM}/",
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(address, language, as_, laddered):
    client = as_("office")
    client.cookies["language"] = language
    text_of(client, f"/systems/ladder/{address}")


def test_an_enterprise_sees_its_own_verdict_with_clause_and_gap_and_nobody_elses(as_, laddered):
    own = text_of(as_("firm"), f"/systems/ladder/{FIRM}/?{AS_OF}")
    assert "附件1（一）" in own
    assert "据转载，未见原文" in own
    assert as_("firm").get(f"/systems/ladder/{OTHER_FIRM}/").status_code == 404
    assert as_("firm").get("/systems/ladder/").status_code == 403


def test_its_size_its_code_and_its_factory_are_told_beside_the_titles(as_, laddered):
    own = text_of(as_("firm"), f"/systems/ladder/{FIRM}/?{AS_OF}")
    for said in ("四（二）", "职工总数 ≥ 1000人", "校验码", "GB/T 36132-2025", "二级（规范级）"):
        assert said in own
    told = as_("firm").get(f"/api/v1/ladder/enterprises/{FIRM}?{AS_OF}").json()["verdicts"]
    size = next(one for one in told if one["rule"] == "sme-size")
    assert size["at_least"] == size["at_most"]
    assert next(one for one in told if one["rule"] == "credit-code")["truth"] == "yes"


def test_a_rule_without_a_title_has_no_list_of_who_holds_it(as_, laddered):
    assert as_("office").get("/systems/ladder/titles/sme-size/").status_code == 404
    assert as_("office").get("/systems/ladder/titles/sme-size/list.xlsx").status_code == 404
    assert as_("office").get("/api/v1/ladder/titles/sme-size").status_code == 404


def test_before_a_rule_was_in_force_nothing_is_judged_by_it(as_, laddered):
    text_of(as_("office"), "/systems/ladder/?as_of=2015-01-01")
    own = text_of(as_("office"), f"/systems/ladder/{FIRM}/?as_of=2024-06-01")
    assert "还没有施行的" in own
    assert 'id="v-smart-factory"' not in own
    assert 'id="v-smart-manufacturing"' in own


def test_what_nobody_could_confirm_is_listed_on_a_page_of_its_own(as_, laddered):
    listed = text_of(as_("office"), "/systems/ladder/unconfirmed/")
    for said in (
        "权重表（未找到）",
        "职工总数 ≥ 未核实（在 10人 与 300人 之间）",
        "各级要求的智能制造能力成熟度等级",
        "两年增长率怎样平均未核实",
        "施行起始日 2018-12-01",
    ):
        assert said in listed


def test_other_numbers_are_tried_and_not_recorded(as_, laddered):
    size = served().size()
    text = text_of(as_("office"), f"/systems/ladder/{FIRM}/?{AS_OF}&if.liabilities=99999")
    assert "原来符合" not in text  # It lacks the tier's title in any case: nothing else turns on its debts.
    told = text_of(as_("office"), f"/systems/ladder/{FIRM}/?{AS_OF}&if.high-tech-revenue=1")
    assert "原来定不了" in told
    assert 'value="1"' in told
    bad = text_of(as_("office"), f"/systems/ladder/{FIRM}/?{AS_OF}&if.tech-staff=九个半")
    assert "科技人员：" in bad
    assert served().size() == size


def test_a_title_expiring_is_among_those_to_look_at(as_, laddered):
    text = text_of(as_("office"), f"/systems/ladder/titles/innovative-sme/?{AS_OF}&group=expiring")
    assert "云岭一号科技有限公司" in text
    assert "至 2026-06-30" in text


def test_a_street_sees_its_own_firms(as_, laddered):
    assert "云岭一号" not in text_of(as_("reporter"), f"/systems/ladder/titles/tech-sme/?{AS_OF}")


def test_the_list_goes_out_as_a_workbook(as_, laddered):
    answer = as_("office").get(f"/systems/ladder/titles/tech-sme/list.xlsx?{AS_OF}")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert any("云岭一号科技有限公司" in row for row in rows)


def test_the_api_gives_the_verdict_with_exact_numbers(as_, laddered):
    told = as_("office").get(f"/api/v1/ladder/enterprises/{FIRM}?{AS_OF}").json()
    tech = next(one for one in told["verdicts"] if one["rule"] == "tech-sme")
    assert (tech["truth"], tech["version"], tech["effort"]) == ("yes", "115-2017", "0")
    listed = as_("office").get(f"/api/v1/ladder/titles/innovative-sme?{AS_OF}&group=expiring").json()
    assert [(one["enterprise"], one["until"]) for one in listed["items"]] == [(FIRM, "2026-06-30")]


def test_trying_by_api_says_which_fact_is_none(as_, laddered):
    address = f"/api/v1/ladder/enterprises/{FIRM}/what-if?{AS_OF}"
    client = as_("office")
    client.handler.enforce_csrf_checks = False
    tried = client.post(address, {"changes": {"employees": 501}}, content_type="application/json")
    assert next(one for one in tried.json()["verdicts"] if one["rule"] == "tech-sme")["truth"] == "no"
    bad = client.post(address, {"changes": {"staff": 5}}, content_type="application/json")
    assert bad.status_code == 422
    assert bad.json()["errors"][0]["field"] == "staff"


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, laddered):
    seen = page("office", language=language, size=size)
    for name, address in {
        "ladder": "",
        "title": "titles/tech-sme/",
        "firm": f"{FIRM}/?{AS_OF}",
        "rule": "rules/specialised-sme/",
        "sizes": "rules/sme-size/",
        "unconfirmed": "unconfirmed/",
    }.items():
        seen.goto(f"/systems/ladder/{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"ladder-{name}")
