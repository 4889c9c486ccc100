"""条款: who is entitled and to how much; what is written wrong is named by its line."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standards.rules.enterprise import ON, WAN, sound, without

from dajuan.standards.rules.facts import Facts
from dajuan.standards.rules.interval import Truth
from dajuan.standards.trouble import RuleError
from dajuan.systems.policies.terms import entitlement, read_terms

SHARE = """who:
  all:
    - {of: rd-spend, at_least: 100万元}
    - {held: high-tech}
pays: {share: 5%, of: rd-spend, most: 20万元}
every: year
"""
TIERS = """who: {of: revenue, at_least: 1000万元}
pays:
  of: revenue
  tiers: [[1亿元, 50万元], [5000万元, 20万元]]
every: once
"""


def told(text: str, facts: dict[str, object], held: dict[str, date | None] | None = None):
    return entitlement(read_terms(text), Facts(facts, ON, held=held))


def test_who_meets_it_is_paid_up_to_the_most_with_the_reason():
    found = told(SHARE, sound(), {"high-tech": None})
    assert found.truth is Truth.YES
    assert found.amount == (200_000, 200_000)
    assert found.reason.zh == "研发费用 ≥ 100万元（640万元）；有效的高新技术企业资质（有）"


@pytest.mark.parametrize(
    ("spent", "yuan"), [(100, "50000"), (123.4567, "61728.35"), (399, "199500"), (400, "200000"), (5000, "200000")]
)
def test_a_share_is_cut_down_to_whole_fen(spent, yuan):
    assert told(SHARE, sound(rd_spend=spent * WAN), {"high-tech": None}).amount[0] == Fraction(yuan)


@pytest.mark.parametrize(("revenue", "wan"), [(999, None), (1000, 0), (4999, 0), (5000, 20), (9999, 20), (10000, 50)])
def test_tiers_include_their_bound(revenue, wan):
    found = told(TIERS, sound(revenue=revenue * WAN))
    assert (found.truth is Truth.YES) is (wan is not None)
    if wan is not None:
        assert found.amount[0] == wan * WAN


def test_what_is_not_known_decides_nothing():
    found = told(SHARE, without("rd-spend"), {"high-tech": None})
    assert (found.truth, found.amount, found.missing) == (Truth.UNKNOWN, None, {"rd-spend@2025"})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("at_least: 100万元", "at_least: 100人", "terms:3：“100人”的单位是人，这里要元"),
        ("share: 5%", "shere: 5%", "没有键 shere；是不是 share？"),
        ("every: year", "every: month", "every 只能是"),
        ("of: rd-spend, most", "of: employees, most", "按比例的要是金额"),
        ("held: high-tech", "held: tall-tech", "没有名为 tall-tech 的资质"),
        ("who:", "whom:", "没有键 whom；是不是 who？"),
    ],
)
def test_what_is_wrong_is_named(old, new, said):
    with pytest.raises(RuleError) as error:
        read_terms(SHARE.replace(old, new))
    assert said in f"{error.value.place}：{error.value.zh}"


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_more_spent_never_pays_less(one, other):
    low, high = sorted((one, other))
    paid = [told(SHARE, sound(rd_spend=spent)).amount[0] for spent in (low, high)]
    assert paid[0] <= paid[1] <= 200_000


_WORDS = st.sampled_from(
    ["all", "any", "of", "is", "held", "share", "fixed", "tiers", "who", "pays", "every", "revenue", "resident", "high-tech",
     "at_least", "within", "one-of", "100万元", "5%", "-1", "x", ""]
)  # fmt: skip
_TREES = st.recursive(
    _WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3), max_leaves=12
)


@given(_TREES, _TREES)
def test_whatever_is_written_is_read_or_refused_in_words(who, pays):
    """Nothing else than a refusal comes of it."""
    with suppress(RuleError):
        told(json.dumps({"who": who, "pays": pays}, ensure_ascii=False), sound(), {"high-tech": None})
