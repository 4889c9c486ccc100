"""What a number may be called by a plan and by a report."""

from __future__ import annotations

import pytest
from tests.comparison.two_years import plan

from dajuan.comparison import names


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("●经济增长", "经济增长"),
        ("经济增长目标确定为", "经济增长"),
        ("就业困难人员实现就业", "就业困难人员就业"),
        ("云岭产值", "云岭产值"),
    ],
)
def test_plain(written: str, plain: str) -> None:
    assert names.plain(written) == plain


def test_the_deed_goes_behind_its_thing() -> None:
    assert names.turned("改造老旧小区") == "老旧小区改造"


@pytest.mark.parametrize(
    ("words", "deed", "core"),
    [
        ("举办招聘会40场", "hold", "招聘会"),
        ("新签约亿元以上项目20个", "sign", "亿元以上项目"),
        ("亩均税收达到18万元", "", ""),
    ],
)
def test_deed_and_thing(words: str, deed: str, core: str) -> None:
    claim = plan(f"{words}。").claims[-1]
    assert (names.deed(claim), names.core(claim)) == (deed, core)
