"""Working days: announced holidays and the weekends worked for them, limits, and years nobody knows yet.

The dates are those of the State Council's announcements (部分节假日安排的通知) for 2024, 2025 and 2026, written here
by hand.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.standards.working_days import UnknownYearError, china, said_unknown

DAYS = st.dates(date(2005, 1, 1), date(2025, 12, 31))
SATURDAY = 5


@pytest.mark.parametrize(
    "day",
    [
        "2024-02-18",  # a Sunday, worked for 春节
        "2024-02-09",  # 除夕 2024: no public holiday that year
        "2024-10-12",
        "2025-01-26",
        "2025-09-28",
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-10-10",
        "2024-12-31",  # an ordinary Tuesday
    ],
)  # fmt: skip
def test_worked(day):
    assert china().works(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    [
        "2024-01-01",
        "2024-02-16",
        "2024-10-07",
        "2025-01-28",
        "2025-10-08",
        "2026-01-02",
        "2026-02-23",
        "2026-10-07",
        "2024-12-28",
    ],
)
def test_not_worked(day):
    assert not china().works(date.fromisoformat(day))


def test_a_limit_leaves_out_the_day_it_begins_and_every_day_off():
    # 2024-09-27 is a Friday; the 29th, a Sunday, is worked; then 1–7 October are off.
    assert china().after(date(2024, 9, 27), 2) == date(2024, 9, 30)
    assert china().after(date(2024, 9, 27), 3) == date(2024, 10, 8)
    with pytest.raises(ValueError, match="one working day"):
        china().after(date(2024, 9, 27), 0)


def test_a_last_day_on_a_holiday_gives_way():
    assert china().next_working(date(2025, 10, 1)) == date(2025, 10, 9)
    assert china().next_working(date(2025, 10, 9)) == date(2025, 10, 9)


def test_a_year_not_announced_is_refused_in_words():
    later = date(china().last.year + 1, 5, 1)
    with pytest.raises(UnknownYearError) as told:
        china().works(later)
    assert str(later) in told.value.zh
    assert "chinesecalendar" in told.value.en


def test_the_last_days_of_the_last_year_are_not_settled():
    """29 December 2018 was a Saturday worked because of what was announced for 2019."""
    last = china().last
    assert (last.month, last.day) == (12, 28)
    assert china().works(date(2018, 12, 29))
    settled_later = [day for day in china().holidays | china().worked if day.month == 12 and day.day <= last.day]
    assert not settled_later
    with pytest.raises(UnknownYearError):
        china().after(last, 3)


def test_weekends_only_where_asked_and_labelled():
    calendar, later = china().or_weekends(), date(china().last.year + 2, 5, 1)
    week = [later + timedelta(days=days) for days in range(7)]
    assert sum(calendar.works(day) for day in week) == 5
    assert calendar.unknown_years(week) == (later.year,)
    zh, en = said_unknown(calendar.unknown_years(week))
    assert str(later.year) in zh
    assert "only weekends" in en
    assert calendar.unknown_years([date(2024, 5, 1)]) == ()
    assert not calendar.works(date(2024, 5, 1)), "what is known stays known"


@given(DAYS, st.integers(1, 60))
def test_counting_undoes_adding(day, count):
    end = china().after(day, count)
    assert china().works(end)
    assert china().between(day, end) == count
    assert china().between(day, end - timedelta(days=1)) == count - 1


@given(DAYS, st.integers(0, 100), st.integers(0, 100))
def test_counts_of_parts_add_up(day, some, more):
    middle, end = day + timedelta(days=some), day + timedelta(days=some + more)
    assert china().between(day, middle) + china().between(middle, end) == china().between(day, end)


def test_every_shifted_day_is_a_weekend_and_every_year_has_holidays():
    assert all(day.weekday() >= SATURDAY for day in china().worked)
    assert {day.year for day in china().holidays} >= set(range(2007, 2027))
    assert not china().holidays & china().worked
