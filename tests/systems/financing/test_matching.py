"""A need against products: what is hard comes first, every line says why, what is not known is not guessed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.standards.rules.facts import Facts
from dajuan.standards.rules.interval import Truth
from dajuan.standards.trouble import RuleError
from dajuan.systems.financing.matching import Need, match, matches, weights
from dajuan.systems.financing.products import Product
from dajuan.systems.financing.terms import read_terms

ON = date(2026, 5, 1)
TERMS = """
who:
  all:
    - {of: revenue, at_least: 500万元}
    - any: [{held: high-tech}, {held: tech-sme}]
amount: [50万元, 1000万元]
limit: {share: 10%, of: revenue}
rate: [3%, 4.5%]
months: [6, 36]
guarantee: [credit, ip-pledge]
days: 1
"""
KNOWN = Facts({"revenue": {2025: 80_000_000}}, ON, held={"tech-sme": None})
NEED = Need(Fraction(5_250_000), 12, frozenset({"credit"}))


def product(code="loan", text=TERMS):
    return Product(code, code, "云岭银行", text, read_terms(text), None)


def weighed(need=NEED, facts=KNOWN, text=TERMS):
    one = product(text=text)
    return match(need, facts, one, one.terms)


def test_all_that_is_asked_holds_and_one_branch_of_any_is_enough():
    found = weighed()
    assert (found.truth, found.lacking, found.missing) == (Truth.YES, (), frozenset())
    assert found.score == 100  # 3 %, one day, the middle of what is offered: the best end of every scale.


@pytest.mark.parametrize(
    ("need", "lacks"),
    [
        (NEED._replace(amount=Fraction(500_000)), []),
        (NEED._replace(amount=Fraction(499_999)), ["amount"]),
        (NEED._replace(amount=Fraction(8_000_000)), []),
        (NEED._replace(amount=Fraction(8_000_001)), ["ceiling"]),
        (NEED._replace(months=36), []),
        (NEED._replace(months=37), ["term"]),
        (NEED._replace(guarantees=frozenset({"mortgage"})), ["guarantee"]),
        (NEED._replace(guarantees=frozenset()), []),
        (NEED._replace(rate=Fraction(3, 100)), []),
        (NEED._replace(rate=Fraction(29, 1000)), ["lowest rate"]),
    ],
)
def test_every_bound_on_both_sides(need, lacks):
    assert [one.name.en for one in weighed(need).lacking] == lacks


def test_what_is_not_known_is_named_and_decides_nothing():
    found = weighed(facts=Facts({}, ON, held={"high-tech": None}))
    assert (found.truth, found.missing) == (Truth.UNKNOWN, frozenset({"revenue@2025"}))


def test_none_of_any_is_lacking_once():
    found = weighed(facts=Facts({"revenue": {2025: 80_000_000}}, ON))
    assert [one.name.zh for one in found.lacking] == ["以下任一"]
    assert found.lacking[0].asked.zh.count("；") == 1, "both that would do are named"


def test_those_that_fit_come_before_those_with_more_points():
    dear = product("dear", TERMS.replace("[3%, 4.5%]", "[9%, 10%]"))
    unfit = product("unfit", TERMS.replace("[6, 36]", "[24, 36]"))
    found = matches(NEED, KNOWN, [unfit, dear, product()])
    assert [one.product.code for one in found] == ["loan", "dear", "unfit"]


@given(rate=st.integers(0, 200), days=st.integers(0, 90), asked=st.integers(1, 20_000_000))
def test_points_lie_between_nought_and_the_weights_and_a_dearer_product_never_has_more(rate, days, asked):
    text = TERMS.replace("days: 1", f"days: {days}")
    one, dearer = (
        weighed(NEED._replace(amount=Fraction(asked)), text=text.replace("[3%, 4.5%]", f"[{per / 10}%, 30%]"))
        for per in (rate, rate + 5)
    )
    assert all(0 <= part.points <= part.most for part in (*one.parts, *dearer.parts))
    assert dearer.score <= one.score


def test_the_weights_come_to_a_hundred_and_say_that_they_are_ours():
    assert weights().cost + weights().speed + weights().amount == 100
    assert "非官方" in weights().label.zh


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[6, 36]", "[36, 6]", "最低高于最高"),
        ("[credit, ip-pledge]", "[gold]", "guarantee 是列表"),
        ("days: 1", "days: soon", "“soon”读不成一个数"),
        ("of: revenue}\nrate", "of: employees}\nrate", "额度按金额定"),
        ("amount:", "amuont:", "是不是 amount"),
    ],
)
def test_terms_that_are_wrong_are_named(old, new, said):
    with pytest.raises(RuleError, match=said):
        read_terms(TERMS.replace(old, new))
