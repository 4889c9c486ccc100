"""Dates, months, words, choices, yes and no, references: as offices write them → one canonical form each."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programmes.cells import field

from dajuan.programmes.pack import Choice, Name
from dajuan.programmes.values import ValueTrouble, read_value, show_value
from dajuan.programmes.values.words import read_code

DATE, MONTH, MOMENT = field("date"), field("month"), field("moment")
FLAG, TEXT = field("flag"), field("text")
CAUSE = field(
    "choice", choices=(Choice("funds", Name("资金断裂", "Out of funds")), Choice("other", Name("其他", "Other")))
)
PARENT = field("reference", to="enterprise-register")


def refused(of, cell) -> ValueTrouble:
    with pytest.raises(ValueTrouble) as told:
        read_value(of, cell)
    return told.value


@pytest.mark.parametrize(
    "cell",
    [
        "2024-6-18", "2024-06-18", "2024/06/18", "2024.6.18", "2024年6月18日", "2024 年 6 月 18 日", "2024年6月18号",
        "20240618", 20240618, 20240618.0, "２０２４－０６－１８", "二〇二四年六月十八日", "二○二四年六月十八日",
        "2024-06-18 00:00:00", date(2024, 6, 18), datetime(2024, 6, 18, 9, 30),
    ],
)  # fmt: skip
def test_one_day_in_many_hands(cell):
    assert read_value(DATE, cell) == "2024-06-18"


@pytest.mark.parametrize(
    "cell", ["2024-6", "2024年6月", "2024年06月份", "202406", 202406, "二〇二四年六月", "2024/6", date(2024, 6, 30)]
)
def test_one_month_in_many_hands(cell):
    assert read_value(MONTH, cell) == "2024-06"


@pytest.mark.parametrize(
    "cell",
    [
        "2024-06-18 14:30", "2024-6-18T14:30:00", "2024/06/18  14:30", "2024年6月18日14时30分", "2024年6月18日 14点30",
        "２０２４－０６－１８　１４：３０", "20240618 14:30", datetime(2024, 6, 18, 14, 30, 59),
    ],
)  # fmt: skip
def test_one_moment_in_many_hands(cell):
    assert read_value(MOMENT, cell) == "2024-06-18 14:30"


@pytest.mark.parametrize(
    ("of", "cell", "zh"),
    [
        (MOMENT, "2024-06-18", "没有写到几点几分；写成 2024-06-18 14:30"),
        (MOMENT, date(2024, 6, 18), "没有写到几点几分"),
        (MOMENT, "14:30", "没有写到几点几分"),
        (MOMENT, "2024-06-18 24:00", "没有 24:00 这个时刻"),
        (MOMENT, "2024-06-31 9:05", "2024年6月没有31日"),
        (DATE, "2024-02-30", "2024年2月没有30日，最后一天是 2024-02-29"),
        (DATE, "2023年2月29日", "2023年2月没有29日，最后一天是 2023-02-28"),
        (DATE, "2024-13-01", "没有13月"),
        (DATE, "2024-0-10", "没有0月"),
        (DATE, "2024年6月", "没有写到哪一天"),
        (DATE, "202406", "没有写到哪一天"),
        (DATE, 45461, "Excel 的日期序号（若从 1900 年算起是 2024-06-18）"),
        (DATE, "24-6-18", "年份要四位"),
        (DATE, "6/18/2024", "分不清月和日"),
        (DATE, "1024-06-18", "年份 1024 不在 1900—2100 之间"),
        (DATE, "上周五", "不是日期；写成 2024-06-18"),
        (DATE, "2024-6-18至20日", "不是日期"),
        (DATE, True, "不是日期"),
        (MONTH, "2024", "不是月份；写成 2024-06"),
        (MONTH, "2024-13", "没有13月"),
    ],
)
def test_a_day_that_is_none_says_why(of, cell, zh):
    assert zh in refused(of, cell).zh


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_date_shown_is_read_as_itself(day):
    value = read_value(DATE, day)
    assert read_value(DATE, show_value(DATE, value)) == value == day.isoformat()
    assert read_value(DATE, f"{day.year}年{day.month}月{day.day}日") == value
    assert read_value(MONTH, show_value(MONTH, read_value(MONTH, day))) == value[:7]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("云岭 建设(集团)有限公司", "云岭建设（集团）有限公司"),
        ("ＡＢ科技 有限公司", "AB科技有限公司"),
        ("云岭高新区\u200b住建局", "云岭高新区住建局"),
        ("Yunling  Metro Co. (North)", "Yunling Metro Co.（North）"),
    ],
)
def test_an_organisation_has_one_spelling(cell, name):
    assert read_value(field("organisation"), cell) == name


@pytest.mark.parametrize(
    ("cell", "text"),
    [(5, "5"), (5.0, "5"), (0.1, "0.1"), (" 主体\r\n封顶 ", "主体\n封顶"), (date(2024, 6, 1), "2024-06-01")],
)
def test_text_is_what_the_cell_says(cell, text):
    assert read_value(TEXT, cell) == text


def test_text_that_cannot_be_kept():
    assert "控制字符 U+0000" in refused(TEXT, "a\0b").zh
    assert "最多 10000 个" in refused(TEXT, "字" * 10_001).zh
    assert "不是单位名称" in refused(field("organisation"), "12345").zh


@pytest.mark.parametrize("cell", ["funds", "资金断裂", " 资金 断裂", "Out of Funds", "FUNDS"])
def test_a_choice_by_key_or_by_either_name(cell):
    assert read_value(CAUSE, cell) == "funds"


def test_what_is_no_choice_names_the_nearest():
    told = refused(CAUSE, "资金断链")
    assert told.zh == "“资金断链”不在选项里，可填：资金断裂、其他；是不是“资金断裂”？"
    assert "among the choices: Out of funds, Other" in told.en


@pytest.mark.parametrize(
    ("cells", "value"),
    [(["是", "√", 1, "1", True, "TRUE", "yes", "有"], True), (["否", "×", 0, "0", False, "no", "无"], False)],
)
def test_yes_and_no(cells, value):
    assert {read_value(FLAG, cell) for cell in cells} == {value}


def test_neither_yes_nor_no():
    assert "不是“是”或“否”" in refused(FLAG, "大概").zh


def test_a_reference_may_leave_out_the_programme_that_its_field_names():
    assert read_value(PARENT, "914403001922038216") == "enterprise-register/914403001922038216"
    assert read_value(PARENT, "enterprise-register/YL-1") == "enterprise-register/YL-1"
    assert "只能指向 enterprise-register" in refused(PARENT, "housing-delivery/E-1").zh
    assert "要写成 事项/编号" in refused(field("reference"), "E-1").zh


def test_a_code_that_the_sheet_rounded_is_refused():
    with pytest.raises(ValueTrouble, match="末几位已经丢了"):
        read_code(9.14403001922038e17)
    assert read_code("ＹＬ－ 007") == "YL-007"


@given(
    st.text(min_size=1, max_size=80),
    st.sampled_from(["text", "organisation", "choice", "flag", "reference", "date", "month", "moment"]),
)
def test_what_is_read_is_shown_so_that_it_reads_the_same(cell, kind):
    of = CAUSE if kind == "choice" else field(kind)
    try:
        value = read_value(of, cell)
    except ValueTrouble:
        return
    for language in ("zh", "en"):
        assert read_value(of, show_value(of, value, language)) == value


@given(st.sampled_from(["funds", "other"]), st.booleans(), st.sampled_from(["zh", "en"]))
def test_choices_and_flags_too(key, flag, language):
    assert read_value(CAUSE, show_value(CAUSE, key, language)) == key
    assert read_value(FLAG, show_value(FLAG, flag, language)) is flag
