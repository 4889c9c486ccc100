"""What a report says of its year as a whole: goals fulfilled, goals not reached. A wrong reading here accuses."""

from __future__ import annotations

import pytest
from tests.comparison.two_years import compared, report

from dajuan.comparison.admissions import admissions, admits, success_claims


@pytest.mark.parametrize(
    "words", ["圆满完成全年主要目标任务。", "较好完成了年初确定的各项目标任务。", "全年主要目标顺利实现。"]
)
def test_the_year_is_called_a_success(words: str) -> None:
    assert success_claims(report(words))


@pytest.mark.parametrize(
    "words",
    [
        "城镇新增就业5386人，完成年度目标任务的107.7%。",
        "超额完成清欠账款年度目标。",
        "城镇新增就业超额完成全年目标任务。",
        "全年主要目标未能完成。",
        "胜利完成云溪大桥主体工程。",
    ],
)
def test_one_indicator_is_not_the_year(words: str) -> None:
    assert success_claims(report(words)) == []


def test_an_admission_names_its_indicator() -> None:
    found = admissions(report("固定资产投资未达到预期目标。"))
    assert len(found) == 1
    assert admits(found[0], ("固定资产投资",))
    assert not admits(found[0], ("进出口总额",))


def test_missed_and_called_a_success() -> None:
    result = compared("生产总值增长6%", "圆满完成全年主要目标任务。生产总值增长4%。")
    assert [(one.verdict, one.called_success) for one in result.answers] == [("missed", True)]


def test_met_is_never_called_out() -> None:
    result = compared("生产总值增长6%", "圆满完成全年主要目标任务。生产总值增长6.1%。")
    assert [one.called_success for one in result.answers] == [False]


def test_what_the_report_admits_is_admitted() -> None:
    result = compared("生产总值增长6%", "生产总值增长4%。生产总值未达到预期目标。")
    assert result.answers[0].verdict == "admitted"
