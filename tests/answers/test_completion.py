"""A completion rate is exact, is 1 just where the promise is kept, and never falls when the value gets better."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dajuan.answers.completion import completion, meets

amounts = st.fractions(-1000, 1000, max_denominator=50)
positive = st.fractions(Fraction(1, 50), 1000, max_denominator=50)


def share(value, low=None, high=None, bound="at_least", baseline=None, less=False):
    numbers = [None if one is None else Fraction(str(one)) for one in (low, high, baseline)]
    return completion(Fraction(str(value)), numbers[0], numbers[1], bound, numbers[2], less=less)


def kept(value, low=None, high=None, bound="at_least", rate=False, less=False):
    numbers = [None if one is None else Fraction(str(one)) for one in (low, high)]
    return meets(Fraction(str(value)), *numbers, bound, rate=rate, less=less)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (share(109, 200), "0.545"),
        (share(240, 200), "1.2"),
        (share(-5, 100), "-0.05"),
        (share(4, high=5, bound="at_most"), "1"),  # a ceiling that holds is kept, not over-fulfilled
        (share(0, high=0, bound="at_most"), "1"),
        (share(3, high=0, bound="at_most"), "0"),
        (share(8, high=5, bound="at_most"), "0.625"),
        (share(50, 60, 80, "range"), "5/6"),
        (share(70, 60, 80, "range"), "1"),
        (share(100, 60, 80, "range"), "0.8"),
        (share(99, 100, 100, "exactly"), "0.99"),
        (share(125, 100, None, "exactly"), "0.8"),
        (share("6.9", 7, 7, "about"), "69/70"),
        (share("0.48", high="0.45", bound="at_most", baseline="0.5"), "0.4"),  # two of the five hundredths to be saved
        (share("0.44", high="0.45", bound="at_most", baseline="0.5"), "1.2"),
        (share(350, 400, baseline=300), "0.5"),
        (share(290, 400, baseline=300), "-0.1"),
        (share(350, 400, baseline=400), "0.875"),  # nowhere to go: as without a baseline
        (share(0, 0), "1"),
        (share(-1, -2), "1"),
    ],
)
def test_shares(told, wanted):
    assert told == Fraction(wanted)


@pytest.mark.parametrize("told", [share(-1, 0), share(-3, -2), share(1, high=-2, bound="at_most")])
def test_of_nought_or_less_there_is_no_share(told):
    assert told is None


def test_about_lets_a_little_pass_and_never_minds_more():
    assert kept(99, 100, 100, "about")
    assert not kept("98.9", 100, 100, "about")
    assert kept("0.068", "0.07", None, "about", rate=True)  # two tenths of a point
    assert not kept("0.0679", "0.07", None, "about", rate=True)
    assert kept(500, 100, None, "about")
    assert not kept(500, 100, None, "about", less=True)
    assert kept(101, 100, None, "about", less=True)


@pytest.mark.parametrize("bound", ["at_least", "at_most", "range", "about", "exactly"])
def test_a_target_without_its_number_is_refused(bound):
    with pytest.raises(ValueError, match="目标没有数值"):
        kept(1, bound=bound)
    with pytest.raises(ValueError, match="目标没有数值"):
        share(1, bound=bound)


@given(amounts, amounts, positive, st.sampled_from(["at_least", "at_most", "range", "exactly"]), st.none() | amounts)
def test_it_is_one_or_more_just_where_the_target_is_met(value, low, width, bound, baseline):
    told = completion(value, low, low + width if bound == "range" else low, bound, baseline)
    assume(told is not None)
    assert (told >= 1) == meets(value, low, low + width if bound == "range" else low, bound)


@given(amounts, positive, amounts, st.sampled_from(["at_least", "at_most"]), st.none() | amounts)
def test_a_better_value_never_has_a_lower_share(value, more, goal, bound, baseline):
    better = value + more if bound == "at_least" else value - more
    before, after = (completion(one, goal, goal, bound, baseline) for one in (value, better))
    assume(before is not None)
    assert after is not None
    assert after >= before
