"""AQI by the edition in force on the day: others' published values, both sides of every bound, one day to the next."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dajuan.standards.air.dated import in_force
from dajuan.standards.air.index import (
    column_of,
    day_index,
    edition_called,
    edition_on,
    editions,
    first_day,
    grade_of,
    iaqi,
    index_of,
    pollutant_of,
)
from dajuan.standards.trouble import RuleError

LAST_OLD, FIRST_NEW = date(2026, 2, 28), date(2026, 3, 1)
OLD, NEW = (edition_called(code) for code in ("HJ 633-2012", "HJ 633-2026"))
ITEMS = [(one, item) for one in editions() for item in dict.fromkeys((*one.daily, *one.hourly))]
CLEAN = {"pm25-24h": 20, "pm10-24h": 30, "so2-24h": 10, "no2-24h": 15, "co-24h": Fraction(1, 2), "o3-8h": 60}


def published():
    lines = (Path(__file__).parent / "published.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def exact(values):
    return {item: Fraction(value) for item, value in values.items()}


@pytest.mark.parametrize(("edition", "item", "concentration", "expected", "whose"), published())
def test_what_others_published(edition, item, concentration, expected, whose):
    found = iaqi(edition_called(edition), item, Fraction(concentration))
    assert found == (int(expected) if expected else None)


@pytest.mark.parametrize(("edition", "item"), ITEMS, ids=lambda one: one if isinstance(one, str) else one.code)
def test_a_bound_is_still_the_lower_grade_and_the_next_step_is_not(edition, item):
    step = Fraction(1, 10 ** pollutant_of(item).places)
    rows = edition.columns[column_of(item)]
    for row, after in pairwise(rows):
        assert iaqi(edition, item, row.concentration) == row.iaqi
        assert row.iaqi < iaqi(edition, item, row.concentration + step) <= after.iaqi
        # Rounded before it is looked up, half to even: what lies under half a step is the bound itself.
        assert iaqi(edition, item, row.concentration + step * Fraction(49, 100)) == row.iaqi


@given(st.sampled_from(ITEMS), st.integers(0, 4_000_000), st.integers(0, 1_000_000))
@settings(max_examples=120, deadline=None)
def test_more_of_a_pollutant_never_gives_less(one, thousandths, more):
    edition, item = one
    low, high = (iaqi(edition, item, Fraction(amount, 1000)) for amount in (thousandths, thousandths + more))
    if low is None:
        assert high is None  # beyond the end of its column
    elif high is not None:
        assert 0 <= low <= high <= 500


def test_the_edition_is_that_of_the_day():
    same = exact({**CLEAN, "pm25-24h": 75})
    assert (day_index(LAST_OLD, same).aqi, day_index(FIRST_NEW, same).aqi) == (100, 114)
    assert (day_index(LAST_OLD, same).is_good, day_index(FIRST_NEW, same).is_good) == (True, False)
    assert day_index(LAST_OLD, same, edition=NEW).aqi == 114  # the whole series by one edition
    with pytest.raises(RuleError, match="2015-12-31") as told:
        edition_on(date(2015, 12, 31))
    assert "最早的一版" in told.value.zh


def test_ozone_of_an_hour_is_in_the_daily_report_of_2012_and_not_in_that_of_2026():
    both = exact({**CLEAN, "o3-8h": 150, "o3-1h": 210})
    assert (day_index(LAST_OLD, both).aqi, day_index(FIRST_NEW, both).aqi) == (105, 92)


def test_ozone_beyond_800_is_told_by_its_hour_in_2012_and_is_300_in_2026():
    much = exact({**CLEAN, "o3-8h": 850, "o3-1h": 900})
    assert (day_index(LAST_OLD, much).aqi, day_index(FIRST_NEW, much).aqi) == (350, 300)


def test_primary_pollutants_share_the_place_and_a_clean_day_has_none():
    assert day_index(FIRST_NEW, exact({**CLEAN, "pm25-24h": 60, "pm10-24h": 120})).primary == ("pm25", "pm10")
    assert day_index(FIRST_NEW, exact({**CLEAN, "pm10-24h": 50})).primary == ()
    assert day_index(FIRST_NEW, exact({**CLEAN, "pm10-24h": 51})).primary == ("pm10",)


def test_while_a_pollutant_is_missing_only_a_polluted_day_is_published():
    known = exact({key: value for key, value in CLEAN.items() if key != "o3-8h"})
    assert (day_index(FIRST_NEW, known).aqi, day_index(FIRST_NEW, known).missing) == (None, ("o3",))
    dirty = {**known, "pm25-24h": Fraction(61)}
    assert (day_index(FIRST_NEW, dirty).aqi, day_index(FIRST_NEW, dirty).primary) == (101, ("pm25",))


@pytest.mark.parametrize(
    ("aqi", "grade"),
    [(50, "优"), (51, "良"), (100, "良"), (101, "轻度污染"), (150, "轻度污染"), (151, "中度污染"), (200, "中度污染"),
     (201, "重度污染"), (300, "重度污染"), (301, "严重污染"), (500, "严重污染")],
)  # fmt: skip
def test_grades(aqi, grade):
    assert grade_of(aqi).name.zh == grade


def test_an_hours_report():
    hour = exact({"so2-1h": 500, "no2-1h": 200, "co-1h": 10, "o3-1h": 200, "pm10-1h": 150, "pm25-1h": 75})
    told = index_of(NEW, NEW.hourly, hour)
    assert (told.aqi, told.primary, told.iaqi["pm10-1h"]) == (114, ("pm25",), 112)


def test_a_day_before_the_first_is_told_which_is_the_first():
    with pytest.raises(RuleError, match="of 2026-03-01") as told:
        in_force([NEW], date(2026, 2, 28), "HJ 633")
    assert "自 2026-03-01 起" in told.value.zh
    assert first_day() == OLD.span.first
