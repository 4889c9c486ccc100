"""年底预计: parts add up, intervals hold about as often as they say, and what projects have in common is not averaged away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.systems.works.life import TODAY, UPTO
from tests.systems.works.simulated import YEAR, Zone, upto_day, zone

from dajuan.systems.works.foresight import Foresight, foresee
from dajuan.systems.works.panel import panel_of
from dajuan.systems.works.settings import our_settings

ASSUMED = our_settings().assumed


def foreseen(made: Zone, upto: int, draws: int = 600) -> Foresight:
    return foresee(made.projects, YEAR, upto_day(upto), ASSUMED, draws=draws)


@given(seed=st.integers(0, 500), cut=st.integers(1, 19), upto=st.sampled_from([2, 6, 11]))
@settings(max_examples=12, deadline=None)
def test_parts_add_up_draw_by_draw(seed, cut, upto):
    made = zone(seed, many=20, upto=upto)
    told, keys = foreseen(made, upto, 200), [one.key for one in made.projects]
    parts, every = (told.end(keys[:cut]), told.end(keys[cut:])), told.end(keys)
    assert sum(one.expected for one in parts) == every.expected == sum(told.end([key]).expected for key in keys)
    assert np.allclose(told._draws(range(cut)) + told._draws(range(cut, 20)), told._draws(range(20)))
    assert every.low95 <= every.low80 <= every.high80 <= every.high95
    assert all(told.end([one.key]).low95 >= one.done(YEAR_START, upto_day(upto)) - 1 for one in made.projects)


YEAR_START = upto_day(1).replace(day=1)


def test_intervals_of_the_whole_hold_about_as_often_as_they_say():
    """On zones made up in another way than the forecast thinks; ``bench/works.py`` says more."""
    held = held_if_independent = within = running = 0
    for seed in range(60):
        made = zone(seed, many=40)
        told, truth = foreseen(made, 7), sum(made.truth)
        end = told.end([one.key for one in made.projects])
        held += end.low80 <= truth <= end.high80
        alone = np.sqrt((told.rest.astype(float).std(axis=1) ** 2).sum()) * 1.2816
        held_if_independent += abs(end.expected - truth) <= alone
        for one, came in zip(made.projects, made.truth, strict=True):
            if one.is_running:
                running += 1
                own = told.end([one.key])
                within += own.low80 <= came <= own.high80
    assert 0.68 <= held / 60 <= 0.95
    assert held_if_independent < held
    assert 0.7 <= within / running <= 0.9


def test_the_whole_is_narrower_than_the_ends_added_and_wider_than_if_each_stood_alone():
    made = zone(3)
    told, keys = foreseen(made, 7), [one.key for one in made.projects]
    end, each = told.end(keys), [told.end([key]) for key in keys]
    width = end.high80 - end.low80
    assert width < sum(one.high80 - one.low80 for one in each)
    assert width > 2 * 1.2816 * np.sqrt((told.rest.astype(float).std(axis=1) ** 2).sum())
    assert 0 < told.correlation(keys) < 1


def test_what_goes_up_and_down_together_is_learnt():
    calm, rough = (
        np.mean([foreseen(zone(seed, upto=10, together=by), 10).learnt.together for seed in range(8)])
        for by in (0.0, 0.3)
    )
    assert calm < ASSUMED.together < rough


def test_who_is_not_under_way_brings_nothing_more(office):
    told = foresee(office.projects(), TODAY.year, UPTO, ASSUMED)
    stopped = office.one("P-STOP")
    end = told.end([stopped.key])
    assert end.low95 == end.high95 == end.expected == stopped.done_in(2025)
    assert told.end([office.one("W-HALL").key]).expected == 0


def test_nobody_is_foreseen_beyond_what_is_left_of_the_total(office):
    tight = office.one("P-FAST")
    tight = tight._replace(row=tight.row._replace(fields={**tight.row.fields, "planned-total": tight.to_date}))
    told = foresee([tight, *[one for one in office.projects() if one.key != tight.key]], TODAY.year, UPTO, ASSUMED)
    assert told.end([tight.key]).high95 <= tight.to_date * ASSUMED.most_of_total + 1_000


def test_one_with_neither_months_nor_a_plan_is_left_out_and_named():
    made = zone(5, many=8)
    bare = made.projects[0]._replace(months=(), plans={}, moves=made.projects[0].moves[:1])
    told = foresee([bare, *made.projects[1:]], YEAR, upto_day(7), ASSUMED, draws=100)
    assert told.unknown == {bare.key}
    assert told.end([bare.key]).expected == 0


def test_a_year_that_is_over_is_what_it_came_to():
    made = zone(5, upto=12)
    told = foreseen(made, 12, 100)
    assert [told.end([one.key]).expected for one in made.projects] == made.truth
    assert told.correlation([one.key for one in made.projects]) is None


def test_a_zone_without_projects_ends_its_year_with_nothing():
    told = foresee([], YEAR, None, ASSUMED)
    assert (told.end([]).expected, told.correlation([])) == (0, None)


def test_the_same_projects_give_the_same_forecast():
    made = zone(5, many=10)
    keys = [one.key for one in made.projects]
    assert foreseen(made, 7).end(keys) == foreseen(made, 7).end(keys)


@pytest.mark.parametrize("gone", [2, 7])
def test_months_with_nothing_share_the_next_amount_and_late_reports_stay_unknown(gone):
    made = zone(2, many=1).projects[0]
    months = tuple(month for month in made.months if month.end.year < YEAR)
    told = panel_of([made._replace(months=months)], YEAR, upto_day(gone)).amounts[0]
    assert np.isnan(told[-1]).all()
    whole = panel_of([made], YEAR, upto_day(7)).amounts[0]
    assert whole[-1][0] == whole[-1][1]
    assert np.nansum(whole) == made.to_date
