"""Units: the longest first, then the magnitude; every unit of the table is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.language import Name, Quantity, read_spans
from dajuan.language.lexicon import units

UNITS = units()


@pytest.mark.parametrize("word", [word for word in UNITS if word != "番"])  # 37 doublings: no measure
def test_every_unit_is_read_after_digits(word: str) -> None:
    span = read_spans(f"云岭共37{word}，")[0]
    if isinstance(span, Name):
        assert word in ("期",)  # a name for some other reason would be a hole in the table
    else:
        assert isinstance(span, Quantity)
        assert (span.unit, span.low) == (UNITS[word].base, UNITS[word].to_base(Decimal(37)))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("5万千瓦时", "千瓦时", 50_000),
        ("5万千瓦", "千瓦", 50_000),
        ("5千瓦", "千瓦", 5),
        ("3千米", "米", 3000),
        ("2.5亿千瓦时", "千瓦时", 250_000_000),
        ("12万吨标煤", "吨标准煤", 120_000),
        ("36万平方公里", "平方米", 360_000_000_000),
        ("1000P", "flops", 10**18),
    ],
)
def test_the_unit_comes_before_the_magnitude(text: str, unit: str, value: int) -> None:
    (span,) = read_spans(text)
    assert isinstance(span, Quantity)
    assert (span.unit, span.low) == (unit, value)


@given(st.decimals(min_value=Decimal("0.1"), max_value=9999, places=2), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_a_magnitude_multiplies(number: Decimal, magnitude: tuple[str, int]) -> None:
    (span,) = read_spans(f"{number}{magnitude[0]}元")
    assert isinstance(span, Quantity)
    assert span.low == number * magnitude[1]
    assert span.magnitude == magnitude[0]


def test_words_that_a_unit_is_only_the_beginning_of() -> None:
    for text in ("惠及23万家庭", "引进10万人才", "覆盖120万户籍人口"):
        (span,) = read_spans(text)
        assert isinstance(span, Quantity)
        assert span.unit == ""
