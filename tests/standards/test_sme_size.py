"""Size classes of 2011: bounds included, every measure counts, what is not known is not guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.standards.sme_size import CLASSES, bounds_of, sme_size

ON = date(2024, 12, 31)
WAN = 10_000 * 100
WORDS = (
    "agriculture industry construction wholesale retail transport storage post lodging catering"
    " information-transmission software real-estate property leasing other"
)
INDUSTRIES = WORDS.split()


def size(industry, people=None, revenue=None, assets=None, on=ON):
    told = {"industry": industry, "employees": people}
    told |= {"revenue": revenue and revenue * WAN, "assets": assets and assets * WAN}
    return sme_size({key: value for key, value in told.items() if value is not None}, on)


@pytest.mark.parametrize(
    ("industry", "people", "revenue", "assets", "told"),
    [
        ("industry", 250, 50_000, None, "small"),  # too few people for medium, whatever it earns
        ("industry", 1_200, 39_999, None, "medium"),
        ("industry", 19, 100_000, None, "micro"),
        ("software", 300, 10_000, None, "large"),  # the bound itself belongs to the class
        ("real-estate", None, 150_000, 4_000, "small"),
        ("agriculture", None, 49, None, "micro"),
        ("leasing", 300, None, 120_000, "large"),
        ("other", 9, None, None, "micro"),
    ],
)
def test_classes(industry, people, revenue, assets, told):
    assert size(industry, people, revenue, assets) == told


def test_a_missing_number_leaves_it_open_unless_it_cannot_matter():
    assert size("industry", 500) is None
    assert size("industry", 19) == "micro"
    assert size("", 500, 500) is None


def test_a_bound_that_could_not_be_confirmed_decides_nothing():
    assert size("other", 299) is None  # medium or small: the text could not be seen
    assert size("other", 300) == "large"
    assert size("leasing", 50, None, 500) is None


def test_before_it_was_in_force_there_is_no_class():
    assert size("software", 300, 10_000, on=date(2011, 6, 17)) is None
    assert size("software", 300, 10_000, on=date(2011, 6, 18)) == "large"


def test_flags_are_no_numbers():
    assert sme_size({"industry": "other", "employees": True}, ON) is None


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_bounds_fall_from_class_to_class(industry):
    for some in bounds_of(industry, ON).values():
        sure = [bound for bound in some if bound is not None]
        assert sure == sorted(sure, reverse=True)


numbers = st.integers(0, 300_000)


@given(st.sampled_from(INDUSTRIES[:14]), numbers, numbers, numbers, numbers)
def test_who_grows_is_never_of_a_smaller_class(industry, people, revenue, assets, more):
    before, after = size(industry, people, revenue, assets), size(industry, people + more, revenue, assets + more)
    assert CLASSES.index(after) <= CLASSES.index(before)


@given(st.sampled_from(INDUSTRIES), st.none() | numbers, st.none() | numbers, numbers)
def test_what_is_told_with_a_gap_holds_however_it_is_filled(industry, people, revenue, filled):
    told = size(industry, people, revenue)
    if told is not None:
        full = size(industry, filled if people is None else people, filled if revenue is None else revenue, filled)
        assert full in (told, None)
