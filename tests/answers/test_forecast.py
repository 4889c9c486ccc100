"""Forecasts: intervals hold the truth as often as they say, whatever made the series; bench/forecast.py asks more of it."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.answers.forecast import FEWEST, Target, forecast

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

LAST_YEAR = [30, 35, 80, 90, 95, 110, 100, 105, 110, 115, 130, 300]


def at_least(goal):
    return Target(Fraction(goal), None, "at_least")


def held(process, times=30, known=((1, 6), (3, 3), (3, 9))):
    """How many 80 % intervals held the truth, of how many: the bench's own cases, fewer of them."""
    import forecast as bench

    tried = [bench.tried(one) for years, months in known for one in bench.made(process, years, months, times)]
    return sum(one.held80 for one in tried), len(tried)


PROCESSES = (
    "plain", "trend", "season", "year_end", "poisson", "clumped", "zeros", "wander",
    "level: walk", "level: line", "level: steady", "level: sticky", "level: season",
)  # fmt: skip


@pytest.mark.parametrize("process", PROCESSES)
def test_an_eighty_percent_interval_holds_about_eighty_percent(process, need):
    need.module("numpy", extra="server")
    hits, count = held(process)
    assert count == 90
    assert 0.65 <= hits / count <= 0.97


def test_over_all_processes_it_is_nearer_still(need):
    need.module("numpy", extra="server")
    counted = [held(process, times=12) for process in PROCESSES]
    assert 0.75 <= sum(hits for hits, _ in counted) / sum(count for _, count in counted) <= 0.88


def test_every_process_of_the_bench_is_tried_here():
    import forecast_series

    assert set(forecast_series.PROCESSES) == set(PROCESSES)


@pytest.mark.parametrize("still", [8, 9, 10])
@pytest.mark.parametrize("before", [10, 10.1])
def test_a_level_that_stood_still_and_then_stepped_is_forecast_near_it(still, before):
    """By its own backtest alone the step would be beyond all measure: it had expected none."""
    told = forecast([before] * still + [11], accrues=False)
    assert before - 1 < told.likely[0] < told.value < told.likely[1] < 12


def test_under_four_months_it_is_too_early():
    told = forecast([10, 12, 9])
    assert (told.value, told.likely, told.chance, told.months) == (None, None, None, 3)
    assert told.zh == f"为时尚早：只有 3 个月的数，至少要 {FEWEST} 个月"
    assert forecast([None, None, 10, 12, 9]).value is None
    assert forecast([10, 12, 9, 11]).value is not None


def test_a_year_that_is_over_is_not_forecast():
    told = forecast(LAST_YEAR, target=at_least(1300))
    assert (told.value, told.likely, told.chance) == (1300, (1300, 1300), 1)
    assert forecast(LAST_YEAR, target=at_least(1301)).chance == 0
    assert forecast([5] * 11 + [6], accrues=False, target=at_least(6)).chance == 1


def test_what_the_month_under_way_has_brought_is_not_lost():
    """Four in ten months, two more in this one: the year ends at six or more."""
    months = [0, 1, 0, 1, 0, 1, 0, 0, 1, 0]
    before, now = (forecast(months, counts=True, done=done) for done in (None, 6))
    assert before.value < 6
    assert now.value >= now.likely.low >= 6


def test_what_may_be_taken_back_may_end_under_what_it_is():
    taken = forecast([5, -3, 4, -2, -1, -1], done=2)
    assert taken.nearly_sure.low < 2


def test_a_rush_at_the_years_end_is_learnt_from_last_year_and_not_foreseen_without_one():
    so_far = [33, 38, 88, 99, 104, 121]  # a tenth more than last year's
    with_last, alone = forecast(so_far, earlier=[LAST_YEAR]), forecast(so_far)
    assert with_last.likely.low < 1430 < with_last.likely.high
    assert abs(with_last.value - 1430) < 60
    assert alone.nearly_sure.high < 1430
    assert "年末集中完成的看不出来" in alone.zh
    assert with_last.zh == "按 18 个月的数推算，参照以前 1 个整年的各月比重"


