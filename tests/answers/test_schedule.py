"""What is due by a day: the published reports' own numbers, and what any curve has to keep."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from dajuan.answers.schedule import (
    CurveError,
    Milestones,
    Seasonal,
    Straight,
    curve_of,
    due,
    given,
    milestones,
    seasonal,
)
from dajuan.figures.figure import rounded
from dajuan.standards.supervision.schedules import published_schedule

YEAR = {"start": date(2023, 1, 1), "deadline": date(2023, 12, 31)}
HALF_THEN_MORE = curve_of(published_schedule("guangdong-2022"))


def at(curve, month, day, **period):
    return due(curve, date(2023, month, day), **(period or YEAR))


@pytest.mark.parametrize(
    ("month", "day", "published"),
    [
        (2, 28, "16.7"),  # Zigong, January to February
        (3, 31, "25.0"),  # Jiangmen, January to March: 30.90 % is 5.90 points over
        (5, 31, "41.7"),  # Sichuan, Ziyang, January to May: 56.5 % is 14.8 over, 44 % is 2.3 over
        (8, 31, "66.67"),  # Enping, January to August: 79.17 % is 12.51 over (truncated), 78.86 % is 12.19 over
        (10, 31, "83.3"),  # Jiangmen, January to October
    ],
)
def test_months_over_twelve_as_published(month, day, published):
    assert at(Straight(), month, day) == Fraction(month, 12)
    decimals = len(published.partition(".")[2])
    assert str(rounded(at(Straight(), month, day) * 100, decimals)) == published


def test_the_published_gaps_come_out():
    """Done less due in points, to the place that was published."""
    for done, month, gap in (("56.5", 5, "14.8"), ("44", 5, "2.3"), ("19", 2, "2.3"), ("30.90", 3, "5.90")):
        places = len(gap.partition(".")[2])
        assert str(rounded(Fraction(done) - at(Straight(), month, 28 if month == 2 else 31) * 100, places)) == gap


def test_another_published_curve_passes_eighty_percent_in_august():
    assert at(HALF_THEN_MORE, 6, 30) == Fraction(60, 100)
    assert at(HALF_THEN_MORE, 8, 31) == Fraction(8, 12) * Fraction(120, 100) == Fraction(80, 100)
    assert at(HALF_THEN_MORE, 12, 31) == Fraction(120, 100)


def test_a_month_that_is_not_over_counts_by_its_days():
    assert at(Straight(), 6, 15) == Fraction(5 * 30 + 15, 30 * 12)
    assert at(Straight(), 1, 1) == Fraction(1, 31 * 12)
    assert at(Straight("whole_months"), 6, 29) == Fraction(5, 12)
    assert at(Straight("whole_months"), 6, 30) == Fraction(6, 12)
    assert at(Straight("days"), 6, 30) == Fraction(181, 365)
    assert due(Straight("days"), date(2024, 6, 30), start=date(2024, 1, 1), deadline=date(2024, 12, 31)) == Fraction(
        182, 366
    )


def test_it_runs_from_the_start_to_the_deadline():
    spring = {"start": date(2023, 3, 1), "deadline": date(2023, 5, 31)}
    assert at(Straight(), 2, 28, **spring) == 0
    assert at(Straight(), 4, 30, **spring) == Fraction(2, 3)
    assert at(Straight(), 12, 31, **spring) == 1
    assert at(Straight(), 4, 15, start=date(2023, 4, 1), deadline=date(2023, 4, 30)) == Fraction(1, 2)


def test_last_years_shape():
    shape = seasonal([0, 10, 10, 0, 0, 20, 0, 0, 10, 10, 20, 20])
    assert at(shape, 1, 31) == 0
    assert at(shape, 6, 30) == Fraction(40, 100)
    assert at(shape, 6, 15) == Fraction(30, 100)
    assert at(shape, 12, 31) == 1
    autumn = {"start": date(2023, 9, 1), "deadline": date(2023, 12, 31)}
    assert at(shape, 10, 31, **autumn) == Fraction(20, 60)


@pytest.mark.parametrize(
    ("months", "why"),
    [
        ([1] * 11, "只有 11 个"),
        ([1] * 11 + [None], "只有 11 个"),
        ([1] * 11 + [-1], "12 月是负数"),
        ([0] * 12, "全年为 0"),
    ],
)
def test_when_last_year_has_no_shape(months, why):
    with pytest.raises(CurveError, match=why):
        seasonal(months)


def test_a_part_of_last_year_with_nothing_in_it_has_no_shape():
    shape = seasonal([12] + [0] * 11)
    with pytest.raises(CurveError, match="这一段为 0"):
        at(shape, 9, 30, start=date(2023, 9, 1), deadline=date(2023, 10, 31))
    with pytest.raises(CurveError, match="一年之内"):
        due(shape, date(2023, 9, 30), start=date(2022, 9, 1), deadline=date(2023, 10, 31))


def test_milestones_are_due_on_their_day():
    steps = milestones([(date(2023, 4, 1), Fraction(1, 3)), (date(2023, 9, 1), Fraction(1))])
    assert [at(steps, month, day) for month, day in ((3, 31), (4, 1), (8, 31), (9, 1))] == [0, *[Fraction(1, 3)] * 2, 1]


@pytest.mark.parametrize(
    "draw",
    [
        lambda: given([]),
        lambda: given([(6, Fraction(1, 2)), (6, Fraction(1))]),
        lambda: given([(6, Fraction(1, 2)), (9, Fraction(1, 3))]),
        lambda: given([(0, Fraction(1, 2))]),
        lambda: given([(6, Fraction(-1, 2))]),
        lambda: milestones([(date(2023, 9, 1), Fraction(1, 2)), (date(2023, 4, 1), Fraction(1))]),
    ],
)
def test_a_schedule_only_rises(draw):
    with pytest.raises(CurveError):
        draw()


def test_a_target_that_ends_before_it_starts_is_refused():
    with pytest.raises(CurveError, match="晚于"):
        due(Straight(), date(2023, 5, 1), start=date(2023, 6, 1), deadline=date(2023, 5, 1))


days = st.dates(date(2022, 1, 1), date(2025, 12, 31))
curves = st.one_of(
    st.sampled_from([Straight(), Straight("whole_months"), Straight("days"), HALF_THEN_MORE]),
    st.lists(st.integers(0, 50), min_size=12, max_size=12).filter(any).map(seasonal),
    st.lists(days, min_size=1, max_size=5, unique=True).map(
        lambda some: milestones([(day, Fraction(n, len(some))) for n, day in enumerate(sorted(some), 1)])
    ),
)


@for_all(curves, days, days, days, st.integers(0, 400))
def test_what_is_due_never_falls(curve, one, other, day, later):
    start, deadline = within_a_year(curve, one, other)
    try:
        before, after = (due(curve, on, start=start, deadline=deadline) for on in (day, day + timedelta(later)))
    except CurveError:
        assert isinstance(curve, Seasonal)
        return
    assert 0 <= before <= after


@for_all(curves.filter(lambda one: not isinstance(one, Milestones) and one != HALF_THEN_MORE), days, days)
def test_all_is_due_at_the_deadline(curve, one, other):
    """Milestones apart, whose days may lie after it, and curves that end where their rule says."""
    start, deadline = within_a_year(curve, one, other)
    try:
        assert due(curve, deadline, start=start, deadline=deadline) == 1
    except CurveError:
        assert isinstance(curve, Seasonal)


def within_a_year(curve, one, other):
    """A start and a deadline that the curve takes."""
    start, deadline = min(one, other), max(one, other)
    return start, date(start.year, 12, 31) if isinstance(curve, Seasonal) and start.year != deadline.year else deadline
