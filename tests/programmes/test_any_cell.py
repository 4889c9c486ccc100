"""Whatever stands in a cell is read or refused in both languages; and one made-up estate, cell by cell."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programmes.cells import field
from tests.programmes.drafts import ROADS

from dajuan.programmes.find import find_programmes
from dajuan.programmes.load import parse_pack
from dajuan.programmes.pack import QUANTITIES, WORDS, Choice, Name
from dajuan.programmes.values import ValueTrouble, read_subject_code, read_value, show_value
from dajuan.programmes.values.canonical import all_canonical, is_canonical
from dajuan.programmes.values.read import value_reader
from dajuan.programmes.values.subject_code import subject_code_reader

UNITS = {
    "money": "万元", "count": "套", "ratio": "%", "point": "个百分点", "multiple": "倍", "area": "亩", "length": "公里",
    "mass": "吨", "volume": "立方米", "energy": "万千瓦时", "coal-equivalent": "吨标准煤", "carbon": "吨二氧化碳",
    "power": "千瓦", "computing": "PFLOPS", "duration": "天", "working-days": "个工作日", "time": "小时",
    "concentration": "微克/立方米",
    "rate": "万元/亩",
}  # fmt: skip
FIELDS = [field(kind, UNITS[kind]) for kind in QUANTITIES] + [
    field(kind, choices=(Choice("a", Name("甲")), Choice("b", Name("乙")))) if kind == "choice" else field(kind)
    for kind in WORDS
]
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(max_size=40), st.dates(), st.datetimes(),
    st.binary(max_size=5), st.lists(st.integers(), max_size=3), st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
    st.just(time(9, 30)), st.just("9" * 5000), st.just("1e" + "9" * 30), st.text("0123456789.,+-eE亿万千百十元亩%年月日", max_size=20),
)  # fmt: skip


@given(st.sampled_from(FIELDS), CELLS)
def test_any_cell_of_any_type_is_read_or_refused(of, cell):
    try:
        value = read_value(of, cell)
    except ValueTrouble as trouble:
        value = None
        told = trouble
    if value is None:
        assert told.zh.strip()
        assert told.en.strip()
        return
    assert is_canonical(of, value)
    assert read_value(of, show_value(of, value)) == value


NUMBERS = st.one_of(
    st.integers(-(10**16), 10**16).map(float), st.decimals(-(10**9), 10**9, places=3).map(float), st.floats(),
    st.builds(lambda digits, places: digits / 10**places, st.integers(0, 10**17), st.integers(0, 20)),
)  # fmt: skip


def told_or_read(read, cell):
    try:
        value = read(cell)
    except ValueTrouble as trouble:
        return trouble.zh, trouble.en
    return type(value), value


@given(st.sampled_from(FIELDS), CELLS.filter(lambda cell: cell is not None and str(cell).strip()) | NUMBERS)
def test_a_reader_made_ready_reads_and_refuses_the_same(of, cell):
    assert told_or_read(value_reader(of), cell) == told_or_read(lambda raw: read_value(of, raw), cell)


VALUES = st.booleans() | st.integers() | st.text(max_size=9)


@given(st.sampled_from(FIELDS), st.lists(VALUES, max_size=4), st.lists(CELLS, max_size=4))
def test_many_values_are_canonical_if_each_is(of, values, cells):
    told = [told_or_read(lambda raw: read_value(of, raw), cell) for cell in cells]
    read = [value for kind, value in told if isinstance(kind, type)]
    assert all_canonical(of, read)
    assert all_canonical(of, values + read) == all(is_canonical(of, value) for value in values + read)


@given(
    st.sampled_from(["", "credit-code", "YL-[0-9]{2}", ".*", "[0-9/]+"]),
    CELLS | st.text("YL-0123456789/ ＹＬ．", max_size=6),
)
def test_a_reader_of_codes_made_ready_reads_and_refuses_the_same(rule, cell):
    roads = parse_pack(ROADS + (f"code_rule: '{rule}'\n" if rule else ""))
    assert told_or_read(subject_code_reader(roads), cell) == told_or_read(
        lambda raw: read_subject_code(roads, raw), cell
    )


ESTATE = {
    "name": ("云岭·南苑 ", "云岭·南苑"),
    "developer": ("云岭置业(集团)有限公司", "云岭置业（集团）有限公司"),
    "homes": ("1,240套", 1240),
    "buildings": (8.0, 8),
    "area": ("15.6万平方米", 15_600_000),
    "stopped-on": (datetime(2023, 3, 1), "2023-03-01"),
    "cause": ("资金断裂", "funds"),
    "funding-gap": ("1.35亿元", 13_500_000_000),
    "supervised-balance": (862.4, 862_400_000),
    "whitelisted": ("√", True),
    "due-on": ("2024年12月31日", "2024-12-31"),
    "site": ('{"type":"Point","coordinates":[113.55,34.80]}', '{"type":"Point","coordinates":[113.55,34.8]}'),
}


@pytest.mark.parametrize("key", ESTATE)
def test_an_estate_of_yunling_cell_by_cell(key):
    cell, value = ESTATE[key]
    assert read_value(find_programmes().programmes["housing-delivery"].fields[key], cell) == value


def test_a_subjects_code_is_held_to_its_programmes_rule():
    roads = parse_pack(ROADS + "code_rule: 'YL-[0-9]{4}'\n")
    assert read_subject_code(roads, " ＹＬ-0012 ") == "YL-0012"
    with pytest.raises(ValueTrouble, match=r"“YL-12”不像道路的编号（YL-\[0-9\]\{4\}）"):
        read_subject_code(roads, "YL-12")
    with pytest.raises(ValueTrouble, match="没有编号"):
        read_subject_code(roads, "  ")
    with pytest.raises(ValueTrouble, match="不能作编号"):
        read_subject_code(parse_pack(ROADS), "a/b")
    register = find_programmes().programmes["enterprise-register"]
    assert read_subject_code(register, "9141 0000 1700 0140 1d") == "91410000170001401D"
    with pytest.raises(ValueTrouble, match="校验不符"):
        read_subject_code(register, "914100001700014010")


def test_decimals_and_dates_of_a_sheet_reader_are_welcome():
    assert read_value(field("money", "元"), Decimal("12.345")) == 1234
    assert read_value(field("month"), date(2024, 6, 30)) == "2024-06"