def test_the_same_months_give_the_same_forecast():
    first, second = (forecast([5, 7, 6, 8, 9], earlier=[LAST_YEAR], target=at_least(90)) for _ in range(2))
    assert first == second


def test_months_reported_together_share_their_amount():
    together = forecast([None, 65, 80, 90, 95], earlier=[[None, 65, *LAST_YEAR[2:]]])
    apart = forecast([32.5, 32.5, 80, 90, 95], earlier=[[32.5, 32.5, *LAST_YEAR[2:]]])
    assert together.value == apart.value
    assert together.likely == apart.likely


def test_a_series_that_began_last_autumn_tells_the_pace():
    began = [None] * 8 + [20, 22, 19, 21]
    told = forecast([20, 18], earlier=[began])
    assert told.months == 6
    assert 200 < told.value < 280
    assert "没有完整的往年" in told.zh


def test_what_is_not_known_of_the_first_months_is_no_nought():
    told = forecast([None, None, 20, 18, 22, 21])
    assert told.months == 4
    assert 160 < told.value < 240, "81 so far, and six months of about twenty"
    quarterly = forecast([None, None, 60, None, None, 63], earlier=[[None, None, 60] * 4])
    assert quarterly.value == pytest.approx(forecast([20] * 3 + [21] * 3, earlier=[[20] * 12]).value)


def test_amounts_that_may_be_taken_back_are_forecast_too():
    told = forecast([10, -4, 8, 12, -3, 9], earlier=[[6, -2, 9, 10, 4, -5, 8, 7, 6, 9, -1, 12]])
    assert told.likely.low < told.value < told.likely.high


@pytest.mark.parametrize("accrues", [True, False])
@pytest.mark.parametrize("months", [[0, 0, 0, 0, 0], [7, 7, 7, 7, 7], [1e12, 1.1e12, 9e11, 1e12], [0, 0, 0, 0, 3]])
def test_flat_empty_and_huge_series_are_answered(months, accrues):
    told = forecast(months, accrues=accrues)
    assert told.nearly_sure.low <= told.likely.low <= told.value <= told.likely.high <= told.nearly_sure.high


def test_nothing_yet_this_year_leans_on_the_years_before():
    told = forecast([], earlier=[LAST_YEAR, LAST_YEAR])
    assert told.likely.low < 1300 < told.likely.high
    assert forecast([], earlier=[[50 + n for n in range(12)]], accrues=False).likely.high > 61


def test_more_than_twelve_months_are_refused():
    with pytest.raises(ValueError, match="最多 12 个月"):
        forecast([1] * 13)
    with pytest.raises(ValueError, match="都是 12 个月"):
        forecast([1] * 3, earlier=[[1] * 11])


amounts = st.lists(st.integers(0, 500), min_size=4, max_size=11)
years = st.lists(st.lists(st.integers(0, 500), min_size=12, max_size=12), max_size=3)


@given(amounts, years, st.booleans(), st.integers(0, 10_000), st.integers(0, 5_000))
def test_what_adds_up_never_ends_under_what_it_is(months, earlier, counts, goal, more):
    told = forecast(months, earlier=earlier, counts=counts, target=at_least(goal))
    harder = forecast(months, earlier=earlier, counts=counts, target=at_least(goal + more))
    assert told.nearly_sure.low >= sum(months) * (1 - 1e-9)
    assert told.nearly_sure.low <= told.likely.low <= told.likely.high <= told.nearly_sure.high
    assert 0 <= harder.chance <= told.chance <= 1
    if goal <= sum(months) * (1 - 1e-9):
        assert told.chance == 1
    if counts:
        assert all(float(one).is_integer() for one in (told.value, *told.likely, *told.nearly_sure))


@given(amounts, years, st.sampled_from([10, 10_000, 10**8]))
def test_a_forecast_in_yuan_is_the_one_in_ten_thousand_yuan(months, earlier, unit):
    small = forecast(months, earlier=earlier)
    large = forecast([one * unit for one in months], earlier=[[one * unit for one in year] for year in earlier])
    assert large.value == pytest.approx(small.value * unit, rel=1e-6, abs=1e-6)
    assert large.likely == pytest.approx([one * unit for one in small.likely], rel=1e-6, abs=1e-6)
