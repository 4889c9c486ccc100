"""The code of a real-estate unit: its parts, its print, and every way of writing it wrong, position by position."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dajuan.standards.land.unit_code import (
    UnitCodeError,
    printed,
    read_either_code,
    read_parcel_code,
    read_unit_code,
    rule,
)

LAND = "990172001001GB00001W00000000"
FLAT = "990172001001GB00001F00010001"


def faults(raw: str) -> list[tuple[int, int]]:
    with pytest.raises(UnitCodeError) as caught:
        read_unit_code(raw)
    assert caught.value.zh
    assert caught.value.en
    return [(one.first, one.last) for one in caught.value.faults]


def test_its_parts_and_its_print():
    code = read_unit_code(FLAT)
    assert code == ("990172", "001", "001", "G", "B", "00001", "F", "00010001")
    assert (code.parcel, code.series) == ("990172001001GB00001", "990172001001GB")
    assert code.printed == "990172 001001 GB00001 F00010001"
    assert read_unit_code(code.printed) == code
    assert [words.zh for _, _, words in code.parts() if words] == [
        "国家土地（海域）所有权", "建设用地使用权（地表）", "房屋等建筑物、构筑物",
    ]  # fmt: skip


def test_a_parcel_is_the_unit_of_its_land():
    assert read_parcel_code("990172 001001 GB00001").text == LAND
    assert read_either_code("９９０１７２ 001001 GB00001") == read_unit_code(LAND) == read_either_code(LAND)
    assert printed("990172001001GB00001") == "990172 001001 GB00001"


def test_full_width_is_read():
    assert read_unit_code("９９０１７２　００１００１　ＧＢ００００１　Ｗ００００００００").text == LAND


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (LAND[:-1], [(28, 28)]),
        (LAND + "0000", [(29, 32)]),  # the claim that the fixture feature has five characters
        ("9901720010010000001000000000", [(13, 13), (14, 14), (20, 20)]),  # the claim that all 28 are digits
        ("99O172001001GB00001W00000000", [(3, 3)]),
        ("990172001001gB00001W00000000", [(13, 13)]),
        ("990172001001KB00001W00000000", [(13, 13)]),
        ("990172001001GK00001W00000000", [(14, 14)]),
        ("990172001001GB00000W00000000", [(15, 19)]),
        ("990172001001GA00001W00000000", [(13, 14)]),
        ("990172001001GC00001W00000000", [(13, 14)]),
        ("990172001001GB00001W00000001", [(21, 28)]),
        ("990172001001GB00001F00000000", [(21, 28)]),
        ("", [(1, 28)]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(raw, where):
    assert faults(raw) == where


def test_a_letter_written_for_a_digit_is_asked_about():
    with pytest.raises(UnitCodeError, match=r"第 3 位（县级行政区划代码）是“O”，只能是数字；是不是 0？.*is it 0\?"):
        read_unit_code("99O172001001GB00001W00000000")


def test_collective_land_has_rights_of_its_own():
    assert read_unit_code("990172001001JC00001W00000000").right == "C"


RIGHT = r"[0-9]{12}([GZ][BS]|J[ABC])[0-9]{4}[1-9](W0{8}|[FLQ][0-9]{7}[1-9])"


@settings(max_examples=60)
@given(st.from_regex(RIGHT, fullmatch=True))
def test_what_is_right_is_read_and_printed_and_read_again(raw):
    code = read_unit_code(raw)
    assert read_unit_code(code.printed) == read_unit_code(raw[:9] + " " + raw[9:]) == code
    assert code.text == raw


@settings(max_examples=60)
@given(st.from_regex(RIGHT, fullmatch=True), st.integers(0, 27))
def test_a_character_that_no_part_has_is_told_where_it_is(raw, place):
    assert faults(f"{raw[:place]}-{raw[place + 1 :]}") == [(place + 1, place + 1)]


@settings(max_examples=60)
@given(st.text(alphabet="0129GJBWFACZ ", max_size=34))
def test_whatever_comes_is_read_or_refused_with_a_place(raw):
    try:
        code = read_unit_code(raw)
    except UnitCodeError as error:
        wrong = error.faults
    else:
        assert read_unit_code(code.printed).text == code.text == raw.replace(" ", "")
        return
    assert wrong
    assert all(1 <= one.first <= one.last for one in wrong)


@pytest.mark.parametrize("feature", rule()["offered"])
def test_every_feature_that_is_offered_can_be(feature):
    assert read_unit_code(LAND.replace("GB", feature)).series.endswith(feature)


def test_the_parts_follow_each_other_without_a_gap():
    parts = rule()["parts"]
    assert [one["first"] for one in parts[1:]] == [one["last"] + 1 for one in parts[:-1]]
    assert (parts[0]["first"], parts[-1]["last"], sum(rule()["groups"])) == (1, 28, 28)
