"""Office hours: which minutes count, over nights, weekends, holidays and days worked instead of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dajuan.standards.trouble import RuleError
from dajuan.standards.working_days import worked_days
from dajuan.standards.working_hours import WorkingHours, read_office_hours

CLOCK = WorkingHours(read_office_hours("09:00-12:00 13:00-17:00"), worked_days())


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("03-03 09:30", "03-03 16:00", 330),  # without the hour of noon
        ("03-03 12:10", "03-03 12:50", 0),
        ("03-06 16:00", "03-09 10:00", 120),  # Friday to Monday
        ("03-07 10:00", "03-08 16:00", 0),
        ("03-03 20:00", "03-04 09:30", 30),  # handed in at night
        ("03-03 16:00", "03-03 09:00", 0),
        ("02-14 09:00", "02-14 17:00", 420),  # a Saturday worked instead of a day of the Spring Festival
        ("02-15 09:00", "02-24 09:00", 0),  # the Spring Festival
    ],
)
def test_minutes_between(start, end, minutes):
    assert CLOCK.between(at(start), at(end)) == minutes


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(
    lambda one: one.replace(second=0, microsecond=0)
)


@settings(max_examples=25)
@given(MOMENTS, st.integers(0, 4000))
def test_it_is_what_a_clock_that_ticks_would_count(start, minutes):
    """Against counting every minute."""
    ticks = sum(
        CLOCK.days.calendar.works(one.date()) and any(low <= one.hour * 60 + one.minute < high for low, high in CLOCK.hours.spans)
        for one in (start + timedelta(minutes=n) for n in range(minutes))
    )  # fmt: skip
    assert CLOCK.between(start, start + timedelta(minutes=minutes)) == ticks


@settings(max_examples=25)
@given(st.lists(MOMENTS, min_size=3, max_size=3).map(sorted))
def test_stretches_add_up(moments):
    first, middle, last = moments
    assert CLOCK.between(first, last) == CLOCK.between(first, middle) + CLOCK.between(middle, last)


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("", "没有写工作时间"),
        ("9-17", "“9-17”不是一段时间；写成 09:00-12:00"),
        ("09:00-25:00", "“09:00-25:00”不是一段时间"),
        ("12:00-09:00", "“12:00-09:00”不是一段时间"),
        ("09:00-12:60", "不是一段时间"),
        ("09:00-12:00 11:00-17:00", "“11:00-17:00”和前一段连着或重叠"),
    ],
)
def test_hours_that_cannot_be(text, zh):
    with pytest.raises(RuleError) as told:
        read_office_hours(text)
    assert zh in told.value.zh
    assert told.value.en


def test_hours_are_written_as_they_are_read():
    assert str(read_office_hours("8:30-12:00  13:30-17:30")) == "08:30-12:00 13:30-17:30"
