"""Identity numbers: the examples of the standard, every slip of one character, the old number of 15, and what is never said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.standards.identity_number import check_character, read_identity_number
from dajuan.standards.trouble import RuleError

TODAY = date(2026, 5, 1)
STANDARD = "11010519491231002X"
"""Of GB 11643-1999, annex; the other is 440524188001010014."""


def numbers() -> st.SearchStrategy[str]:
    born = st.dates(date(1900, 1, 1), date(2025, 12, 31))
    bodies = st.builds(lambda day, nth: f"419900{day:%Y%m%d}{nth:03}", born, st.integers(0, 999))
    return bodies.map(lambda body: body + check_character(body))


@pytest.mark.parametrize("number", [STANDARD, "440524188001010014"])
def test_those_of_the_standard(number):
    assert read_identity_number(number, today=TODAY) == number


@pytest.mark.parametrize(
    "said", ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_one_number_however_written(said):
    assert read_identity_number(said, today=TODAY) == STANDARD


def test_the_old_number_is_the_same_person():
    assert read_identity_number("110105491231002", today=TODAY) == STANDARD


@given(numbers())
def test_every_slip_of_one_character_is_seen(number):
    assert read_identity_number(number, today=TODAY) == number
    for place in range(18):
        for other in "0123456789X":
            slipped = number[:place] + other + number[place + 1 :]
            if other != number[place]:
                with pytest.raises(RuleError) as told:
                    read_identity_number(slipped, today=TODAY)
                assert slipped not in str(told.value)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1101051949123100", "18 位"),
        ("11010519491231002Y", "末位"),
        ("00010519491231002X", "省份"),
        ("11010519491331002X", "日期"),
        ("11010520991231002X", "出生日期"),
        ("110105194912310020", "校验"),
    ],
)
def test_what_is_wrong_is_said_without_the_number(number, words):
    with pytest.raises(RuleError, match=words) as told:
        read_identity_number(number, today=TODAY)
    assert number not in str(told.value)
    assert told.value.en
