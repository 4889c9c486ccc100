"""The items of the main-targets sentence, the wordless ones too, in the shapes that offices write them in."""

from __future__ import annotations

import pytest
from tests.comparison.two_years import plan

import dajuan
from dajuan.comparison.main_targets import main_targets

ITEMS = ["生产总值增长6%左右", "进出口稳中提质", "居民收入与经济增长同步", "完成市下达的节能任务"]


def texts(words: str) -> list[str]:
    return [one.promised.text for one in main_targets(dajuan.read(words))]


def test_each_item_has_its_kind() -> None:
    found = list(main_targets(plan(main="；".join(ITEMS))))
    assert [one.promised.text for one in found] == ITEMS
    assert [one.kind for one in found] == ["number", "state", "pace", "task"]


@pytest.mark.parametrize(
    "lines",
    [
        "建议2025年全区主要预期目标为：\n——{};\n——{};\n——{};\n——{}。\n",
        "■ 2025年主要预期目标\n\n●{}\n\n●{}\n\n●{}\n\n●{}\n",
    ],
)
def test_items_line_by_line(lines: str) -> None:
    words = (
        "云岭高新区2024年工作总结和2025年工作计划\n\n一、2024年工作总结\n\n完成投资3亿元。\n\n二、2025年工作计划\n\n"
    )
    assert [text.strip("●—") for text in texts(words + lines.format(*ITEMS))] == ITEMS


def test_targets_in_a_paragraph_under_their_heading() -> None:
    words = "云岭2024年工作总结和2025年工作计划\n\n一、2024年工作总结\n\n完成投资3亿元。\n\n二、2025年主要目标\n\n2025年，工业总产值增长8%；新增企业15家。\n"
    assert texts(words) == ["工业总产值增长8%", "新增企业15家"]


def test_a_stretch_on_top_of_a_firm_target() -> None:
    found = list(main_targets(plan(main="生产总值增长6%左右，力争7%")))
    assert [one.stretch for one in found] == [False, True]
    assert found[1].promised.claim is not None
    assert found[1].promised.claim.basis == "growth"


def test_five_years_are_not_one() -> None:
    assert texts("云岭规划\n\n“十五五”时期主要目标是：到2030年，生产总值达到900亿元。\n") == []
