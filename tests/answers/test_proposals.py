"""A plan's promises as proposals: each tied to its words, as much as the plan says and no more."""

from __future__ import annotations

from datetime import date

import pytest

from dajuan.answers.proposals import MAIN, owners_in, proposals
from dajuan.claims.read import read

HEAD = "云岭高新区2025年工作安排\n\n一、2025年工作安排\n\n"


def proposed(sentence):
    return proposals(read(HEAD + sentence))


def one(sentence):
    [found] = proposed(sentence)
    return found


def test_every_number_that_the_plan_promises_is_proposed(plan):
    found = proposals(plan)
    assert len(found) == 84
    assert sum(one.kind == "number" for one in found) == 68
    assert [one.name for one in found if one.area == MAIN][:3] == ["地区生产总值", "规模以上工业增加值", "固定资产投资"]


def test_a_proposal_is_tied_to_its_words(plan):
    for one in proposals(plan):
        assert 0 <= one.start < one.end <= len(plan.document.text)
        written = "".join(plan.document.text[one.start : one.end].split())
        assert "".join(one.words.split()) in written or written in "".join(one.words.split())


@pytest.mark.parametrize(
    ("sentence", "value", "bound", "accrues"),
    [
        ("新增规模以上工业企业30家。", "30家", "at-least", True),
        ("固定资产投资增长8%左右。", "8%", "about", False),
        ("PM2.5年均浓度控制在36微克/立方米以内。", "36微克/立方米", "at-most", False),
        ("单位工业增加值能耗下降3.5%以上。", "-3.5%", "at-most", False),
        ("孵化载体达到32家。", "32家", "at-least", False),
        ("技术合同成交额达到18亿元。", "18亿元", "at-least", True),
        ("空气优良天数达到290天以上。", "290天", "at-least", True),
        ("公共数据开放目录累计发布200项。", "200项", "at-least", False),
        ("亩均税收达到28万元/亩。", "28万元/亩", "at-least", True),
        ("企业人均营业收入达到95.5万元/人。", "95.5万元/人", "at-least", False),
        ("群众满意率达到95%以上。", "95%", "at-least", False),
    ],
)
def test_a_number_is_taken_as_written_with_its_bound(sentence, value, bound, accrues):
    found = one(sentence)
    assert (found.value, found.bound, found.accrues) == (value, bound, accrues)


def test_a_range_keeps_both_ends():
    found = one("新建中小学2至3所。")
    assert (found.value, found.value_to, found.bound) == ("2所", "3所", "range")


def test_an_amount_without_a_unit_is_asked_about_not_guessed():
    found = one("招引基金认缴规模达到200亿。")
    assert found.value == ""
    assert found.open_question is not None
    assert "没有单位" in found.open_question[0]


def test_a_promise_without_a_number_is_a_task_with_its_deadline():
    found = one("望岭大道快速化改造工程9月底前主线通车。")
    assert (found.kind, found.value, found.deadline) == ("task", "", date(2025, 9, 30))


def test_who_answers_for_a_paragraph_answers_for_each_promise_in_it():
    found = proposed("改造老旧小区20个，打通断头路5条。责任单位：规划建设局、住房保障中心。")
    assert [(one.owner, one.co_owners) for one in found] == [("规划建设局", ("住房保障中心",))] * 2


def test_what_the_report_half_tells_is_no_promise(plan):
    assert not [one for one in proposals(plan) if "2024年工作回顾" in one.area or one.value == "486.2亿元"]


@pytest.mark.parametrize(
    ("named", "owner", "others"),
    [("", "", ()), ("科技局", "科技局", ()), ("科技局、经发局、财政局", "科技局", ("经发局", "财政局"))],
)
def test_the_first_named_leads(named, owner, others):
    assert owners_in(named) == (owner, others)
