"""TM501 numbers with no period; TM502 days that are in no calendar."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("6月31日前完成收储。", "6月31日"),
        ("云岭高新区于2025年2月29日召开了年度工作会议。", "2025年2月29日"),
        ("13月底前完成。", "13月"),
        ("2025—2021年累计完成投资230亿元。", "2025—2021年"),
    ],
)
def test_impossible_date_fires(marked, text, words):
    assert marked("TM502", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "6月30日前完成收储。",
        "云岭高新区于2024年2月29日召开了年度工作会议。",
        "云岭高新区于2月29日召开了年度工作会议。",
        "2021—2025年累计完成投资230亿元。",
        "12月31日前完成。",
        "为6月龄以上婴儿免费接种。",
        "比2024年11月28日提前。",
    ],
)
def test_possible_date_is_silent(marked, text):
    assert marked("TM502", text) == []


def test_cumulative_with_no_beginning(marked, year):
    assert marked("TM501", year("累计交付保障房7198套。", "")) == ["7198套"]
    assert marked("TM501", year("2025年新建保障房1200套。", "")) == []


def test_title_and_heading_of_two_years(marked):
    title = "云岭高新区2025年工作总结和2026年工作计划\n\n"
    assert marked("TM504", title + "一、2024年工作回顾\n\n全年新增企业31家。\n") == ["2024"]
    assert marked("TM504", title + "一、2025年工作回顾\n\n全年新增企业31家。\n\n二、2026年工作计划\n\n抓招商。\n") == []
    assert marked("TM504", "2025年政府工作报告\n\n一、2024年工作回顾\n\n全年新增企业31家。\n") == []
    assert marked("TM504", title + "一、2021年以来工作回顾\n\n五年新增企业131家。\n") == []


def test_a_promised_date_that_has_passed(marked, year):
    assert marked("TM505", year("", "云岭一中新校区2025年6月底前建成投用。")) == ["2025年6月底前"]
    assert marked("TM505", year("", "云岭一中新校区2026年6月底前建成投用。")) == []
    assert marked("TM505", year("云岭一中新校区2025年6月底前建成投用。", "再建学校2所。")) == []
    assert marked("TM505", year("", "云岭一中新校区2025年底前已建成，今年要抓好招生。")) == []
