"""Custom land's thresholds and the grades, as they were published."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dajuan.standards.land.custom_land import custom_rule, measures
from dajuan.standards.land.grades import grade_rule, score_rule
from dajuan.standards.land.rule_text import told, unconfirmed
from dajuan.standards.trouble import RuleError

ON = date(2026, 5, 1)


def test_the_thresholds_of_zhengzhou_high_tech_zone():
    rule = custom_rule("zhengzhou-high-tech-2022", ON)
    ordinary, new = rule.bound("investment", "industrial"), rule.bound("investment", "new-industry")
    assert (ordinary.said, new.said) == ("≥ 800", "≥ 1000")
    assert rule.bound("tax", "industrial").holds(Fraction(50))
    assert not rule.bound("plot-ratio", "industrial").holds(Fraction("1.6"))
    assert rule.bound("building-coefficient", "industrial") is None


def test_the_national_limits_bound_from_both_sides():
    rule = custom_rule("national-2008", ON)
    assert rule.bound("building-coefficient", "").holds(Fraction(30))
    assert not rule.bound("office-share", "").holds(Fraction("7.1"))


def test_a_rule_is_of_its_days():
    with pytest.raises(RuleError, match="不施行"):
        custom_rule("zhengzhou-high-tech-2022", date(2021, 12, 31))
    with pytest.raises(RuleError, match="没有名为"):
        custom_rule("elsewhere", ON)


def test_grades_are_by_rank_and_equal_scores_share_theirs():
    rule = grade_rule("wenling-2022-above", ON)
    scores = {f"p{n:02}": Fraction(20 - n) for n in range(20)}
    found = rule.grades({**scores, "unknown": None})
    assert "".join(found[f"p{n:02}"] for n in range(20)) == "A" * 4 + "B" * 12 + "C" * 3 + "D"
    assert found["unknown"] == ""
    level = rule.grades(dict.fromkeys("abcde", Fraction(1)))
    assert set(level.values()) == {"A"}
    assert grade_rule("anhui-city", ON).grades({"a": None}) == {"a": "B"}


def test_a_score_wants_all_its_items():
    rule = score_rule("huangyan-2022-below", ON)
    assert rule.score({"tax": Fraction("11.5932"), "tax-per-kwh": Fraction("0.2352")}) == 100
    assert rule.score({"tax": Fraction(1)}) is None


def test_every_rule_has_a_source_and_what_is_unconfirmed_is_listed():
    listed = [*told("custom_land.yaml")["rules"], *told("grades.yaml")["scores"], *told("grades.yaml")["grades"]]
    assert all(one["source"] and one["mark"] in ("seen", "copy") for one in listed)
    assert {one["measure"] for rule in told("custom_land.yaml")["rules"] for one in rule["bounds"]} <= set(measures())
    assert any("72号" in one.words.zh for one in unconfirmed())
    assert all(one.words.en and one.source for one in unconfirmed())
