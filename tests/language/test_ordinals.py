"""Which one, not how many; and places, which are claims."""

from __future__ import annotations

import pytest

from dajuan.language import Ordinal, Quantity, read_spans


@pytest.mark.parametrize(
    ("text", "numbers", "noun"),
    [
        ("第五批", (5,), "批"),
        ("第五、六批次", (5, 6), "批次"),
        ("第16至18批次", (16, 17, 18), "批次"),
        ("首批", (1,), "批"),
        ("第十二条", (12,), "条"),
        ("第三代半导体", (3,), "代"),
        ("四届人大七次会议", (7,), "次"),
    ],
)
def test_an_ordinal(text: str, numbers: tuple[int, ...], noun: str) -> None:
    (span,) = read_spans(text)
    assert isinstance(span, Ordinal)
    assert (span.numbers, span.noun, span.rank) == (numbers, noun, False)


@pytest.mark.parametrize(
    "text", ["稳居全省第4位", "居全市第三", "排名云岭第一", "综合考核全区排名第一。", "居同类园区第二，", "位列第33名"]
)
def test_a_place_among_others(text: str) -> None:
    (span,) = read_spans(text)
    assert isinstance(span, Ordinal)
    assert span.rank


@pytest.mark.parametrize("text", ["第一，抓项目。", "第二条产线建成", "第三方评估", "第一方阵"])
def test_no_place(text: str) -> None:
    assert not any(isinstance(span, Ordinal) and span.rank for span in read_spans(text))


@pytest.mark.parametrize(("text", "last"), [("进入全国前十", 10), ("排名前三", 3), ("前5名", 5)])
def test_among_the_first(text: str, last: int) -> None:
    (span,) = read_spans(text)
    assert isinstance(span, Quantity)
    assert (span.dimension, span.high) == ("rank", last)


def test_a_meeting_that_was_held_is_a_count() -> None:
    (span,) = read_spans("召开三次会议")
    assert isinstance(span, Quantity)
