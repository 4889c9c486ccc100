"""The ladder's rules: on both sides of each threshold and on it, in the law's own order, by the rule of the day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standards.rules.enterprise import HELD, ON, WAN, sound, without

from dajuan.standards import Interval, RuleError, Truth, assess, rules
from dajuan.standards.rules.assess import steps_to
from dajuan.standards.rules.rule import Version
from dajuan.standards.words import interval

SMALL = {
    "employees": 100, "revenue": 8000 * WAN, "assets": 5000 * WAN, "total-cost": 1500 * WAN, "rd-spend": 300 * WAN,
    "tech-staff": 22, "class1-ip": 0, "class2-ip": 2, "rd-institution": None,
}  # fmt: skip


GATES = ("stopped_a_year", "green_removed", "inspection_problem", "energy_uncorrected", "dishonest_debtor",
         "emission_permit", "environment_certificate", "energy_certificate", "safety_certificate")  # fmt: skip


def points(of: Interval | None) -> str:
    return interval(of, "") if of else ""


def tech(**changes: Any) -> Any:
    return assess("tech-sme", sound(**{**SMALL, **changes}), on=ON)


def test_points_short_of_sixty() -> None:
    found = tech()
    assert (found.truth, found.score) == (Truth.NO, Interval(Fraction(54), Fraction(54)))
    assert [points(one.scored.points) for one in found.parts if not one.group] == ["12", "30", "12"]


def test_the_better_way_of_two_counts() -> None:
    """R&D is 3.75 % of revenue (20 points) and 20 % of cost (30)."""
    rd = next(one for one in tech().parts if one.key == "rd-share")
    assert rd.scored.points == Interval(Fraction(30), Fraction(30))


def test_no_technical_staff_no_title() -> None:
    """80 points, but the staff indicator is nought."""
    found = tech(tech_staff=9, rd_spend=800 * WAN, class1_ip=1)
    assert (found.truth, points(found.score)) == (Truth.NO, "80")


def test_a_valid_high_tech_certificate_passes_at_the_largest_size() -> None:
    facts = sound(
        employees=500, revenue=20_000 * WAN, assets=20_000 * WAN, tech_staff=0, class1_ip=0, rd_institution=None
    )
    assert assess("tech-sme", facts, on=ON, held={"high-tech": date(2026, 5, 1)}).truth is Truth.YES
    assert assess("tech-sme", facts, on=date(2026, 5, 2), held={"high-tech": date(2026, 5, 1)}).truth is not Truth.YES
    assert assess("tech-sme", sound(employees=501), on=ON, held={"high-tech": None}).truth is Truth.NO


@pytest.mark.parametrize(
    ("staff", "points"), [(30, 20), (29, 16), (25, 16), (24, 12), (20, 12), (15, 8), (10, 4), (9, 0), (0, 0)]
)
def test_bands_include_their_left_end(staff: int, points: int) -> None:
    assert next(one for one in tech(tech_staff=staff).parts if one.key == "staff").scored.points.low == points


def test_innovative_by_points_and_by_a_direct_way() -> None:
    facts = {
        "class1-own": 1, "class1-ip": 1, "rd-spend": 4, "revenue": 100, "main-revenue": {2025: 103, 2024: 100},
        "liabilities": 55, "assets": 100, "strategic-field": True,
    }  # fmt: skip
    # 15 and 15 of ability, 5 and 10 of growth, 10 and 15 of focus.
    found = assess("innovative-sme", {**facts, "revenue": 150, "rd-spend": 6}, on=ON)
    assert (found.truth, points(found.score)) == (Truth.YES, "70")
    worse = {**facts, "main-revenue": {2025: 99, 2024: 100}, "liabilities": 80}
    assert assess("innovative-sme", worse, on=ON).truth is Truth.NO
    assert assess("innovative-sme", {**worse, "provincial-award-on": date(2024, 1, 1)}, on=ON).truth is Truth.YES


def test_specialised_goes_by_the_rule_of_the_day() -> None:
    facts = sound(
        revenue={2025: 1200 * WAN, 2024: 1100 * WAN, 2023: 1000 * WAN},
        main_revenue={2025: 1100 * WAN, 2024: 1000 * WAN, 2023: 900 * WAN},
    )
    before = assess("specialised-sme", facts, on=date(2026, 3, 31), held=HELD)
    after = assess("specialised-sme", facts, on=date(2026, 4, 1), held=HELD)
    assert (before.version.key, before.truth) == ("63-2022", Truth.YES)
    assert (after.version.key, after.truth) == ("2-2026", Truth.NO)
    financed = {**facts, "equity-new": {2025: 1100 * WAN, 2024: 1000 * WAN}}
    assert assess("specialised-sme", financed, on=date(2026, 4, 1), held=HELD).truth is Truth.YES


def test_each_of_two_years_wants_a_million() -> None:
    facts = sound(
        rd_spend={2025: 120 * WAN, 2024: 95 * WAN},
        revenue={2025: 3000 * WAN, 2024: 2700 * WAN},
        main_revenue=2900 * WAN,
    )
    found = assess("specialised-sme", facts, on=ON, held=HELD)
    assert [(one.name.zh, one.found.zh) for one in found.lacking] == [("研发费用（前2年） ≥ 100万元", "95万元")]


def test_compound_growth_of_exactly_five_per_cent_is_enough() -> None:
    grown = sound(revenue={2025: 11025 * WAN, 2024: 10400 * WAN, 2023: 10000 * WAN}, main_revenue=10000 * WAN,
                  rd_spend={2025: 700 * WAN, 2024: 600 * WAN})  # fmt: skip
    assert assess("little-giant", grown, on=ON, held=HELD).truth is Truth.YES
    less = {**grown, "revenue": {2025: 11024 * WAN, 2024: 10400 * WAN, 2023: 10000 * WAN}}
    assert assess("little-giant", less, on=ON, held=HELD).truth is Truth.NO


def test_the_old_rule_can_be_asked_for_by_name() -> None:
    """The re-check of 2026 still goes by it."""
    found = assess("little-giant", sound(), on=ON, held=HELD, version="63-2022")
    assert found.version.key == "63-2022"
    assert [one.unconfirmed for one in found.lines if one.clause in ("附件3 链", "附件3 品")] == [True, True]


@pytest.mark.parametrize(
    ("revenue", "rate", "truth"),
    [
        (5000, "4.9", Truth.NO),
        (5000, "5", Truth.YES),
        (5001, "4", Truth.YES),
        (20000, "3.9", Truth.NO),
        (20001, "3", Truth.YES),
    ],
)
def test_high_tech_bands_of_research(revenue: int, rate: str, truth: Truth) -> None:
    spent = Fraction(rate) / 100 * revenue * WAN
    facts = sound(
        revenue=dict.fromkeys((2025, 2024, 2023), revenue * WAN), rd_spend=dict.fromkeys((2025, 2024, 2023), spent),
        rd_domestic=dict.fromkeys((2025, 2024, 2023), spent),
    )  # fmt: skip
    line = next(one for one in assess("high-tech", facts, on=ON).lines if one.name.zh == "研发费用比例")
    assert line.truth is truth


def test_high_tech_growth_as_the_guide_reckons_it() -> None:
    facts = sound(
        assets={2025: 150, 2024: 130, 2023: 100},
        liabilities={2025: 0, 2024: 0, 2023: 0},
        revenue={2025: 120, 2024: 80, 2023: 0},
    )
    found = {one.key: one.scored.told.zh for one in assess("high-tech", facts, on=ON).parts}
    assert (found["assets"], found["sales"]) == ("22.69%", "50%")


def test_what_experts_judge_makes_the_score_an_interval() -> None:
    found = assess("high-tech", without("ip-advance", "rd-rules"), on=ON)
    assert found.score is not None
    assert not found.score.is_exact
    assert {"ip-advance", "rd-rules"} <= found.missing


def test_seventy_points_are_not_more_than_seventy() -> None:
    line = next(one for one in assess("high-tech", sound(), on=ON).lines if one.scores == "total")
    assert line.asked.zh == "> 70 分"


def test_what_nobody_said_stays_unknown() -> None:
    found = assess("specialised-sme", without("liabilities"), on=ON, held=HELD)
    assert (found.truth, found.missing) == (Truth.UNKNOWN, {"liabilities@2025"})


def test_an_unstated_award_counts_as_none_and_is_told_so() -> None:
    line = next(one for one in tech().lines if one.clause == "第八条（二）")
    assert (line.truth, line.note.zh) == (Truth.NO, "未填，按没有算")


def test_hiring_counts_in_both_staff_and_all() -> None:
    """22 of 100 → 25 %: four more make 26 of 104."""
    staff = next(one for one in tech().parts if one.key == "staff-share").scored
    assert staff.change is not None
    assert (staff.change.fact, staff.change.by, staff.gains) == ("tech-staff", 4, 4)
    assert (
        assess("tech-sme", sound(**{**SMALL, "tech_staff": 26, "employees": 104}), on=ON).parts[0].scored.points.low
        == 16
    )


def test_how_far_it_is() -> None:
    """Six points are wanting. R&D a quarter up brings ten: less for a point than four more staff, or one more property."""
    assert tech().effort == Fraction(1, 4)
    assert [(part.key, change.by) for part, change in steps_to(tech(), "total", Fraction(6))] == [
        ("rd-share", 75 * WAN)
    ]
    assert tech(rd_spend=800 * WAN, class1_ip=1).effort == 0


def test_no_version_before_any() -> None:
    with pytest.raises(RuleError) as error:
        assess("tech-sme", {}, on=date(2010, 1, 1))
    assert "115-2017" in error.value.zh
    assert "in force on 2010-01-01" in error.value.en


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"revenu": 1}, "没有名为 revenu 的事实"),
        ({"revenue": "八千万"}, "要写数"),
        ({"employees": -3}, "不能是负数"),
        ({"class1-ip": {2025: 1}}, "不是按年的"),
        ({"rd-institution": "省级"}, "只能是"),
        ({"ip-advance": (8, 2)}, "颠倒"),
    ],
)
def test_facts_that_cannot_be(facts: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleError, match=said):
        assess("tech-sme", facts, on=ON)


BETTERED = [(rule.key, version) for rule in rules().values() for version in rule.versions if version.better]


@pytest.mark.parametrize(("rule", "version"), BETTERED, ids=lambda one: getattr(one, "key", one))
@given(factor=st.fractions(min_value=1, max_value=3), base=st.integers(1, 400), data=st.data())
def test_bettering_an_input_never_lowers_a_verdict(
    rule: str, version: Version, factor: Fraction, base: int, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(version.better)))
    facts = sound(tech_staff=base % 90, rd_spend={2025: base * 2 * WAN, 2024: base * 2 * WAN, 2023: base * WAN}, class1_ip=base % 5,
                  rd_domestic=dict.fromkeys((2025, 2024, 2023), base * WAN), class2_ip=base % 6, maturity_level=base % 7,
                  ai_scene_share=Fraction(base, 400), **dict.fromkeys(GATES, bool(base % 3)))  # fmt: skip
    known = facts.get(key, 0)
    up = version.better[key] == "up"

    def moved(value: Any) -> Any:
        if isinstance(value, bool):
            return up
        return value * factor + (1 if up else 0) if up else value / factor

    better = {year: moved(one) for year, one in known.items()} if isinstance(known, dict) else moved(known)
    one, other = (assess(rule, each, on=ON, held=HELD, version=version.key) for each in (facts, {**facts, key: better}))
    order = [Truth.NO, Truth.UNKNOWN, Truth.YES]
    assert order.index(other.truth) >= order.index(one.truth)
    for before, after in zip(one.grades, other.grades, strict=True):
        assert order.index(after.truth) >= order.index(before.truth)
    if one.score and other.score:
        assert other.score.low >= one.score.low
        assert other.score.high >= one.score.high
