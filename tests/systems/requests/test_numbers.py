"""Statistics, each number with its requests; reminders by the ladder, told once a step."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.systems.requests.life import DEPARTMENT, OFFICE, OTHER, RULES, case, day

from dajuan.answers.notices.timing import default_timing
from dajuan.standards.working_days import worked_days
from dajuan.systems.requests.reminders import notices_of
from dajuan.systems.requests.settings import Settings
from dajuan.systems.requests.standing import standing
from dajuan.systems.requests.statistics import counted, numbers, percentile, split

DAYS = worked_days()
SETTINGS = Settings(OFFICE, "督查室", "云岭高新区管委会", RULES, default_timing())
WAY = (("received", "03-03"), ("assigned", "03-03"), ("handled", "03-05"))
YEAR = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}


def some():
    quick = case(*WAY, ("answered", "03-06"), ("visited", "03-07"), ("closed", "03-07"), code="SQ-2025-00001", department=DEPARTMENT, satisfaction="satisfied", **{"in-time": True})  # fmt: skip
    late = case(*WAY, ("answered", "03-20"), ("visited", "03-21"), ("reopened", "03-21"), code="SQ-2025-00002", department=OTHER, satisfaction="dissatisfied", **{"in-time": True})  # fmt: skip
    merged = case(("received", "03-03"), ("merged", "03-04"), code="SQ-2025-00003")
    last_year = case(("received", "03-03"), code="SQ-2024-00009")
    return counted([quick, late, merged, last_year], RULES, DAYS)


def test_each_number_has_its_requests():
    found = numbers(some(), **YEAR)
    assert found.answered == ("SQ-2025-00001", "SQ-2025-00002")
    assert (found.in_time, found.late) == (("SQ-2025-00001",), ("SQ-2025-00002",))
    assert (found.satisfied, found.dissatisfied, found.reopened) == (("SQ-2025-00001",), ("SQ-2025-00002",), ("SQ-2025-00002",))  # fmt: skip
    assert (found.closed, found.merged) == (("SQ-2025-00001",), ("SQ-2025-00003",))
    assert (found.days, found.median, found.p90) == ((3, 13), 3, 13)
    assert found.differing == ("SQ-2025-00002",)  # its entry says in time


def test_parts_add_up_to_the_whole():
    whole, parts = numbers(some(), **YEAR), split(some(), "department", **YEAR)
    assert list(parts) == ["", DEPARTMENT, OTHER]
    for key in ("received", "answered", "in_time", "late", "satisfied"):
        assert sorted(code for one in parts.values() for code in getattr(one, key)) == list(getattr(whole, key))


@given(st.lists(st.integers(0, 50), min_size=1), st.integers(1, 100))
def test_so_many_percent_do_not_exceed_it(values, percent):
    values.sort()
    found = percentile(values, percent)
    assert sum(one <= found for one in values) * 100 >= percent * len(values)
    assert sum(one < found for one in values) * 100 < percent * len(values)


def told(one, on):
    stands = standing(one, RULES, day(on), DAYS)
    return [(notice.reason, notice.to, notice.key) for notice in notices_of([stands], SETTINGS, day(on))]


def test_who_is_told_when():
    one = case(*WAY[:2], department=DEPARTMENT)
    assert told(one, "03-05") == []
    assert [to for _, to, _ in told(one, "03-07")] == [DEPARTMENT]
    assert [to for _, to, _ in told(one, "03-11")] == [DEPARTMENT, OFFICE]
    assert [(why, to) for why, to, _ in told(one, "03-13")] == [
        ("request-overdue", to) for to in (DEPARTMENT, OFFICE, "督查室")
    ]
    assert [to for _, to, _ in told(one, "03-19")] == [DEPARTMENT, "督查室", "云岭高新区管委会"]


def test_once_a_step():
    one = case(*WAY[:2], department=DEPARTMENT)
    assert told(one, "03-07") == told(one, "03-10")  # the same keys: whoever was told is not told again
    assert {key for *_, key in told(one, "03-10")}.isdisjoint(key for *_, key in told(one, "03-11"))


def test_the_office_is_told_of_what_nobody_assigns_or_visits():
    new = case(("received", "03-03"))
    assert told(new, "03-04") == []
    assert [(why, to) for why, to, _ in told(new, "03-05")] == [("request-waits", OFFICE)]
    assert [to for _, to, _ in told(new, "03-12")] == [OFFICE]
    assert [to for _, to, _ in told(new, "03-19")] == [OFFICE, "督查室"]  # the third time
    answered = case(*WAY, ("answered", "03-06"))
    assert [to for _, to, _ in told(answered, "03-17")] == [OFFICE]


def test_nobody_is_told_of_what_stands_still_or_has_ended():
    assert told(case(*WAY[:2], ("waiting", "03-04"), department=DEPARTMENT), "05-06") == []
    assert told(case(*WAY[:2], ("retracted", "03-04"), department=DEPARTMENT), "05-06") == []
