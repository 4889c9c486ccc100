"""A scheme's file: what is right reads as it says, what is wrong is told with its line, its column and what would be right."""

from __future__ import annotations

import pytest

from dajuan.indices.load import parse_scheme
from dajuan.indices.scheme import Change, Growth, Level, Normalisation, Panel, Ratio, Treatment
from dajuan.programmes.trouble import PackError

RIGHT = """\
index: tried
version: 3
name: {zh: 试算指数, en: A try}
source: 测试
ours: true
only: {size: [small, micro]}
screening: {available: 2/3, group: 50%}
imputation: {method: class-median, by: industry}
panel: {method: latest, years: 2, only: [land]}
treatment: {winsorise: 1%, skew: 2, kurtosis: 3.5}
normalisation: {method: min-max, low: 1, high: 100}
uncertainty: {runs: 200, imputation: [none], winsorise: [0, 10], normalisation: [rank, {method: z-score, mean: 50, sd: 10, floor: 1}], aggregation: [geometric], weights: 25%}
groups:
  whole:
    name: 总
    aggregation: geometric
    weights: {ahp: {growth: {strength: 2}}}
  growth: {name: 成长, parent: whole, weights: {budget: {王: {sales: 60, density: 40}, 李: {sales: 20, density: 80}}}}
  strength: {name: 实力, parent: whole, weights: entropy}
indicators:
  sales: {name: 营收增长, parent: growth, growth: revenue, years: 2, unit: '%'}
  density: {name: 研发强度变化, parent: growth, change: [rd-spend, revenue]}
  land: {name: 用地, parent: strength, direction: down}
  per-mu: {name: 亩均税收, parent: strength, ratio: [tax, land], treatment: none}
"""


def test_what_is_right_reads_as_it_says() -> None:
    found = parse_scheme(RIGHT)
    assert (found.code, found.version, found.ours, found.root) == ("tried", 3, True, "whole")
    assert found.only == {"size": ("small", "micro")}
    assert (found.available, found.group_available) == (pytest.approx(2 / 3), 0.5)
    assert (found.imputation, found.imputed_by) == ("class-median", "industry")
    assert found.panel == Panel("latest", 2, ("land",))
    assert found.treatment == Treatment(0, 0.01, 2, 3.5, True)
    assert found.normalisation == Normalisation("min-max", 1, 100)
    assert [one.measure for one in found.indicators.values()] == [
        Growth("revenue", 2),
        Change("rd-spend", "revenue"),
        Level("land"),
        Ratio("tax", "land"),
    ]
    assert found.indicators["land"].falls
    assert not found.indicators["per-mu"].treated
    assert found.groups["whole"].weighting.comparisons == {("growth", "strength"): 2.0}
    assert [who for who, _ in found.groups["growth"].weighting.budgets] == ["王", "李"]
    assert found.children("whole") == ("growth", "strength")
    assert found.upwards() == ("growth", "strength", "whole")
    assert found.below("whole") == ("sales", "density", "land", "per-mu")
    assert found.uncertainty.normalisation[1].floor == 1


@pytest.mark.parametrize(
    ("right", "wrong", "at", "zh", "en"),
    [
        ("index: tried", "index: 指数", "指数\nversion", "代码 指数 只用小写字母", "takes lower-case letters"),
        ("  strength: {name: 实力, parent: whole, weights: entropy}", "  strength: {name: 实力, parent: hole}", "hole}", "没有组 hole；是不是 whole？", "did you mean whole?"),
        ("weights: entropy}", "weights: entropie}", "entropie", "是不是 entropy？", "did you mean entropy?"),
        ("aggregation: geometric\n", "aggregation: product\n", "product", "没有这样的 aggregation product", "no such aggregation product"),
        ("low: 1, high: 100}", "low: 0, high: 100}", "{method: min-max, low", "low: 1", "above 0"),
        ("low: 1, high: 100}", "low: 100, high: 1}", "{method: min-max, low", "要小于", "is below"),
        ("available: 2/3", "available: 3/2", "3/2", "0 到 1 的数", "a number from 0 to 1"),
        ("ratio: [tax, land]", "ratio: [tax]", "[tax]", "两个事实", "two facts"),
        ("growth: revenue, years", "growth: revenue, level: tax, years", "sales: {name", "只写一个", "only one"),
        ("by: industry}", "}", "{method: class-median", "按什么分类", "says by which"),
        ("only: [land]", "only: [lend]", "lend]", "是不是 land？", "did you mean land?"),
        ("method: latest", "method: linear", "linear", "没有这样的 method", "no such method"),
        ("direction: down", "direction: falling", "falling", "没有这样的 direction", "no such direction"),
        ("unit: '%'}", "unit: '%', waight: 2}", "waight", "是不是 weight？", "did you mean weight?"),
        ("{method: min-max, low: 1", "{method: goalposts, low: 1", "{method: goalposts", "sales 没有", "sales has none"),
        ("{growth: {strength: 2}}", "{growth: {strength: 20}}", "20}", "0.111111 到 9", "from 0.111111 to 9"),
        ("{growth: {strength: 2}}", "{groth: {strength: 2}}", "groth", "是不是 growth？", "did you mean growth?"),
        ("aggregation: [geometric]", "aggregation: [geometrical]", "geometrical", "是不是 geometric？", "did you mean geometric?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(right: str, wrong: str, at: str, zh: str, en: str) -> None:
    assert right in RIGHT
    text = RIGHT.replace(right, wrong, 1)
    with pytest.raises(PackError) as raised:
        parse_scheme(text)
    [first, *_] = [one for one in raised.value.troubles if zh in one.zh]
    place = text.index(at)
    assert (first.line, first.column) == (text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place))
    assert en in first.en


def test_groups_that_lead_in_a_circle_are_told() -> None:
    text = RIGHT.replace("strength: {name: 实力, parent: whole", "strength: {name: 实力, parent: growth").replace(
        "growth: {name: 成长, parent: whole", "growth: {name: 成长, parent: strength"
    )
    with pytest.raises(PackError, match=r"绕了一圈回到自己.*leads back to itself"):
        parse_scheme(text)


def test_a_group_with_nothing_in_it_is_told() -> None:
    with pytest.raises(PackError, match="组 empty 是空的"):
        parse_scheme(RIGHT.replace("indicators:", "  empty: {name: 空, parent: whole}\nindicators:"))


def test_comparisons_that_contradict_each_other_are_told_where_they_stand() -> None:
    text = """\
index: tried
name: 试
source: 测试
groups:
  whole:
    name: 总
    weights:
      ahp:
        a: {b: 3, c: 1/3}
        b: {c: 3}
indicators:
  a: {name: 甲, parent: whole}
  b: {name: 乙, parent: whole}
  c: {name: 丙, parent: whole}
"""
    with pytest.raises(PackError, match="一致性比率") as raised:
        parse_scheme(text)
    assert raised.value.troubles[0].line == 8
