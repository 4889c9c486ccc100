"""Slogans, clocks, circles, scores: shapes of digits that no unit follows."""

from __future__ import annotations

import pytest

from dajuan.language.quantities import find_quantities
from dajuan.language.shapes import shape_at


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("7+28+N体系", 6),
        ("1+3+1产业", 5),
        ("15分钟便民生活圈", 9),
        ("500强企业", 4),
        ("24/7服务", 4),
        ("9:30开会", 4),
        ("10.0.0.1登录", 8),
        ("2025-137767备案", 11),
        ("3月15日", None),
        ("12家", None),
        ("3+5%", None),
    ],
)
def test_a_shape_ends_where_it_does(text: str, end: int | None) -> None:
    found = shape_at(text, 0)
    assert (found and found.end) == end


@pytest.mark.parametrize("size", [1_000, 40_000])
@pytest.mark.parametrize(
    "piece", ["1", "1+", "1:", "1.", "1-", "9万", "1/", "第1、", "每每", "十", "百分之", "1至", "一分之"]
)
def test_repeated_pieces_take_no_time_to_speak_of(piece: str, size: int) -> None:
    """A pattern that goes back over what it has read would not end within a test run."""
    find_quantities(piece * (size // len(piece)))
