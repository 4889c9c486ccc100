"""Which blanks mean nothing."""

from __future__ import annotations

import pytest

from dajuan.documents.spacing import squeezed, stray


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("新增标准厂房 31.2 万平方米", "新增标准厂房31.2万平方米"),
        ("增长 6.1 %", "增长6.1%"),
        ("云岭　　2026年", "云岭2026年"),
        ("云 岭 高 新 区", "云岭高新区"),
        ("共建 AI 实验室", "共建AI实验室"),
        ("完成投资236亿元 ，增长6%", "完成投资236亿元，增长6%"),
        ("完成投资236亿元。 其中", "完成投资236亿元。其中"),
        ("云岭\u200b高新区\ufeff", "云岭高新区"),
    ],
)
def test_blanks_beside_chinese_mean_nothing(written: str, read: str) -> None:
    assert squeezed(written) == read


@pytest.mark.parametrize(
    "words", ["Yunling High Tech Zone", "12 345", "云岭　高新区", "云岭  高新区", " 云岭 ", "3 km"]
)
def test_blanks_that_part_words_stay(words: str) -> None:
    assert squeezed(words) == words


def test_where_they_stand() -> None:
    assert list(stray("共 12 家")) == [(1, 2), (4, 5)]
