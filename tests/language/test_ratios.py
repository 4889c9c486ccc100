"""Parts of a whole and proportions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.chinese import chinese

from dajuan.language import Quantity, read_spans


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("百分之六点二", "0.062"),
        ("百分百", "1"),
        ("三分之一", None),
        ("2/5", "0.4"),
        ("八成五", "0.85"),
        ("七成", "0.7"),
        ("一半", "0.5"),
        ("半数", "0.5"),
        ("十一又四分之一", "11.25"),
        ("105.23:100", "1.0523"),
        ("2.04∶1", "2.04"),
    ],
)
def test_a_ratio(text: str, value: str | None) -> None:
    (span,) = read_spans(text)
    assert isinstance(span, Quantity)
    assert span.unit == "1"
    assert span.low == (Decimal(value) if value else Decimal(1) / 3)


@pytest.mark.parametrize("text", ["12/1", "3/15/2024", "25:26:49", "八成立"])
def test_no_ratio(text: str) -> None:
    assert not any(isinstance(span, Quantity) and span.unit == "1" for span in read_spans(text))


@given(st.integers(1, 100))
def test_percent_is_the_same_in_every_writing(percent: int) -> None:
    values = {read_spans(text)[0].low for text in (f"{percent}%", f"{percent}％", f"百分之{chinese(percent)}")}  # type: ignore[union-attr]
    assert values == {Decimal(percent) / 100}
