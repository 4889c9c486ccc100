"""Numbers of a verdict as JSON has them: exact, or as a fraction."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standards.rules.enterprise import HELD, ON, sound

from dajuan.standards import assess
from dajuan.standards.rules.plain import number, verdict_object


@pytest.mark.parametrize(
    ("value", "said"),
    [(Fraction(1, 8), "0.125"), (Fraction(-3, 2), "-1.5"), (Fraction(1, 3), "1/3"), (Fraction(12), "12"), (None, None)],
)
def test_numbers(value: Fraction | None, said: str | None) -> None:
    assert number(value) == said


@given(st.fractions())
def test_a_number_reads_back(value: Fraction) -> None:
    assert Fraction(str(number(value))) == value


def test_a_verdict_is_json() -> None:
    told = json.loads(json.dumps(verdict_object(assess("tech-sme", sound(), on=ON, held=HELD)), ensure_ascii=False))
    assert told["truth"] == "yes"
    assert next(line["clause"] for line in told["lines"]) == "第六条（一）"
