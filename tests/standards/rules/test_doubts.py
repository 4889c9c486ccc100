"""Facts that do not go together, of the wrong year or in the wrong unit are asked about, in both languages, and never mended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.standards.rules.enterprise import ON, WAN, sound

from dajuan.standards import Doubt, Facts, RuleError, assess, doubts, rules


def asked(**changes: Any) -> list[Doubt]:
    return doubts(Facts(sound(**changes), ON))


def test_a_sound_firm_raises_none() -> None:
    assert asked() == []


@pytest.mark.parametrize(
    ("changes", "facts", "certain", "zh", "en"),
    [
        ({"rd_spend": 9000 * WAN}, ("rd-spend", "revenue"), False, "研发费用 9000万元，多于营业收入 8000万元", "R&D cost 9000万元 is more than"),
        ({"tech_staff": 101}, ("tech-staff", "employees"), True, "科技人员 101人，多于职工总数 100人", "is more than Staff"),
        ({"class1_own": 6}, ("class1-own", "class1-ip"), True, "多于Ⅰ类知识产权 5件", "is more than Class I"),
        ({"main_revenue": {2024: 7001 * WAN}}, ("main-revenue", "revenue"), True, "2024 年", "2024: Main-business"),
        ({"rd_spend": 640}, ("rd-spend", "revenue"), False, "是不是有一个把万元当元填了？", "entered in 万元 for 元?"),
        ({"liabilities": {2024: 3800}}, ("liabilities", "assets"), False, "2024 年负债总额（年末） 3800元", "2024: Liabilities"),
        ({"niche_share": 15}, ("niche-share",), True, "写成了 1500%，只能是 0%—100%", "is 1500%, it can be 0%—100%"),
        ({"ip_advance": (7, 9)}, ("ip-advance",), True, "写成了 7分—9分，只能是 0分—8分", "it can be"),
        ({"evaluation_score": {2026: 660}}, ("evaluation-score",), True, "写成了 660分", "is 660分"),
        ({"digital_level": 40}, ("digital-level",), True, "只能是 0级—4级", "it can be 0级—4级"),
        ({"revenue": {2025: 8000 * WAN, 2027: 1}}, ("revenue",), True, "2027 年的，那一年还没到", "that year has not come"),
        ({"net_profit": {2026: 900 * WAN}}, ("net-profit",), False, "还没过完，是不是 2025 年的？", "is it that of 2025?"),
        ({"tech_staff": {2025: 30, 2011: 3}}, ("tech-staff", "registered-on"), False, "企业 2012-03-01 才成立", "was founded on"),
        ({"clean_since": date(2026, 5, 2)}, ("clean-since",), True, "晚于评定日 2026-05-01", "after the day 2026-05-01"),
        ({"niche_since": date(2011, 1, 1)}, ("niche-since", "registered-on"), False, "早于成立日期", "before the founding"),
    ],
)  # fmt: skip
def test_what_is_asked_about(changes: dict[str, Any], facts: tuple[str, ...], certain: bool, zh: str, en: str) -> None:
    found = [one for one in asked(**changes) if one.facts == facts]
    assert [one.certain for one in found] == [certain]
    assert zh in found[0].zh
    assert en in found[0].en


def test_yuan_for_wan_yuan_shows_in_revenue_a_head_and_against_last_year() -> None:
    found = asked(revenue={2025: 8000, 2024: 7000 * WAN}, main_revenue=7600, rd_spend=600, total_cost=7000)
    assert {("revenue", "employees"), ("revenue",)} <= {one.facts for one in found}
    assert "单位不同" in next(one.zh for one in found if one.facts == ("revenue",))
    assert "in another unit" in next(one.en for one in found if one.facts == ("revenue",))


def test_a_firm_all_in_wan_yuan_shows_in_revenue_a_head() -> None:
    money = ("revenue", "main-revenue", "rd-spend", "rd-domestic", "assets", "liabilities", "total-cost", "total-income",
             "high-tech-revenue", "net-profit")  # fmt: skip
    facts = sound()
    slipped = {key: {year: one // WAN for year, one in facts[key].items()} for key in money}
    found = doubts(Facts({**facts, **slipped}, ON))
    assert {one.facts for one in found} == {("revenue", "employees")}
    assert "弄混" in found[0].zh
    assert "mixed up" in found[0].en


@pytest.mark.parametrize("year", [205, 20255, "2025年", 2025.0, True])
def test_a_year_that_is_none_is_refused(year: object) -> None:
    with pytest.raises(RuleError) as error:
        Facts({"revenue": {year: 1}}, ON)
    assert "年份写成了" in error.value.zh
    assert "is no year such as 2025" in error.value.en


def test_of_the_wrong_year_alone_it_is_missing_and_the_year_is_named() -> None:
    found = assess("specialised-sme", sound(main_revenue={2015: 7600 * WAN}), on=ON)
    assert "main-revenue@2025" in found.missing


@pytest.mark.parametrize("rule", rules())
def test_a_day_before_any_version_is_told_with_all_there_are(rule: str) -> None:
    first = rules()[rule].versions[0]
    with pytest.raises(RuleError) as error:
        assess(rule, {}, on=date(first.first.year - 1, 12, 31))
    for said in (error.value.zh, error.value.en):
        assert first.key in said
        assert str(first.first) in said
    assert "没有施行中的" in error.value.zh
    assert "in force on" in error.value.en


def test_a_version_that_is_none_is_told_with_all_there_are() -> None:
    with pytest.raises(RuleError) as error:
        assess("little-giant", {}, on=ON, version="64-2022")
    for said in (error.value.zh, error.value.en):
        assert "63-2022" in said
        assert "2-2026" in said


def test_a_rule_that_is_none_is_told_with_all_there_are() -> None:
    with pytest.raises(RuleError) as error:
        assess("sme_size", {}, on=ON)
    assert "没有名为 sme_size 的规则；有：" in error.value.zh
    assert "there is no rule sme_size; there are tech-sme" in error.value.en
