"""Days that lean on the day of writing, read only where that day is handed in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.language import Period, read_spans

TODAY = date(2025, 3, 12)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("昨日", "2025-03-11"),
        ("今天", "2025-03-12"),
        ("5天前", "2025-03-07"),
        ("后1年", "2025-03-13/2026-03-12"),
        ("本月", "2025-03-01/2025-03-31"),
        ("上月", "2025-02-01/2025-02-28"),
        ("上半月", "2025-03-01/2025-03-15"),
        ("上个半年", "2024-07-01/2024-12-31"),
        ("周一", "2025-03-10"),
        ("上周五", "2025-03-07"),
        ("29日召开", "2025-03-29"),
    ],
)
def test_with_today(text: str, label: str) -> None:
    (period,) = (one for one in read_spans(text, today=TODAY) if isinstance(one, Period))
    assert period.label == label


@pytest.mark.parametrize("text", ["昨日", "本月", "周一", "上半月"])
def test_without_today(text: str) -> None:
    assert not any(isinstance(one, Period) for one in read_spans(text))


@pytest.mark.parametrize("text", ["今日头条", "《明日云岭》", "每月", "工期45日", "20日内办结", "31日游"])
def test_no_day(text: str) -> None:
    assert not any(isinstance(one, Period) for one in read_spans(text, today=TODAY))


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["29日", "31日", "上月", "10年前", "3年前", "下月"])
)
def test_any_day_will_do(today: date, text: str) -> None:
    for one in read_spans(text, today=today):
        assert not isinstance(one, Period) or (one.first is not None and one.last is not None and one.first <= one.last)
