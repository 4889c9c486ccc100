"""One thing told for several years in a row, each year with its own number."""

from __future__ import annotations

import pytest

import dajuan


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "2021年至2023年，分别完成工业投资20亿元、25亿元、30亿元。",
            [("20亿元", "2021"), ("25亿元", "2022"), ("30亿元", "2023")],
        ),
        (
            "2022—2023年，云杉园工业产值分别增长6%和8%。",
            [("6%", "2022"), ("8%", "2023")],
        ),
        # two things over three years, and one number for all of them: no year of its own
        (
            "2021年至2023年，工业投资、技改投资分别完成20亿元、5亿元。",
            [("20亿元", "2021/2023"), ("5亿元", "2021/2023")],
        ),
        ("2021年至2023年，完成工业投资20亿元。", [("20亿元", "2021/2023")]),
    ],
)
def test_as_many_numbers_as_years(sentence: str, told: list[tuple[str, str]]) -> None:
    claims = dajuan.read(f"云岭高新区2023年工作总结\n{sentence}").claims
    assert [(c.text, c.period.label if c.period else None) for c in claims] == told
