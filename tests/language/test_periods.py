"""When: the phrases of reports, closed with 2024 as the year they lean on."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.language.periods import find_periods, resolve

READ = [
    ("2024年", "2024", "year", "2024-01-01", "2024-12-31"),
    ("二〇二四年", "2024", "year", "2024-01-01", "2024-12-31"),
    ("2024年上半年", "2024-H1", "half", "2024-01-01", "2024-06-30"),
    ("一季度", "2024-Q1", "quarter", "2024-01-01", "2024-03-31"),
    ("三季度末", "2024-Q3", "instant", "2024-07-01", "2024-09-30"),
    ("前三季度", "2024-Q1/2024-Q3", "span", "2024-01-01", "2024-09-30"),
    ("1—10月", "2024-01/2024-10", "span", "2024-01-01", "2024-10-31"),
    ("10月底", "2024-10", "instant", "2024-10-01", "2024-10-31"),
    ("2024年2月29日", "2024-02-29", "day", "2024-02-29", "2024-02-29"),
    ("截至2023年12月底", "2023-12", "instant", "2023-12-01", "2023-12-31"),
    ("12月底前", "2024-12", "deadline", None, "2024-12-31"),
    ("年底前", "2024", "deadline", None, "2024-12-31"),
    ("全年", "2024", "year", "2024-01-01", "2024-12-31"),
    ("去年", "2023", "year", "2023-01-01", "2023-12-31"),
    ("上年同期", "2023", "year", "2023-01-01", "2023-12-31"),
    ("近三年", "2022/2024", "span", "2022-01-01", "2024-12-31"),
    ("五年来", "2020/2024", "span", "2020-01-01", "2024-12-31"),
    ("2021—2025年", "2021/2025", "span", "2021-01-01", "2025-12-31"),
    ("“十四五”期间", "2021/2025", "span", "2021-01-01", "2025-12-31"),
    ("“十五五”时期", "2026/2030", "span", "2026-01-01", "2030-12-31"),
    ("到2027年", "2027", "deadline", None, "2027-12-31"),
    ("2030年前", "2030", "deadline", None, "2030-12-31"),
    ("2018年以来", "2018", "since", "2018-01-01", None),
    ("2024-06-18", "2024-06-18", "day", "2024-06-18", "2024-06-18"),
    ("去年12月", "2023-12", "month", "2023-12-01", "2023-12-31"),
    ("未来五年", "2024/2028", "span", "2024-01-01", "2028-12-31"),
]


@pytest.mark.parametrize(("text", "label", "kind", "first", "last"), READ, ids=[row[0] for row in READ])
def test_a_period(text: str, label: str, kind: str, first: str | None, last: str | None) -> None:
    (period,) = (resolve(one, 2024) for one in find_periods(text))
    assert (period.label, period.kind) == (label, kind)
    assert (period.first and period.first.isoformat(), period.last and period.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "1/4",
        "2-3所",
        "2176.2亿元",
        "PM2.5年平均浓度",
        "连续9年",
        "3年",
        "15天",
        "第三年",
        "“十四五”规划",
        "100个月",
        "每年",
        "2月30日。",
    ],
)
def test_no_period(text: str) -> None:
    assert [one for one in find_periods(text) if one.kind != "day"] == []


def test_a_reference_year_closes_it_at_once() -> None:
    (period,) = find_periods("今年", year=2025)
    assert period.label == "2025"


PIECES = st.sampled_from(list("0123456789年月日季度上下半前底末初第一二三十今去近全—-至到.“”"))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_in_order(text: str) -> None:
    found = find_periods(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for one in found:
        closed = resolve(one, 2024)
        assert closed.first is None or closed.last is None or closed.first <= closed.last
