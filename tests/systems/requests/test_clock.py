"""The clock: working days of China, pauses that stop it, and what holds however it is stopped."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from dajuan.standards.working_days import china, worked_days
from dajuan.systems.requests.clock import Clock, Pause, due, used

DAYS = worked_days()
DATES = st.dates(date(2023, 1, 1), date(2026, 12, 1))
LIMITS = st.integers(1, 40)


@st.composite
def pauses(draw, start):
    found = []
    for _ in range(draw(st.integers(0, 4))):
        since = start + timedelta(days=draw(st.integers(-10, 60)))
        found.append(Pause(since, since + timedelta(days=draw(st.integers(0, 30)))))
    return tuple(found)


@st.composite
def clocks(draw):
    start = draw(DATES)
    return Clock(start, draw(LIMITS), draw(pauses(start)))


def test_a_limit_over_the_national_day_holidays():
    # Received on Tuesday 30 September 2025: 1 to 8 October are holidays, Saturday 11 October is worked.
    clock = Clock(date(2025, 9, 30), 3)
    assert due(clock, DAYS) == date(2025, 10, 11)
    assert used(clock, date(2025, 10, 8), DAYS) == 0
    assert used(clock, date(2025, 10, 11), DAYS) == 3
    assert used(clock, date(2025, 10, 12), DAYS) == 3  # a Sunday
    assert used(clock, date(2025, 10, 13), DAYS) == 4


def test_a_pause_moves_the_end_by_its_working_days():
    clock = Clock(date(2025, 3, 3), 2, (Pause(date(2025, 3, 4), date(2025, 3, 7)),))
    assert used(clock, date(2025, 3, 6), DAYS) == 1
    assert due(clock, DAYS) == date(2025, 3, 10)


def test_while_it_stands_still_no_day_is_the_last():
    clock = Clock(date(2025, 3, 3), 2, (Pause(date(2025, 3, 4), None),))
    assert clock.stands_still
    assert due(clock, DAYS) is None
    assert used(clock, date(2025, 6, 1), DAYS) == 1


def test_an_answer_stops_it():
    clock = Clock(date(2025, 3, 3), 2, (), date(2025, 3, 4))
    assert used(clock, date(2025, 12, 31), DAYS) == 1


@given(DATES, st.integers(-5, 900))
def test_looked_up_is_as_counted(start, length):
    end = start + timedelta(days=length)
    assert DAYS.between(start, end) == china().or_weekends().between(start, end)


@given(DATES, st.integers(1, 250))
def test_the_last_day_is_as_counted(start, limit):
    assert DAYS.after(start, limit) == china().or_weekends().after(start, limit)


@given(st.dates(date(1990, 1, 1), date(2003, 12, 31)), st.integers(1, 30))
def test_before_holidays_are_known_weekends_count(start, limit):
    assert DAYS.between(start, DAYS.after(start, limit)) == limit


@given(clocks(), st.integers(-20, 200))
def test_never_less_than_none(clock, later):
    assert used(clock, clock.start + timedelta(days=later), DAYS) >= 0


@given(clocks(), st.integers(0, 200), st.integers(0, 60))
def test_never_fewer_on_a_later_day(clock, later, still):
    on = clock.start + timedelta(days=later)
    assert used(clock, on, DAYS) <= used(clock, on + timedelta(days=still), DAYS)


@given(DATES, st.integers(0, 150), st.data())
def test_pauses_that_do_not_overlap_add_up(start, later, data):
    """What two take off together is what each takes off alone."""
    on = start + timedelta(days=later)
    cuts = sorted(data.draw(st.lists(st.integers(0, 100), min_size=4, max_size=4, unique=True)))
    first, second = (Pause(start + timedelta(days=a), start + timedelta(days=b)) for a, b in (cuts[:2], cuts[2:]))

    def off(*some):
        return used(Clock(start, 5), on, DAYS) - used(Clock(start, 5, some), on, DAYS)

    assert off(first, second) == off(first) + off(second)
    assert off(second, first) == off(first, second)


@given(DATES, st.data())
def test_a_pause_told_twice_counts_once(start, data):
    some = data.draw(pauses(start))
    on = start + timedelta(days=90)
    assert used(Clock(start, 5, some), on, DAYS) == used(Clock(start, 5, some + some), on, DAYS)


@given(DATES, st.data())
def test_more_pauses_never_run_it_faster(start, data):
    few, more = data.draw(pauses(start)), data.draw(pauses(start))
    on = start + timedelta(days=90)
    assert used(Clock(start, 5, few + more), on, DAYS) <= used(Clock(start, 5, few), on, DAYS)


@given(clocks())
def test_it_is_in_time_on_its_last_day_and_late_on_the_next_working_one(clock):
    last = due(clock, DAYS)
    assert last is not None
    assume(last < date(2027, 12, 1))
    assert used(clock, last, DAYS) == clock.limit
    assert used(clock, last - timedelta(days=1), DAYS) < clock.limit
