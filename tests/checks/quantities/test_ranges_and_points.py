"""Ranges left to others, work counted anew, and percentages that move by points."""

from __future__ import annotations


def test_a_rate_of_growth_moves_by_points(marked):
    assert marked("QU103", "规模以上工业增加值增长8.4%，增速比上年提高1.2%。") == ["1.2%"]
    assert marked("QU103", "建议地区生产总值增速目标设定为年均增长5.5%。") == []


def test_the_difference_of_two_percentages_is_in_points(marked):
    assert marked("QU103", "研发投入强度从3.1%提高到3.4%，提高0.3%。") == ["0.3%"]
    assert marked("QU103", "研发投入强度从3.1%提高到3.4%，提高0.3个百分点。") == []


def test_a_range_left_to_each_of_many_is_no_vague_target(marked, year):
    assert marked("QU107", year("", "支持各街道因地制宜培育2—3个特色产业。")) == []
    assert marked("QU107", year("", "新建中小学2—3所。")) == ["2—3所"]


def test_less_of_a_yearly_work_is_no_slip_of_digits(marked, year):
    assert marked("QU109", year("新改建农村公路4200公里。", "新改建农村公路300公里。")) == []
    assert marked("QU109", year("技术合同成交额18.6亿元。", "技术合同成交额达到200亿元。")) == ["200亿元"]


def test_done_against_a_plan_is_computed_again(marked):
    assert marked("AR307", "计划投资200亿元，完成投资210亿元，完成年度计划的115%。") == ["115%"]
    assert marked("AR307", "计划投资200亿元，完成投资210亿元，完成年度计划的105%。") == []


def test_an_old_level_is_not_the_whole_of_a_share(marked):
    text = "一般公共预算收入由40.0亿元增加到43.0亿元；其中税收收入34.4亿元，占一般公共预算收入的80%。"
    assert marked("AR311", text) == []
