"""The optimiser against the full search and the greedy rule, and against what a placement must never do."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from tests.systems.compute.cases import NOW, need, offer, small_cases

from dajuan.systems.compute.calendar import calendar_of
from dajuan.systems.compute.objectives import built_in
from dajuan.systems.compute.placing import Case, Placing, case_of, full_search, greedy, optimum

BALANCED, CHEAPEST = built_in()["balanced"], built_in()["cheapest"]


@given(small_cases())
@settings(max_examples=150)
def test_the_optimiser_is_as_good_as_trying_everything(case):
    found = optimum(case)
    assert found.proved
    assert found.worth(case) == full_search(case).worth(case)


@given(small_cases())
@settings(max_examples=100)
def test_the_greedy_rule_is_never_better(case):
    assert optimum(case).worth(case) <= greedy(case).worth(case)


@given(small_cases())
@settings(max_examples=100)
def test_nobody_is_given_cards_that_are_not_free(case):
    for placing in (optimum(case), greedy(case), full_search(case)):
        assert fits(case, placing)


def fits(case: Case, placing: Placing) -> bool:
    wanted = Counter[tuple[str, int]]()
    for one in placing.chosen.values():
        for slot in range(one.start, min(one.end, case.calendar.horizon)):
            wanted[one.offer, slot] += one.quantity
    return all(many <= case.calendar.free[where][slot] for (where, slot), many in wanted.items())


def test_greedy_can_be_worse_and_the_case_says_how():
    # The first takes the only cheap card that the second could afford; the second then has nowhere to go.
    offers = {"A": offer("A", quantity=4, price=100), "B": offer("B", quantity=4, price=150)}
    rich, poor = need("J1", budget=10_000), need("J2", budget=900)
    calendar = calendar_of(offers, (), NOW, horizon=2)
    case = case_of([rich, poor], offers, calendar, {"J1": CHEAPEST, "J2": CHEAPEST})
    assert greedy(case).worth(case)[0] == 1
    assert {code: one.offer for code, one in optimum(case).chosen.items()} == {"J1": "B", "J2": "A"}


def test_out_of_time_it_is_still_no_worse_than_the_greedy_rule_and_says_that_it_is_not_proved():
    offers = {code: offer(code, quantity=9, price=900 + 37 * nth) for nth, code in enumerate("ABCD")}
    some = [need(f"J{nth}", cards=1 + nth % 7, hours=Fraction(1 + nth % 5)) for nth in range(40)]
    case = case_of(some, offers, calendar_of(offers, (), NOW, horizon=30), {one.code: BALANCED for one in some})
    found = optimum(case, seconds=0.0)
    assert not found.proved
    assert found.worth(case) <= greedy(case).worth(case)
    assert fits(case, found)


def test_many_candidates_are_thinned_and_never_the_first_of_an_offer():
    offers = {"A": offer("A", quantity=64)}
    some = [need(f"J{nth}", latest_finish=date(2025, 10, 30)) for nth in range(60)]
    case = case_of(some, offers, calendar_of(offers, (), NOW), {one.code: BALANCED for one in some})
    starts = [one.start for one in case.choices["J0"]]
    assert starts[:13] == list(range(13))
    assert starts[13:16] == [18, 24, 30]


def test_the_weights_decide():
    offers = {"A": offer("A", price=500, watts=700), "B": offer("B", price=900, watts=100)}
    calendar = calendar_of(offers, (), NOW)
    for key, wanted in (("cheapest", "A"), ("greenest", "B")):
        case = case_of([need()], offers, calendar, {"J": built_in()[key]})
        assert optimum(case).chosen["J"].offer == wanted


def test_a_need_that_fits_nowhere_is_left_out_and_the_rest_is_placed():
    offers = {"A": offer()}
    some = [need("J1"), need("J2", cards=99)]
    case = case_of(some, offers, calendar_of(offers, (), NOW), {"J1": BALANCED, "J2": BALANCED})
    assert set(optimum(case).chosen) == {"J1"}
