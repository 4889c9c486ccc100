"""What two texts say otherwise, line by line and within a line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dajuan.web.sheets.comparing import changes

LINES = st.lists(st.text(alphabet="交付套项目完成0123456789，", max_size=12), max_size=12)


def test_a_number_that_changed_is_marked_within_its_line():
    [change] = changes(["交付8126套，完成率101.6%。"], ["交付8130套，完成率101.6%。"])
    assert [text for text, other in change.before if other] == ["26"]
    assert [text for text, other in change.after if other] == ["30"]


def test_a_line_that_is_gone_stands_alone():
    [change] = changes(["一", "二二二二"], ["一"])
    assert change.after == []
    assert change.before == [("二二二二", True)]


@given(LINES)
def test_equal_texts_have_no_changes(lines):
    assert list(changes(lines, lines)) == []


@given(LINES, LINES)
def test_what_is_shown_is_what_differs_and_nothing_of_either_is_lost(before, after):
    found = list(changes(before, after))
    old = ["".join(text for text, _ in one.before) for one in found if one.before]
    new = ["".join(text for text, _ in one.after) for one in found if one.after]
    assert is_within(old, before)
    assert is_within(new, after)
    assert sum(map(len, before)) - sum(map(len, old)) == sum(map(len, after)) - sum(map(len, new))


def is_within(some, whole):
    """Whether these lines are among those of the text, in its order."""
    left = iter(whole)
    return all(one in left for one in some if one)
