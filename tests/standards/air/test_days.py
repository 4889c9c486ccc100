"""Hours → a day: how many it takes, the highest 8 hours of ozone, rounding, an area's mean; the fast way and the plain one agree."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dajuan.standards.air import many
from dajuan.standards.air.days import daily, highest_8h, mean_of_day
from dajuan.standards.air.index import day_index, pollutants
from dajuan.standards.air.rounding import rounded, up


def hours(value, missing=()):
    return [None if hour in missing else Fraction(value) for hour in range(1, 25)]


def test_a_day_wants_twenty_hours():
    assert mean_of_day(hours(30, missing=range(1, 5))) == 30
    assert mean_of_day(hours(30, missing=range(1, 6))) is None


def test_the_mean_is_of_the_hours_there_are():
    some = hours(10, missing={3})
    some[0] = Fraction(33)
    assert mean_of_day(some) == Fraction(33 + 22 * 10, 23)


def test_ozone_is_the_highest_of_the_windows_that_end_from_8_to_24():
    some = hours(40)
    some[0:3] = [Fraction(400)] * 3  # 1, 2 and 3 o'clock: only the window that ends at 8 has all three
    assert highest_8h(some) == Fraction(3 * 400 + 5 * 40, 8)


@pytest.mark.parametrize(
    ("missing", "valid"), [((), True), ((1, 2), True), ((1, 2, 3, 9, 17), True), (range(9, 16), False)]
)
def test_ozone_wants_six_hours_a_window_and_fourteen_windows(missing, valid):
    assert (highest_8h(hours(40, missing=missing)) is not None) is valid


@pytest.mark.parametrize(
    ("exact", "places", "expected"),
    [("60.5", 0, "60"), ("61.5", 0, "62"), ("60.51", 0, "61"), ("2.05", 1, "2"), ("2.15", 1, "2.2"), ("12.1498", 1, "12.1"),
     ("1.050", 1, "1"), ("0.35", 1, "0.4"), ("10.5002", 0, "11"), ("8.53459", 2, "8.53")],
)  # fmt: skip
def test_rounding_is_half_to_even_once(exact, places, expected):
    assert rounded(Fraction(exact), places) == Fraction(expected)


def test_indices_are_rounded_up_from_the_exact_value():
    assert [up(Fraction(one)) for one in ("100", "100.0001", "99.5", "0")] == [100, 101, 100, 0]


def test_what_is_not_rounded_twice():
    # 60.5 rounds to 60 and the index is 100; a mean of 60.49 first rounded to 60.5 and then up would be 101.
    some = {key: hours(10) for key in pollutants()} | {"co": hours(Fraction(1, 2))}
    some["pm25"] = [Fraction("60.49")] * 24
    assert day_index(date(2026, 3, 1), daily(some)).aqi == 100


_HOUR = st.one_of(st.none(), st.integers(0, 900))


@given(
    st.lists(st.lists(st.lists(_HOUR, min_size=24, max_size=24), min_size=6, max_size=6), min_size=1, max_size=3),
    st.integers(-2, 1),
)
@settings(max_examples=40, deadline=None)
def test_the_fast_way_is_the_plain_one(stations, offset):
    """The same days by fractions one at a time and by columns; an area is the mean of its stations that have a value."""
    day = date(2026, 3, 1) + timedelta(days=offset)
    keys = list(pollutants())
    plain = [daily({key: [None if one is None else Fraction(one, 10 if key == "co" else 1) for one in row] for key, row in zip(keys, rows, strict=True)}) for rows in stations]  # fmt: skip
    columns = {
        key: np.array([[[many.MISSING if one is None else one * many.nanograms(key) // (10 if key == "co" else 1) for one in rows[place]]] for rows in stations])
        for place, key in enumerate(keys)
    }  # fmt: skip
    found = many.days_of(columns)
    told = many.indices(found, [day])
    for place, known in enumerate(plain):
        _same(told, place, day_index(day, known))
    items = sorted({item for one in plain for item in one})
    area = {item: sum(some) / len(some) for item in items if (some := [one[item] for one in plain if item in one])}
    _same(many.indices(many.area_of(found), [day]), 0, day_index(day, area), area=True)


def _same(told, place, expected, *, area=False):
    at = (0,) if area else (place, 0)
    assert told.aqi[at] == (many.MISSING if expected.aqi is None else expected.aqi)
    assert told.missing[at] == len(expected.missing)
    assert {key for key, one in told.primary.items() if one[at]} == set(expected.primary)
    assert {item: int(one[at]) for item, one in told.iaqi.items() if one[at] != many.MISSING} == dict(expected.iaqi)
