"""How shares are said: one way for lights, scores and the sheet."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dajuan.answers.wording import percent_said, points_said


@pytest.mark.parametrize(
    ("share", "said"),
    [("1", "100%"), ("0", "0%"), ("873/1000", "87.3%"), ("2/3", "66.7%"), ("3/10000", "0.03%"), ("-1/8", "-12.5%")],
)
def test_a_share_has_one_place_at_most_and_what_is_not_nought_is_not_shown_as_nought(share, said):
    assert percent_said(Fraction(share)) == said


def test_as_many_places_as_are_asked_for():
    assert percent_said(Fraction(2, 3), 2) == "66.67%"
    assert percent_said(Fraction(1), 2) == "100%"
    assert points_said(Fraction(-45, 1000)) == "4.5个百分点"
