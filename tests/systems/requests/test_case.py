"""A request as its entries have it, and how it stands: the whole way, and each turn that it may take."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.systems.requests.life import OFFICE, OTHER, RULE, RULES, case, day

from dajuan.standards.working_days import worked_days
from dajuan.systems.requests.clock import Pause
from dajuan.systems.requests.handling import Handlings
from dajuan.systems.requests.standing import answers_of, by_urgency, of_department, standing

DAYS = worked_days()


def stands(one, on):
    return standing(one, RULES, day(on), DAYS)


def test_the_whole_way():
    one = case(("received", "03-03"), ("assigned", "03-04"), ("handled", "03-10"), ("answered", "03-11"), ("visited", "03-13"), ("closed", "03-14"), satisfaction="satisfied")  # fmt: skip
    assert not one.is_open
    assert one.ended_on == day("03-14")
    assert [(one.used, one.limit, one.in_time) for one in answers_of(one, RULES, DAYS)] == [(5, 7, True)]
    assert stands(one, "03-20").light == "blue"


def test_the_office_has_a_limit_of_its_own():
    one = case(("received", "03-03"))
    assert (stands(one, "03-04").waits, stands(one, "03-04").left) == ("office", 0)
    assert stands(one, "03-05").light == "red"


def test_papers_stop_the_clock_and_it_goes_on_where_it_was():
    way = [("received", "03-03"), ("assigned", "03-03"), ("waiting", "03-05")]
    still = stands(case(*way), "03-20")
    assert (still.waits, still.is_still, still.used, still.due, still.light) == ("enterprise", True, 2, None, "white")
    on = stands(case(*way, ("assigned", "03-20")), "03-20")
    assert (on.waits, on.used, on.due) == ("department", 2, day("03-27"))
    assert on.case.round.pauses == (Pause(day("03-05"), day("03-20")),)


def test_what_is_returned_lies_with_the_office_and_the_clock_runs():
    way = [("received", "03-03"), ("assigned", "03-03"), ("not-ours", "03-05")]
    back = stands(case(*way), "03-05")
    assert (back.waits, back.clock.start) == ("office", day("03-05"))
    again = case(*way, ("assigned", "03-06"))
    assert stands(again, "03-07").used == 4  # from the first assignment on
    anew = replace(RULE, clock="reassigned")
    assert standing(again, Handlings((anew,)), day("03-07"), DAYS).used == 1


def test_while_an_answer_is_looked_at_the_clock_stands():
    one = case(("received", "03-03"), ("assigned", "03-03"), ("handled", "03-04"), ("answered", "03-05"), ("sent-back", "03-12"))  # fmt: skip
    assert stands(one, "03-13").used == 3
    assert stands(one, "03-13").waits == "department"
    assert answers_of(one, RULES, DAYS) == []


def test_a_visit_that_finds_it_wanting_starts_a_new_round():
    one = case(
        ("received", "03-03"), ("assigned", "03-03"), ("handled", "03-04"), ("answered", "03-05"),
        ("visited", "03-06"), ("reopened", "03-06"), satisfaction="dissatisfied",
    )  # fmt: skip
    now = stands(one, "03-10")
    assert (now.waits, now.used, now.clock.start, len(one.rounds)) == ("department", 2, day("03-06"), 2)


def test_an_extension_makes_the_limit_longer():
    one = case(("received", "03-03"), ("assigned", "03-03"), extension=3)
    assert stands(one, "03-04").limit == 10


def test_the_ladder_is_climbed():
    one = case(("received", "03-03"), ("assigned", "03-03"))
    rungs = {on: stands(one, on).rung for on in ("03-05", "03-07", "03-11", "03-13", "03-19")}
    assert {on: rung.code if rung else None for on, rung in rungs.items()} == {
        "03-05": None, "03-07": "half", "03-11": "near", "03-13": "over", "03-19": "higher",
    }  # fmt: skip


def test_near_is_where_the_ladder_says_so():
    one = case(("received", "03-03"), ("assigned", "03-03"))
    assert [stands(one, on).light for on in ("03-10", "03-11", "03-12")] == ["green", "yellow", "yellow"]
    later = replace(RULE, ladder=(RULE.ladder[0]._replace(at=Fraction(95, 100)), *RULE.ladder[2:]))
    assert standing(one, Handlings((later,)), day("03-11"), DAYS).light == "green"
    assert standing(one, Handlings((later,)), day("03-12"), DAYS).light == "yellow"


def test_kind_and_grade_have_their_limits():
    assert RULE.limit("consultation", "urgent") == 1
    assert RULE.limit("help", "complex") == 15
    assert RULE.limit("suggestion", "urgent") == 10  # not told apart: as the ordinary grade


def test_due_soonest_first_and_what_stands_still_last():
    soon = stands(case(("received", "03-03"), ("assigned", "03-03"), code="SQ-2025-00002", grade="urgent"), "03-04")
    late = stands(case(("received", "03-03"), ("assigned", "03-03"), code="SQ-2025-00001"), "03-04")
    still = stands(case(("received", "02-03"), ("assigned", "02-03"), ("waiting", "02-04"), code="SQ-2025-00003"), "03-04")  # fmt: skip
    assert by_urgency([still, late, soon]) == [soon, late, still]


def test_it_lies_with_the_department_then_with_the_office():
    handled = stands(case(("received", "03-03"), ("assigned", "03-03"), department=OTHER), "03-04")
    answered = stands(case(("received", "03-03"), ("assigned", "03-03"), ("handled", "03-04"), ("answered", "03-04"), department=OTHER), "03-05")  # fmt: skip
    assert list(of_department([handled, answered], frozenset({OTHER}))) == [handled]
    assert list(of_department([handled, answered], frozenset({OFFICE}))) == [answered]
    assert list(of_department([handled, answered], None)) == [handled, answered]
