"""When somebody may be disturbed: quiet hours over midnight, weekends, holidays, and days worked instead."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answers.notices.conftest import CHINA

from dajuan.answers.notices.hours import Hours, open_from
from dajuan.standards.working_days import china

CALENDAR = china().or_weekends()
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2025, 12, 1), timezones=st.just(CHINA))
TIMES = st.times().map(lambda at: at.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2024-12-24 10:00", "2024-12-24 10:00"),
        ("2024-12-24 07:59", "2024-12-24 08:00"),
        ("2024-12-24 08:00", "2024-12-24 08:00"),
        ("2024-12-24 21:59", "2024-12-24 21:59"),
        ("2024-12-24 22:00", "2024-12-25 08:00"),
        ("2024-12-24 23:30", "2024-12-25 08:00"),
        ("2024-12-27 22:30", "2024-12-30 08:00"),  # Friday night
        ("2024-12-28 10:00", "2024-12-30 08:00"),  # Saturday
        ("2024-09-30 23:00", "2024-10-08 08:00"),  # 国庆
        ("2024-10-12 10:00", "2024-10-12 10:00"),  # a Saturday that was worked
    ],
)
def test_the_first_moment(now, opens):
    at = datetime.fromisoformat(now).replace(tzinfo=CHINA)
    assert open_from(at, Hours(), CALENDAR) == datetime.fromisoformat(opens).replace(tzinfo=CHINA)


def test_quiet_within_a_day_and_never():
    noon = Hours(time(12), time(14), working_days_only=False)
    at = datetime(2024, 12, 28, 13, tzinfo=CHINA)
    assert open_from(at, noon, CALENDAR) == at.replace(hour=14)
    assert open_from(at, Hours(time(8), time(8), working_days_only=False), CALENDAR) == at


@given(MOMENTS, TIMES, TIMES, st.booleans())
def test_it_is_later_and_open_and_nothing_before_it_is(now, start, end, working):
    hours = Hours(start, end, working)
    opens = open_from(now, hours, CALENDAR)
    assert opens >= now
    assert open_from(opens, hours, CALENDAR) == opens
    assert not hours.quiet(opens.time())
    assert not working or CALENDAR.works(opens.date())
    between = now + (opens - now) / 2
    assert opens == now or open_from(between, hours, CALENDAR) == opens
    assert opens - now < timedelta(days=15)
