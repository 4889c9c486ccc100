"""What a form shows of a value reads back as the same value, whatever the type of its field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.programmes.find import find_programmes
from dajuan.programmes.pack import QUANTITIES, Field
from dajuan.programmes.values import read_value
from dajuan.web.programmes.blanks import blank_of

FIELDS = [field for pack in find_programmes().programmes.values() for field in pack.fields.values()]
SAMPLES = {
    "organisation": ["住房保障中心", "云岭（集团）"],
    "credit-code": ["91410100MA0000001X"],
    "flag": [True, False],
    "date": ["2024-06-18"],
    "month": ["2024-06"],
    "moment": ["2024-06-18 14:30"],
    "amount": ["230亿元", "80%"],
    "geometry": ['{"type":"Point","coordinates":[113.6,34.8]}'],
}


def values_of(field: Field):
    if field.type in QUANTITIES:
        return st.integers(0, 10**12)
    if field.choices:
        return st.sampled_from([one.key for one in field.choices])
    if field.type == "text":
        return st.text("字a1 =<>&'\"", min_size=1).map(str.strip).filter(bool)
    if field.type == "reference":
        return st.just(f"{field.to}/91410100MA0000001X")
    return st.sampled_from(SAMPLES[field.type])


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_a_blank_filled_in_reads_back(field):
    @given(values_of(field))
    def reads_back(value):
        assert read_value(field, blank_of(field, value).typed) == value

    reads_back()
