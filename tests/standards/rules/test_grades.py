"""Rules that tell a class or a level: the first grade that holds, what could still be, what the next one lacks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standards.rules.enterprise import ON, WAN

from dajuan.standards import RuleError, Truth, Verdict, assess, rules
from dajuan.standards.rules.listing import rule_lines
from dajuan.standards.sme_size import sme_size

INDUSTRIES = [
    "agriculture", "industry", "construction", "wholesale", "retail", "transport", "storage", "post", "lodging", "catering",
    "information-transmission", "software", "real-estate", "property", "leasing", "other",
]  # fmt: skip


def key(verdict: Verdict) -> str | None:
    return verdict.grade.key if verdict.grade else None


def size(industry: str, **facts: Any) -> Verdict:
    return assess("sme-size", {"industry": industry, **facts}, on=ON)


@pytest.mark.parametrize(
    ("industry", "employees", "revenue", "told"),
    [
        ("industry", 250, 50_000, "small"),
        ("industry", 1_200, 39_999, "medium"),
        ("industry", 19, 100_000, "micro"),
        ("software", 300, 10_000, "large"),
    ],
)
def test_size_is_the_first_class_whose_every_bound_is_met(
    industry: str, employees: int, revenue: int, told: str
) -> None:
    assert key(size(industry, employees=employees, revenue=revenue * WAN)) == told


def test_size_is_told_with_the_clause_and_what_the_next_class_lacks() -> None:
    found = size("industry", employees=250, revenue=50_000 * WAN)
    assert (found.lines[0].clause, found.lines[0].found.zh) == ("四（二）", "工业")
    assert [(one.name.zh, one.found.zh) for one in found.lacking] == [("职工总数 ≥ 300人", "250人")]


def test_an_unconfirmed_bound_leaves_two_classes_open() -> None:
    found = size("other", employees=299)
    assert (found.grade, found.at_least and found.at_least.key, found.at_most and found.at_most.key) == (
        None, "small", "medium"
    )  # fmt: skip


def test_an_industry_that_the_rule_does_not_have_is_not_guessed() -> None:
    found = size("finance", employees=10)
    assert (found.truth, found.grades) == (Truth.UNKNOWN, ())
    assert "另有规定" in found.lines[0].note.zh
    assert size("", employees=10).missing == {"industry"}


numbers = st.none() | st.integers(0, 300_000)


@given(st.sampled_from(INDUSTRIES), numbers, numbers, numbers)
def test_the_register_and_the_verdict_tell_the_same_class(
    industry: str, employees: int | None, revenue: int | None, assets: int | None
) -> None:
    """``sme_size`` is the rule once more, in 分 and for many."""
    known = {"employees": employees, "revenue": revenue, "assets": assets}
    stated = {name: value for name, value in known.items() if value is not None}
    minor = {name: value * (1 if name == "employees" else WAN * 100) for name, value in stated.items()}
    whole = {name: value * (1 if name == "employees" else WAN) for name, value in stated.items()}
    assert sme_size({"industry": industry, **minor}, ON) == key(size(industry, **whole))


def test_maturity_is_what_an_assessment_found_and_no_score_of_ours() -> None:
    assert key(assess("smart-manufacturing", {"maturity-level": 3}, on=ON)) == "integrated"
    assert assess("smart-manufacturing", {"maturity-level": 0}, on=ON).truth is Truth.NO
    scored = assess("smart-manufacturing", {"maturity-score": 4.9}, on=ON)
    assert (scored.truth, scored.missing) == (Truth.UNKNOWN, {"maturity-level"})
    with pytest.raises(RuleError, match="2021-05-01"):
        assess("smart-manufacturing", {}, on=date(2021, 4, 30))


def test_a_factory_is_of_the_level_it_holds_and_only_ruled_out_of_the_next() -> None:
    held = {"smart-factory-advanced": None}
    could = assess("smart-factory", {"ai-scene-share": 0.2}, on=ON, held=held)
    assert (could.at_least and could.at_least.key, could.at_most and could.at_most.key) == ("advanced", "excellent")
    assert key(assess("smart-factory", {"ai-scene-share": 0.19}, on=ON, held=held)) == "advanced"
    assert assess("smart-factory", {"ai-scene-share": 0.9}, on=ON).truth is Truth.UNKNOWN  # Nobody read the rest of it.


GREEN: dict[str, Any] = {
    "abnormal-list": False, "clean-since": date(2012, 1, 1), "emission-permit": True, "management-certificate": True,
    **dict.fromkeys(("stopped-a-year", "green-removed", "inspection-problem", "energy-uncorrected", "dishonest-debtor"), False),
    **dict.fromkeys(("environment-certificate", "energy-certificate", "safety-certificate"), True),
}  # fmt: skip


def test_green_factory_by_the_edition_of_the_day() -> None:
    assert assess("green-factory", GREEN, on=date(2025, 12, 30)).version.key == "GB/T 36132-2018"
    found = assess("green-factory", GREEN, on=date(2025, 12, 31))
    assert (found.version.key, found.truth) == ("GB/T 36132-2025", Truth.YES)


@pytest.mark.parametrize("fact", sorted(set(GREEN) - {"clean-since"}))
def test_each_gate_of_a_green_factory_closes_it(fact: str) -> None:
    found = assess("green-factory", {**GREEN, fact: not GREEN[fact]}, on=ON)
    assert found.truth is Truth.NO
    assert len(found.lacking) == 1


@pytest.mark.parametrize(
    ("code", "truth", "wrong"),
    [
        ("914403001922038216", Truth.YES, None),
        ("91350100M000100Y43", Truth.YES, None),
        ("914403001922038217", Truth.NO, "校验码"),
        ("91350100M000100Y4Z", Truth.NO, "构成"),  # Z is no character of it.
        ("9144030019220382", Truth.NO, "构成"),
        ("B14403001922038216", Truth.NO, "登记管理部门代码"),
        ("944403001922038216", Truth.NO, "机构类别代码"),
    ],
)
def test_a_code_is_told_part_by_part(code: str, truth: Truth, wrong: str | None) -> None:
    found = assess("credit-code", {"credit-code": code}, on=ON)
    assert found.truth is truth
    assert wrong is None or wrong in [one.clause for one in found.lacking]


def test_what_is_no_code_at_all_is_told_once() -> None:
    assert [one.clause for one in assess("credit-code", {"credit-code": "91"}, on=ON).lacking] == ["构成"]


def test_the_size_rule_reads_as_the_law_has_it() -> None:
    """Industry by industry, from large to micro."""
    lines = [(one.depth, one.clause, one.words.zh) for one in rule_lines(rules()["sme-size"].versions[0].requires)]
    assert lines[:7] == [
        (0, "四（一）", "农、林、牧、渔业"),
        (1, "", "大型"),
        (2, "", "营业收入 ≥ 2亿元"),
        (1, "", "中型"),
        (2, "", "营业收入 ≥ 500万元"),
        (1, "", "小型"),
        (2, "", "营业收入 ≥ 50万元"),
    ]
    assert [words for depth, _, words in lines if depth == 0][-1] == "其他未列明行业"
