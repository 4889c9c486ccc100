"""Conditions over what is known of a case."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.systems.permits.project import PACK

from dajuan.standards.permits.when import read_when
from dajuan.standards.rules.interval import Truth
from dajuan.standards.rules.nodes import read_yaml
from dajuan.standards.trouble import RuleError


def when(text):
    return read_when(read_yaml(f"when: {text}", "own.yaml"))


@pytest.mark.parametrize(
    ("text", "facts", "truth"),
    [
        ("{approval: filed}", {"approval": "filed"}, Truth.YES),
        ("{approval: filed}", {"approval": "endorsed"}, Truth.NO),
        ("{approval: filed}", {}, Truth.UNKNOWN),
        ("{land-way: [sale, lease]}", {"land-way": "lease"}, Truth.YES),
        ("{basement: false}", {"basement": False}, Truth.YES),
        ("{floor-area: {at_least: 300平方米}}", {"floor-area": Fraction(300)}, Truth.YES),
        ("{floor-area: {less_than: 300平方米}}", {"floor-area": Fraction(300)}, Truth.NO),
        ("{approval: filed, basement: true}", {"approval": "endorsed"}, Truth.NO),
        ("{approval: filed, basement: true}", {"approval": "filed"}, Truth.UNKNOWN),
    ],
)
def test_all_have_to_hold_and_what_is_not_known_stays_so(text, facts, truth):
    assert when(text).weigh(facts) is truth


def test_without_a_condition_it_always_holds():
    assert read_when(read_yaml("code: form", "own.yaml")).weigh({}) is Truth.YES


def test_it_says_what_it_would_take_to_know():
    assert when("{approval: filed, basement: true}").missing({"approval": "filed"}) == ("basement",)


def test_in_the_packs_words():
    said = when("{land-way: [sale, lease], floor-area: {at_least: 2万平方米}, basement: true}").said(PACK.fields)
    assert said.zh == "供地方式：出让、租赁，建筑面积 ≥ 20000平方米，有地下室：是"
    assert said.en == "How the land is supplied: Sold, Leased; Floor area ≥ 20000平方米; Has a basement: yes"


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("{floor-area: {most: 3平方米}}", "没有键 most"),
        ("{floor-area: {at_least: 3平方米, less_than: 9平方米}}", "floor-area 写一个界限"),
        ("{floor-area: {at_least: 3到9平方米}}", "读不成一个数"),
        ("{colour: red}", "审批件没有字段 colour"),
        ("{basement: filed}", "字段 basement 不能这样问"),
        ("{approval: {at_least: 3平方米}}", "字段 approval 不能这样问"),
        ("{investment: {at_least: 3平方米}}", "字段 investment 的界限要写单位，用元"),
    ],
)
def test_what_cannot_be_asked_is_named_by_its_line(text, zh):
    with pytest.raises(RuleError) as told:
        when(text).check(PACK.fields)
    assert zh in told.value.zh
    assert told.value.place.startswith("own.yaml:1")
