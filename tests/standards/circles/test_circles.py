"""Walking circles: how far one gets, and that each value says where it is from."""

from __future__ import annotations

import pytest

from dajuan.standards.circles.circles import levels, minutes_called, pace_called, paces, sports_areas
from dajuan.standards.trouble import RuleError


def test_fifteen_minutes_at_our_pace_are_the_far_end_of_the_standard():
    fifteen = next(one for one in levels() if one.minutes == 15)
    assert paces()["standard"].metres(15) == fifteen.metres[1] == 1000
    assert (paces()["planning"].metres(15), paces()["brisk"].metres(15)) == (900, 1250)
    assert paces()["standard"].metres(5) == 333


def test_every_value_has_its_source_and_what_is_ours_says_so():
    everything = [*levels(), *paces().values(), *sports_areas()]
    assert all(one.origin.source for one in everything)
    assert paces()["standard"].origin.words.zh == "自定"
    assert {one.origin.words.zh for one in levels()} == {"据转载", ""}


@pytest.mark.parametrize(("read", "said"), [(pace_called, "running"), (minutes_called, "7"), (minutes_called, "")])
def test_what_is_not_there_is_named(read, said):
    with pytest.raises(RuleError) as told:
        read(said)
    assert told.value.zh
    assert told.value.en
