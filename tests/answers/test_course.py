"""The lines of a target's chart: what it came to by month, what was due, where the year is likely to end."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.answers import life

from dajuan.answers.course import course_of

CODE = "2025-054"


def course(zone, ledger, day):
    return course_of(life.board_on(zone, ledger, day).of(CODE), date.fromisoformat(day))


def reported(ledger, months):
    life.set_all(ledger)
    for month in months:
        life.state(ledger, CODE, f"2025-{month:02}-28", reported=f"{month * 2}条")


def test_a_month_shows_what_was_told_in_it_and_no_month_to_come(zone, planned):
    reported(planned, [1, 3])
    told = course(zone, planned, "2025-03-28")
    assert [point.actual for point in told.points[:4]] == [2, None, 6, None]
    assert told.last == 2


def test_the_schedule_rises_to_the_goal(zone, planned):
    reported(planned, [1])
    told = course(zone, planned, "2025-02-10")
    assert told.goal == told.points[11].due == 5
    assert told.points[0].due == Fraction(5, 12)
    assert told.points[1].on == date(2025, 2, 10)


def test_the_years_end_is_foreseen_from_four_months_on(zone, planned):
    life.set_all(planned)
    for day, told in {"2025-01-31": "20个", "2025-02-28": "40个", "2025-03-31": "70个", "2025-04-30": "90个"}.items():
        life.state(planned, "2025-056", day, reported=told)
    early, later = (
        course_of(life.board_on(zone, planned, day).of("2025-056"), date.fromisoformat(day))
        for day in ("2025-03-31", "2025-04-30")
    )
    assert early.ahead is None
    assert later.ahead.likely.low <= later.ahead.value <= later.ahead.likely.high


def test_what_has_no_schedule_shows_none(zone, planned):
    life.set_all(planned)
    life.state(planned, CODE, "2025-01-28", accrues=False, reported="2条")
    assert all(point.due is None for point in course(zone, planned, "2025-02-10").points)
