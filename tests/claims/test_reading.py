"""A whole report: its two halves, its years, its promises; offsets that lead back to the very words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dajuan
from dajuan.claims.years import Years, years_of

REPORT = """云岭高新区2025年工作总结和2026年工作安排

一、2025年工作回顾
2025年，全区新增规上企业21家，去年同期为17家。“十四五”期间，累计建成道路46公里。

二、2026年工作安排
2026年，力争新增规上企业25家以上。年底前完成3个停工楼盘销号。持续优化营商环境。由科技局牵头，培育省级众创空间2家。
"""


def test_the_two_halves() -> None:
    reading = dajuan.read(REPORT)
    assert (reading.report_year, reading.plan_year) == (2025, 2026)
    roles = {claim.text: claim.role for claim in reading.claims}
    assert roles["21家"] == "result"
    assert roles["25家以上"] == "target"


def test_a_promise_has_its_deadline_owner_and_numbers() -> None:
    reading = dajuan.read(REPORT)
    by_action = {commitment.action: commitment for commitment in reading.commitments}
    assert by_action["完成"].deadline == date(2026, 12, 31)
    assert by_action["力争新增"].claims
    wordless = next(c for c in reading.commitments if "营商环境" in c.object)
    assert wordless.claims == ()


def test_offsets_point_at_the_words() -> None:
    reading = dajuan.read(REPORT)
    for claim in reading.claims:
        assert reading.document.text[claim.start : claim.end] == claim.text
        assert claim.section[0].startswith(("一、", "二、"))


def test_a_number_cut_in_two_by_the_column_is_read_whole() -> None:
    text = (
        "2025年工作总结\n\n一年来，云岭高新区坚持项目为王，各项工作稳步推进。全年新\n\n"
        "增建成人才公寓12.5万平方米，持续改善居住条件；空气优良天\n\n数达到251天，比上年多6天。\n"
    )
    claims = dajuan.read(text).claims
    assert [claim.indicator for claim in claims][:2] == ["建成人才公寓", "空气优良天数"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年工作总结和2025年工作计划\n一、2024年工作总结", Years(2024, 2025, 2024)),
        ("政府工作报告\n——2025年1月15日在云岭市第三届人民代表大会第二次会议上\n今年主要预期目标是：", Years(2024, 2025, 2025)),
        ("2025年是极不平凡的一年。圆满完成2025年目标任务。", Years(2025, None, 2025)),
        ("没有年份的一句话。", Years(None, None, None)),
        ("园区有企业90户，较2023年末净增7户。", Years(2024, None, 2024)),
        ("产值30亿元，比2022年增长5%。\n到2030年，园区实现翻番，2030年前达峰。", Years(2023, None, 2023)),
        ("2024年园区产值30亿元，比2022年增长5%。", Years(2024, None, 2024)),
        ("云岭高新区2026年工作规划今年是开局之年，完成投资9亿元。", Years(2025, 2026, 2026)),
    ],
)  # fmt: skip
def test_which_year_is_told_and_which_promised(text: str, years: Years) -> None:
    assert years_of(text) == years


@pytest.mark.parametrize(
    ("headings", "role"),
    [
        (("云岭高新区2025年工作情况汇报", "一、各领域完成情况", "（一）主要预期目标"), "result"),
        (("云岭高新区2025年目标任务完成情况报告", "附1 目标任务一览表"), "result"),
        (("云岭高新区2025年工作情况汇报", "一、完成情况", "（三）下一步打算"), "target"),
        (("云岭高新区2025年工作总结和2026年工作安排", "一、2025年工作回顾", "二、主要目标"), "target"),
    ],
)
def test_what_was_asked_is_no_promise_where_its_answer_is_told(headings: tuple[str, ...], role: str) -> None:
    text = "\n\n".join((*headings, "新建口袋公园12个，推动城市更新。"))
    assert [claim.role for claim in dajuan.read(text).claims] == [role]


WORDS = st.sampled_from(
    ["新增", "企业", "3家", "12.5%", "、", "，", "。", "分别", "增长", "占全市1/4", "（", "）", "“", "”", "其中", "2025年", "从", "到", "每万人", "第4位", "\n", "力争", "累计", "十余个"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=30).map("".join))
def test_any_text_is_read_without_harm(text: str) -> None:
    reading = dajuan.read(text + "\n")
    for claim in reading.claims:
        assert 0 <= claim.start < claim.end <= len(reading.document.text)
        assert claim.low is None or claim.high is None or claim.low <= claim.high
    assert [c.start for c in reading.claims] == sorted(c.start for c in reading.claims)
    assert len({c.id for c in reading.claims}) == len(reading.claims)
