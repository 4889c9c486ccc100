"""The next best place: by hand in the town, and against every choice there is on small cases."""

from __future__ import annotations

from itertools import combinations
from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tests.systems.services.test_walks import at
from tests.systems.services.town import HOMES, SCHOOL, town

from dajuan.systems.services.coverage import coverage
from dajuan.systems.services.next_place import candidates, greedy, next_places


def test_the_first_place_is_over_the_river_and_gains_those_who_live_there(tmp_path):
    here = town(tmp_path)
    now = coverage(here, [at(SCHOOL)], 1000)
    found = next_places(here, now, many=3, spacing=300)
    first = found.places[0]
    assert (first.gain, first.reached) == (350, 450)  # over-the-river and by-the-bridge, beside the hundred of before
    again = coverage(here, [at(SCHOOL), here_at(here, first)], 1000)
    assert again.reached == first.reached
    assert [one.gain for one in found.places] == [350]  # Nobody else lives near the largest part of the network.


def here_at(ground, place):
    """A facility where a place was proposed."""
    from dajuan.systems.services.facilities import Facility

    return Facility(None, ((place.longitude, place.latitude),))


def test_a_place_is_told_with_what_a_circle_would_have_said(tmp_path):
    here = town(tmp_path)
    first = next_places(here, coverage(here, [], 500), many=1, spacing=300).places[0]
    assert first.gain == 350  # From 500 east both homes over the river are within 500 m.
    assert first.circle == 450  # The circle flies over the river to the school's side as well.
    assert first.near == "by-the-bridge"


def test_a_circle_too_counts_nobody_twice(tmp_path):
    """From 1,000 east a circle of 250 m flies over to the school's side: the second place brings it nobody more."""
    here = town(tmp_path)
    found = next_places(here, coverage(here, [], 250), many=3, spacing=300).places
    assert [(one.gain, one.circle) for one in found] == [(300, 400), (100, 0), (50, 50)]


def test_candidates_are_one_a_square_of_the_largest_part(tmp_path):
    here = town(tmp_path)
    found = candidates(here.network, 450)
    assert 0 < len(found) <= len(here.network.nodes)
    squares = np.floor(here.network.nodes[found] / 450)
    assert len(np.unique(squares, axis=0)) == len(found)
    assert set(here.network.parts[found].tolist()) == {int(np.argmax(here.network.part_lengths))}


def test_nobody_left_needs_no_place(tmp_path):
    here = town(tmp_path)
    everywhere = [at((east, north)) for east, north, _ in HOMES.values()]
    assert next_places(here, coverage(here, everywhere, 1000), many=2, spacing=300).places == []
    now = coverage(here, [at(SCHOOL)], 5000)
    assert now.reached == sum(people for *_, people in HOMES.values()) - 40 - 10
    assert next_places(here, now, many=2, spacing=300).places == []


@st.composite
def cases(draw):
    places, homes = draw(st.integers(1, 6)), draw(st.integers(1, 7))
    within = draw(st.lists(st.lists(st.booleans(), min_size=homes, max_size=homes), min_size=places, max_size=places))
    people = draw(st.lists(st.integers(0, 50), min_size=homes, max_size=homes))
    return np.array(within, dtype=float), np.array(people, dtype=float), draw(st.integers(1, 4))


@given(cases())
@settings(max_examples=150, deadline=None)
def test_greedy_is_exact_for_one_and_never_under_63_percent_of_the_best(case):
    within, people, many = case
    picked = list(greedy(csr_array(within), people, many))
    assert len({one for one, _ in picked}) == len(picked)

    def gained(some):
        return float(people[(within[list(some)] > 0).any(axis=0)].sum()) if some else 0.0

    assert sum(gain for _, gain in picked) == gained([one for one, _ in picked])
    best = max(gained(some) for k in range(many + 1) for some in combinations(range(len(within)), min(k, len(within))))
    assert gained([one for one, _ in picked]) >= (1 - exp(-1)) * best - 1e-9
    alone = max(gained([one]) for one in range(len(within)))
    assert (picked[0][1] if picked else 0) == pytest.approx(alone)
