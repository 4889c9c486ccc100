"""统一社会信用代码 by GB 32100-2015: worked codes, the sum that 31 divides, and what is said of a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programmes.cells import field

from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.programmes.values.credit_code import (
    ALPHABET,
    check_character,
    organisation_check_character,
    organisation_code_checks,
)

CODE = field("credit-code")
WORKED = [
    "914403001922038216", "91110108551385082Q", "9144030071526726XG", "91110000600037341L", "9152000071430580XT",
    "91440300192317458F", "91350900587527783P", "91410000170001401D", "91350100M000100Y43",
]  # fmt: skip
"""Public codes, each recomputed by the standard's formula."""


@pytest.mark.parametrize("code", WORKED)
def test_worked_codes_check(code):
    assert read_value(CODE, code) == code
    assert organisation_code_checks(code)


def test_letters_widths_and_gaps_are_put_right():
    assert read_value(CODE, " ９１44 0300 7152 6726 xg ") == "9144030071526726XG"


@pytest.mark.parametrize("first", ["A1", "N2", "Y1"])
def test_codes_of_the_army_and_of_villages_are_codes(first):
    body = first + "410100" + "00000000" + organisation_check_character("00000000")
    code = body + check_character(body)
    assert read_value(CODE, code) == code


def test_a_sum_that_31_divides_gives_zero():
    bodies = (f"91410100{number:08}" for number in range(2000))
    whole = [body + organisation_check_character(body[8:]) for body in bodies]
    zeros = [body for body in whole if check_character(body) == "0"]
    assert zeros
    assert all(read_value(CODE, body + "0") == body + "0" for body in zeros)


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("914403001922038217", "前 17 位若都对，末位应是 6，不是 7", "the last is 6, not 7"),
        ("91350100M000100Y4Z", "代码不用 Z，是不是 2？", "codes do not use Z, is it 2?"),
        ("9144030019231745", "有 16 位", "has 16"),
        ("91440300192317458é", "第 18 位", "place 18"),
        ("Q1440300192317458F", "没有“Q”", "there is no “Q”"),
        ("94440300192317458F", "应是 1、2、3", "one of"),
        ("9144A300192317458F", "要全是数字", "six digits"),
        (9.1440300192317e17, "末几位已经丢了", "lost its last digits"),
    ],
)
def test_a_wrong_code_says_where_and_what_might_be_right(code, zh, en):
    with pytest.raises(ValueTrouble) as told:
        read_value(CODE, code)
    assert zh in told.value.zh
    assert en in told.value.en


def test_it_is_not_claimed_that_the_last_character_is_the_wrong_one():
    with pytest.raises(ValueTrouble, match="错的可能是任何一位"):
        read_value(CODE, "914403001922038217")


@given(st.sampled_from(WORKED), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_one_character_changed_is_found(code, place, other):
    changed = code[:place] + other + code[place + 1 :]
    if changed == code:
        return
    with pytest.raises(ValueTrouble):
        read_value(CODE, changed)
