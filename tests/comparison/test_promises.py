"""What a plan promises for its year, and what it does not."""

from __future__ import annotations

import pytest
from tests.comparison.two_years import plan

from dajuan.comparison.promises import promises


def test_numbers_and_deeds_are_promises() -> None:
    found = promises(plan("改造老旧小区20个。建成云溪大桥。"))
    assert [(one.kind, one.promised.text) for one in found] == [
        ("number", "改造老旧小区20个"),
        ("deed", "建成云溪大桥"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "到2030年，云岭新增绿道50公里。",
        "“十五五”时期，云岭新增绿道50公里。",
        "抓好10个方面工作。",
        "到2030年，云岭生产总值达到900亿元，常住人口城镇化率达到70%。",
    ],
)
def test_what_is_due_later_or_counts_headings_is_none(words: str) -> None:
    assert promises(plan(words)) == []


def test_a_number_that_says_which_is_no_promise() -> None:
    assert [one.promised.text for one in promises(plan("4条产业链产值突破80亿元。"))] == ["产业链产值突破80亿元"]


def test_main_targets_come_first() -> None:
    found = promises(plan("改造老旧小区20个。", main="生产总值增长6%"))
    assert [one.promised.main for one in found] == [True, False]
