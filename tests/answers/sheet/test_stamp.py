"""The line at the end of a sheet: written, mangled as word processors do, read back the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.answers.sheet.stamp import STYLES, Stamp, stamp_in, stamp_line

ONE = Stamp(
    "yunling/ledger", 2025, date(2025, 12, 31), 1204, "0123456789abcdef" * 4, False, "points", "months", "0a1b2c3d4e5f"
)
CODES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
STAMPS = st.builds(
    Stamp,
    origin=CODES.map(lambda code: f"{code}/ledger"),
    year=st.integers(1990, 2100),
    as_of=st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    size=st.integers(0, 10**9),
    root=st.binary(min_size=32, max_size=32).map(bytes.hex),
    words=st.binary(min_size=6, max_size=6).map(bytes.hex),
    verified=st.booleans(),
    lights=CODES,
    schedule=CODES,
    style=st.sampled_from(STYLES),
)


@given(STAMPS)
def test_what_was_written_is_read_back(stamp):
    assert stamp_in(f"附注。\n{stamp_line(stamp)}\n") == stamp


@given(STAMPS, st.data())
def test_spaces_and_line_breaks_change_nothing(stamp, data):
    line = stamp_line(stamp)
    for gap in data.draw(st.lists(st.sampled_from([" ", "\n", "\u00a0", "\u3000", "\u00ad", "\u200b\n"]), max_size=30)):
        place = data.draw(st.integers(0, len(line)))
        line = line[:place] + gap + line[place:]
    assert stamp_in(line) == stamp


def test_half_width_signs_change_nothing():
    assert stamp_in(stamp_line(ONE).replace("：", ":").replace("；", ";")) == ONE


@pytest.mark.parametrize("cut", ["", "答卷", stamp_line(ONE)[:-30], stamp_line(ONE).replace("12月31日", "13月31日")])
def test_half_a_stamp_is_none(cut):
    assert stamp_in(cut) is None


def test_of_two_stamps_the_last_counts():
    assert stamp_in(stamp_line(ONE) + stamp_line(replace(ONE, size=9))) == replace(ONE, size=9)
