"""Periods as people write them; the one before, the same a year earlier; what they are made of."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.figures.period import Period, PeriodError, period_of, period_with, split_into

GRAINS = st.sampled_from(["day", "month", "quarter", "half", "year"])
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("2024H2", "2024-07-01", "2024-12-31"),
        ("2024-q1", "2024-01-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023年2月", "2023-02-01", "2023-02-28"),
        ("2024/6/18", "2024-06-18", "2024-06-18"),
        ("2024-01/2024-06", "2024-01-01", "2024-06-30"),
        (" 2023/2024Q1 ", "2023-01-01", "2024-03-31"),
    ],
)
def test_as_written(text, start, end):
    found = period_of(text)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "去年", "2024-13", "2024-02-30", "2024Q5", "2024-06/2024-01", "24", "0000", "2024/"]
)
def test_what_names_no_period(text):
    with pytest.raises(PeriodError, match=r"2024Q2"):
        period_of(text)


def test_before_and_a_year_before():
    assert str(period_of("2024-01").before()) == "2023-12"
    assert str(period_of("2024Q1").before()) == "2023Q4"
    assert str(period_of("2024H1").year_before()) == "2023H1"
    assert str(period_of("2024-02-29").year_before()) == "2023-02-28"
    assert str(period_of("2024-01-11/2024-01-20").before()) == "2024-01-01/2024-01-10"
    assert str(period_of("2024Q3").from_january()) == "2024-01-01/2024-09-30"


@given(GRAINS, DAYS)
def test_said_and_read_again(grain, day):
    period = period_with(grain, day)
    assert period.start <= day <= period.end
    assert period_of(str(period)) == period
    assert period.before().end == period.start - timedelta(days=1)
    assert period.before().grain == grain


@given(GRAINS, DAYS, st.integers(0, 800))
def test_parts_follow_each_other_and_cover_the_whole(grain, day, days):
    whole = Period("span", day, day + timedelta(days=days))
    parts = split_into(whole, grain)
    assert parts[0].start <= whole.start
    assert parts[-1].end >= whole.end
    assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(parts))


@given(DAYS, DAYS)
def test_a_span_said_and_read_again(one, other):
    span = Period("span", min(one, other), max(one, other))
    assert period_of(str(span)) == span
