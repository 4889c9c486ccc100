"""Many at once is told as each alone: the same verdict, score and class of the same facts, on bounds and in the dark."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standards.many.firms import columns, firms, held, held_columns
from tests.standards.rules.enterprise import ON, WAN

from dajuan.standards import RuleError, Truth, assess, rules
from dajuan.standards.many.assess import assess_many
from dajuan.standards.many.columns import Columns

VERSIONS = [(rule.key, version.key) for rule in rules().values() for version in rule.versions]
TRUTHS = [Truth.NO, Truth.UNKNOWN, Truth.YES]


@pytest.mark.parametrize(("rule", "version"), VERSIONS)
@settings(max_examples=12)
@given(seed=st.integers(0, 2**32), unknown=st.sampled_from([0.0, 0.05, 0.4]))
def test_many_are_told_as_each_alone(rule: str, version: str, seed: int, unknown: float) -> None:
    some, titles = firms(25, seed, unknown=unknown), held(25, seed)
    found = assess_many(rule, columns(some), on=ON, held=held_columns(titles), version=version)
    for place, (facts, certificates) in enumerate(zip(some, titles, strict=True)):
        alone = assess(rule, facts, on=ON, held=certificates, version=version)
        assert TRUTHS[found.truth[place]] is alone.truth, facts
        if alone.score is not None:
            assert found.score is not None
            assert (found.score.low[place], found.score.high[place]) == alone.score, facts
        if found.at_least is not None and found.at_most is not None:
            told = [one.key if one else "" for one in (alone.at_least, alone.at_most)]
            assert [found.at_least[place], found.at_most[place]] == told, facts


@pytest.mark.parametrize(("rule", "version"), VERSIONS)
def test_those_made_up_are_not_all_told_the_same(rule: str, version: str) -> None:
    titles = held_columns(held(500, 7))
    found = assess_many(rule, columns(firms(500, 7, unknown=0.05)), on=ON, held=titles, version=version)
    classes = set() if found.at_least is None else set(found.at_least.tolist())
    assert {0, 2} <= set(found.truth.tolist()) or len(classes) > 3


def test_rounding_decides_nothing() -> None:
    """From 100 to 115 is 15 %, and less as doubles."""
    assert 115 / 100 - 1 < 0.15
    given = {"main-revenue": {2025: [115.0, 114.99], 2024: [100.0, 100.0]}}
    score = assess_many("innovative-sme", given, on=ON).score
    assert score is not None
    assert (score.low - score.low[1]).tolist() == [5, 0]  # 20 points of growth, 15 of it.


def test_none_and_nan_are_not_known() -> None:
    told = assess_many("sme-size", {"industry": ["industry", None, ""], "employees": [19, 19, 19]}, on=ON)
    assert told.at_least is not None
    assert told.at_least.tolist() == ["micro", "", ""]
    assert told.truth.tolist() == [2, 1, 1]
    gates = {"emission-permit": [True, None, False], "management-certificate": [True, True, True]}
    flags = assess_many("green-factory", gates, on=ON)
    assert flags.truth.tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"revenu": [1]}, "没有名为 revenu 的事实"),
        ({"revenue": ["八千万"]}, "要写数"),
        ({"employees": [3, -3]}, "第 2 行职工总数不能是负数"),
        ({"class1-ip": {2025: [1]}}, "不是按年的"),
        ({"rd-institution": ["national", "省级"]}, "第 2 行研发机构级别只能是"),
        ({"ip-advance": ([8.0], [2.0])}, "第 1 行.*颠倒"),
        ({"resident": ["是"]}, "要写是否"),
        ({"niche-since": ["早些年"]}, "要写日期"),
        ({"employees": [1, 2], "class1-ip": [1]}, "长短不一"),
    ],
)
def test_columns_that_cannot_be(given: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleError, match=said) as error:
        assess_many("tech-sme", given, on=ON)
    assert error.value.en


def test_a_day_before_any_version_and_a_title_that_is_none() -> None:
    with pytest.raises(RuleError, match="115-2017"):
        assess_many("tech-sme", {}, on=date(2010, 1, 1))
    with pytest.raises(RuleError, match="没有名为 tall-sme 的资质"):
        Columns({}, ON, held={"tall-sme": [None]})


def test_columns_once_for_several_rules() -> None:
    once = Columns({"employees": [1000.0], "industry": ["industry"], "revenue": [40_000 * WAN]}, ON)
    sizes = assess_many("sme-size", once, on=ON).at_least
    assert sizes is not None
    assert sizes.tolist() == ["large"]
    assert assess_many("tech-sme", once, on=ON).truth.tolist() == [0]
