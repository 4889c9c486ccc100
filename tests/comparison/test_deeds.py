"""Commitments without a number: done when a clause says so, and never called missed."""

from __future__ import annotations

import pytest
from tests.comparison.two_years import deed

from dajuan.comparison import deeds


@pytest.mark.parametrize(
    ("action", "words", "done"),
    [
        ("建成", "云溪大桥建成通车", True),
        ("建成", "云溪大桥加快建设", False),
        ("开工", "云溪大桥已经竣工", True),
        ("建成", "云溪大桥开工", False),
        ("举办", "云溪论坛成功举办", True),
        ("打造", "云溪品牌打造完成", False),
    ],
)
def test_done_is_read_off_the_stage_promised(action: str, words: str, done: bool) -> None:
    assert deeds.done(action, words) is done


def test_a_slogan_is_no_deed() -> None:
    assert not deeds.answerable("推动", "高质量发展")


@pytest.mark.parametrize(
    ("told", "verdict"),
    [("云溪大桥建成通车。", "met"), ("云溪大桥建设有序推进。", "cannot_compare"), ("云岭种了树。", "not_answered")],
)
def test_a_bridge(told: str, verdict: str) -> None:
    assert deed("建成云溪大桥。", told).verdict == verdict
