"""The year so far, the break of an edition, and the chance of a target from years that have been."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dajuan.ledger.zone import SETTINGS, make_zone, zone_at
from dajuan.standards.air.index import edition_called, first_day
from dajuan.systems.air.outlook import Cut, outlook
from dajuan.systems.air.results import Day
from dajuan.systems.air.settings import Manner, settings_of
from dajuan.systems.air.year import months_of, so_far, year_of

NEW = edition_called("HJ 633-2026")
MANNER = Manner(years=3, enough_percent=80, weeks=2, draws=2000)
ONE_YEAR = MANNER._replace(years=1)
CLEAN = {"pm25-24h": 20, "pm10-24h": 40, "so2-24h": 8, "no2-24h": 20, "co-24h": Fraction(6, 10), "o3-8h": 70}


def day(on, pm25=20):
    return Day(on, {item: Fraction(one) for item, one in {**CLEAN, "pm25-24h": pm25}.items()})


def days(first, last, pm25=lambda on: 20):
    return [day(first + timedelta(days=n), pm25(first + timedelta(days=n))) for n in range((last - first).days + 1)]


def test_a_year_that_crosses_the_edition_shows_the_break_and_each_reading_of_it():
    # 70 all along: good by the edition of 2012 and not by that of 2026.
    until = date(2026, 3, 31)
    told = year_of(days(date(2026, 1, 1), until, lambda on: 70), 2026, until)
    assert [(one.edition.code, one.first, one.tally.good) for one in told.breaks] == [
        ("HJ 633-2012", date(2026, 1, 1), 59),
        ("HJ 633-2026", date(2026, 3, 1), 0),
    ]
    assert (told.tally.good, told.anew["HJ 633-2012"].good, told.anew["HJ 633-2026"].good) == (59, 90, 0)
    assert (told.left, told.possible, told.without) == (275, 59 + 275, 0)


def test_the_rate_is_of_valid_days():
    some = [*days(date(2025, 1, 1), date(2025, 1, 8)), day(date(2025, 1, 9), 90), Day(date(2025, 1, 10), {})]
    told = year_of(some, 2025, date(2025, 1, 12))
    assert (told.tally.valid, told.tally.good, told.tally.rate, told.without) == (9, 8, Fraction(8, 9), 3)
    assert told.anew == {}


def test_months_say_whether_they_are_whole_and_what_they_come_to():
    january, february = months_of(days(date(2026, 1, 1), date(2026, 2, 10)), 2026, date(2026, 2, 10))
    assert (january.is_whole, february.is_whole) == (True, False)
    assert (january.statistics["pm25"], january.composite.edition) == (20, "HJ 663-2013")


def test_the_year_so_far_has_its_own_means_by_the_edition_of_its_last_day():
    told = so_far(days(date(2026, 1, 1), date(2026, 3, 31), lambda on: 10 * on.month), 2026, date(2026, 3, 31))
    assert (told.statistics["pm25"], told.composite.edition, told.is_whole) == (20, "HJ 663-2026", False)
    whole = so_far(days(date(2025, 1, 1), date(2025, 12, 31)), 2025, date(2026, 3, 31))
    assert (whole.tally.valid, whole.composite.edition, whole.is_whole) == (365, "HJ 663-2013", True)


def history(bad):
    """Three years; of year y the days of December up to the 'bad'-th are polluted."""
    return [
        one
        for year, many in bad.items()
        for one in days(date(year, 1, 1), date(year, 12, 31), lambda on, many=many: 90 if on.month == 12 and on.day <= many else 20)
    ]  # fmt: skip


def test_each_year_gone_by_tells_what_its_rest_would_add():
    told = outlook(
        200, date(2026, 11, 30), history({2023: 0, 2024: 10, 2025: 31}), NEW, target=220, manner=MANNER, cut=Cut()
    )
    assert [(one.year, one.good, one.total) for one in told.replays] == [
        (2023, 31, 231),
        (2024, 21, 221),
        (2025, 0, 200),
    ]
    assert 0.5 < told.chance < 0.8  # two of three years reach it, one of them by a day
    assert (told.low, told.high) == (200, 231)


def test_the_rest_of_old_years_is_judged_by_the_edition_in_force_now():
    old = days(date(2023, 1, 1), date(2023, 12, 31), lambda on: 70)  # good when it was
    told = outlook(200, date(2026, 11, 30), old, NEW, target=220, manner=ONE_YEAR, cut=Cut())
    assert [one.total for one in told.replays] == [200]


def test_with_few_years_there_is_no_percentage_and_with_none_nothing():
    few = outlook(200, date(2026, 11, 30), history({2025: 0}), NEW, target=220, manner=MANNER, cut=Cut())
    assert ([one.total for one in few.replays], few.chance) == ([231], None)
    none = outlook(200, date(2026, 11, 30), [], NEW, target=220, manner=MANNER, cut=Cut())
    assert (none.replays, none.middle, none.chance) == ([], None, None)


def test_a_year_with_too_few_valid_days_is_left_out_by_name():
    told = outlook(
        200,
        date(2026, 11, 30),
        days(date(2025, 12, 1), date(2025, 12, 20)),
        NEW,
        target=220,
        manner=ONE_YEAR,
        cut=Cut(),
    )
    assert (told.replays, told.left_out) == ([], [2025])


def test_what_if_there_were_less_of_a_pollutant():
    told = outlook(
        200,
        date(2026, 11, 30),
        history({2025: 31}),
        NEW,
        target=220,
        manner=ONE_YEAR,
        cut=Cut({"pm25": Fraction(4, 10)}),
    )
    assert [one.total for one in told.replays] == [231]  # 90 less two fifths is 54, which is good


@given(st.lists(st.integers(5, 130), min_size=365, max_size=365), st.integers(1, 330), st.integers(0, 40))
@settings(max_examples=8, deadline=None)
def test_less_pollution_never_lowers_any_end(values, gone, tenth):
    past = [day(date(2025, 1, 1) + timedelta(days=n), value) for n, value in enumerate(values)]
    until = date(2026, 1, 1) + timedelta(days=gone)
    plain, less = (
        outlook(100, until, past, NEW, target=200, manner=ONE_YEAR, cut=Cut(shares))
        for shares in ({}, {"pm25": Fraction(tenth, 100)})
    )
    assert less.replays[0].total >= plain.replays[0].total
    assert less.chance >= plain.chance


def test_leap_day():
    told = outlook(
        50, date(2028, 2, 29), days(date(2027, 1, 1), date(2027, 12, 31)), NEW, target=0, manner=ONE_YEAR, cut=Cut()
    )
    assert [one.good for one in told.replays] == [306]


@pytest.mark.parametrize("until", [date(2025, 12, 31)])
def test_a_year_that_is_over_has_nothing_left(until):
    told = outlook(300, until, days(date(2024, 1, 1), date(2024, 12, 31)), NEW, target=290, manner=ONE_YEAR, cut=Cut())
    assert (told.middle, told.chance) == (300, 1)


def test_how_a_chance_is_drawn_is_the_zones_to_say(office):
    told = outlook(
        200, date(2026, 11, 30), days(date(2025, 12, 1), date(2025, 12, 20)), NEW, target=210, cut=Cut(),
        manner=MANNER._replace(years=1, enough_percent=60, weeks=1, draws=50),
    )  # fmt: skip
    assert (told.left_out, [one.total for one in told.replays], told.chance) == ([], [220], 1)
    assert office.settings.manner == MANNER


def test_no_day_before_the_first_edition_is_asked_for(tmp_path):
    zone = make_zone(tmp_path / "old", name="云岭高新区", code="yunling", on=(), simulated=True)
    path = zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + "\n[air]\nsince = 2013-03-01\nweeks = 3\n", "utf-8")
    told = settings_of(zone_at(zone.folder))
    assert (told.since, told.manner) == (first_day(), MANNER._replace(weeks=3))
