"""A rule written wrong is named by file and line, with what was meant; our own are read and say where they are from."""

from __future__ import annotations

import itertools

import pytest

from dajuan.standards import RuleError, rules
from dajuan.standards.rules.grades import Cases, Grades
from dajuan.standards.rules.reading import read_rule
from dajuan.standards.rules.rule import Rule

RULE = """
rule: little
title: tech-sme
name: {zh: 小规则, en: Small rule}
versions:
  - version: '1'
    title: {zh: 小规则, en: Small rule}
    in_force: {from: 2026-01-01}
    sources: [{text: 自拟, mark: seen}]
    measures:
      tech: {zh: 科技人员占比, en: Technical staff, share: [tech-staff, employees], inside: true}
    score:
      most: 20
      groups:
        - key: staff
          name: {zh: 人员, en: Staff}
          most: 20
          parts:
            - {key: tech, name: {zh: 占比, en: Share}, most: 20, of: tech, from: [[30%, 20], [10%, 5]]}
    requires:
      all:
        - {of: revenue, at_least: 2亿元}
        - {score: total, at_least: 5}
"""


def test_it_is_read() -> None:
    version = read_rule(RULE, "little.yaml").versions[0]
    assert version.table is not None
    assert version.requires is not None


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("at_least: 2亿元", "at_leest: 2亿元", "little.yaml:22", "没有键 at_leest；是不是 at_least？"),
        ("at_least: 2亿元", "at_least: 2亿人", "little.yaml:22", "单位是人，这里要元"),
        ("at_least: 2亿元", "at_least: 很多", "little.yaml:22", "读不成一个数"),
        ("of: revenue", "of: revenu", "little.yaml:22", "没有名为 revenu 的事实或算法"),
        ("score: total", "score: sum", "little.yaml:23", "评分表里没有 sum"),
        ("[[30%, 20], [10%, 5]]", "[[10%, 5], [30%, 20]]", "little.yaml:19", "最好的写起"),
        ("of: revenue, at_least: 2亿元", "is: revenue", "little.yaml:22", "营业收入是 number，这里要 flag"),
        ("of: revenue, at_least: 2亿元", "of: resident, at_least: 1", "little.yaml:22", "这里要 number、points"),
        ("of: revenue, at_least: 2亿元", "within: [rd-institution, 3]", "little.yaml:22", "这里要 date"),
        ("of: revenue, at_least: 2亿元", "within: [national-award-on, 久]", "little.yaml:22", "读不成一个数"),
        (
            "of: revenue, at_least: 2亿元",
            "of: {total: class1-ip, years: 2}, at_least: 1",
            "little.yaml:22",
            "不是按年的",
        ),
        ("share: [tech-staff, employees]", "share: tech-staff", "little.yaml:11", "share 是一串"),
        ("inside: true", "inside: 对", "little.yaml:11", "true 或 false"),
        ("title: tech-sme", "title: tall-sme", "little.yaml:2", "没有名为 tall-sme 的资质"),
        ("mark: seen", "mark: heard", "little.yaml:9", "mark 只能是"),
        ("from: 2026-01-01", "from: 早些", "little.yaml:8", "要写日期"),
        ("rule: little", "rule: [little", "little.yaml", "YAML"),
        ("most: 20\n      groups", "most: 20\n      most: 30\n      groups", "little.yaml", "写了两次"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, place: str, said: str) -> None:
    assert old in RULE
    with pytest.raises(RuleError) as error:
        read_rule(RULE.replace(old, new), "little.yaml")
    assert place in error.value.place
    assert said in error.value.zh
    assert error.value.en


GRADES = """
rule: little
name: {zh: 小规则, en: Small rule}
versions:
  - version: '1'
    title: {zh: 小规则, en: Small rule}
    in_force: {from: 2026-01-01}
    sources: [{text: 自拟, mark: seen}]
    requires:
      grades:
        - {key: high, name: {zh: 高, en: High}, of: maturity-level, at_least: 2}
        - {key: low, name: {zh: 低, en: Low}, code: characters}
"""
CASES = """
rule: little
name: {zh: 小规则, en: Small rule}
versions:
  - version: '1'
    title: {zh: 小规则, en: Small rule}
    in_force: {from: 2026-01-01}
    sources: [{text: 自拟, mark: seen}]
    requires:
      by: industry
      grades: {large: {zh: 大, en: large}, medium: {zh: 中, en: medium}, small: {zh: 小, en: small}}
      at_least:
        industry: {clause: 一, zh: 工业, en: Industry, employees: [1000人, 300人]}
        other: {clause: 二, zh: 其他, en: Other, revenue: [4亿元, 2000万元]}
"""


def test_grades_are_read_from_a_list_and_from_a_table() -> None:
    listed, cases = (read_rule(text, "little.yaml").versions[0].requires for text in (GRADES, CASES))
    assert isinstance(listed, Grades)
    assert [one.name.zh for one in listed.grades] == ["高", "低"]
    assert isinstance(cases, Cases)
    assert cases.cases["other"].bounds == {"revenue": (400_000_000, 20_000_000)}


@pytest.mark.parametrize(
    ("text", "old", "new", "place", "said"),
    [
        (GRADES, "key: high, name: {zh: 高, en: High}", "key: high", "little.yaml:11", "一级要写 name"),
        (GRADES, "key: high, ", "", "little.yaml:11", "缺 key"),
        (GRADES, "code: characters", "code: colour", "little.yaml:12", "code 只能是 characters"),
        (GRADES, "      grades:", "      all: []\n      grades:", "little.yaml:10", "没有键 all"),
        (CASES, "by: industry", "by: revenue", "little.yaml:10", "营业收入是 number，这里要 choice"),
        (CASES, "      by: industry\n", "", "little.yaml:10", "grades 是一串"),
        (CASES, "[1000人, 300人]", "[1000人]", "little.yaml:13", "employees 要写 2 个下限"),
        (CASES, "[1000人, 300人]", "[1000人, null]", "little.yaml:13", "未核实的界限两边都要有数"),
        (CASES, "[1000人, 300人]", "[1000万元, 300人]", "little.yaml:13", "单位是元，这里要人"),
        (CASES, "employees: [1000人", "niche-since: [1000人", "little.yaml:13", "这里要 number、points"),
        (CASES, "clause: 一, ", "", "little.yaml:13", "缺 clause"),
    ],
)
def test_what_is_wrong_in_grades_is_named(text: str, old: str, new: str, place: str, said: str) -> None:
    assert old in text
    with pytest.raises(RuleError) as error:
        read_rule(text.replace(old, new), "little.yaml")
    assert place in error.value.place
    assert said in error.value.zh
    assert error.value.en


@pytest.mark.parametrize("rule", rules().values(), ids=lambda one: one.key)
def test_ours_say_where_they_are_from_and_leave_no_day_twice(rule: Rule) -> None:
    for one in rule.versions:
        assert one.sources
        assert one.title.zh
        assert one.better or rule.key == "credit-code"  # No code is better than another.
    for one, after in itertools.pairwise(rule.versions):
        assert one.last is not None
        assert one.last < after.first
